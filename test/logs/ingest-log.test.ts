import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { ingestLog, LogsError, openEventStore, readRawRecord } from '../../src/logs/index.ts';
import {
  committed,
  filesBelow,
  gzip,
  type Ingested,
  ingest,
  ingestText,
  purviewCsv,
  quoted,
  scratch,
  searchCsv,
  ualRecord,
} from './log-kit.ts';

const lines = (records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');
const many = (count: number) => Array.from({ length: count }, (_, index) => ualRecord(index * 7));

function tallyOf({ result }: Ingested) {
  if (result.state !== 'ingested') throw new Error('not ingested');
  expect(tallyBalances(result.tally)).toBe(true);
  expect(result.files.reduce((sum, file) => sum + file.records, 0)).toBe(result.tally.read);
  return result.tally;
}

async function rowsOf(folder: string, ...all: readonly Ingested[]) {
  const store = await openEventStore(committed(folder, ...all), { tempDir: `${folder}/spill` });
  try {
    return await store.query<Record<string, unknown>>('SELECT * FROM events ORDER BY events.at, event_id');
  } finally {
    store.close();
  }
}

describe('ingestLog', () => {
  it('gives the same rows for the same records in every container, compression and encoding', async () => {
    await using folder = await scratch();
    const records = many(40);
    const forms: Record<string, string | Uint8Array> = {
      lines: lines(records),
      array: JSON.stringify(records, null, 2),
      envelope: JSON.stringify({ value: records }),
      csv: searchCsv(records),
      purview: purviewCsv(records),
      pretty: records.map((record) => JSON.stringify(record, null, 4)).join('\r\n'),
      appended: `${JSON.stringify(records.slice(0, 9))}\n${JSON.stringify(records.slice(9))}`,
      gzip: gzip(lines(records)),
      bom: `\uFEFF${lines(records)}\r\n`,
      utf16: Buffer.from(`\uFEFF${searchCsv(records)}`, 'utf16le'),
    };
    const facts = new Set<string>();
    for (const [name, content] of Object.entries(forms)) {
      const ingested = await ingestText(folder.path, content, name);
      expect(tallyOf(ingested)).toEqual({ expected: 40, read: 40, unreadable: 0, encrypted: 0, recovered: 0 });
      const rows = await rowsOf(folder.path, ingested);
      facts.add(JSON.stringify(rows.map(({ shape, file_id, raw_start, raw_end, ...row }) => row)));
      for (const row of [rows[0], rows[17], rows[39]]) {
        const raw = await readRawRecord(folder.file(`${name}.log`), {
          start: Number(row?.raw_start),
          end: Number(row?.raw_end),
        });
        expect(Buffer.from(raw).toString('utf8')).toContain(String(row?.event_id));
      }
    }
    expect(facts.size).toBe(1);
  });

  it('answers an unknown log with a result, not an error', async () => {
    await using folder = await scratch();
    expect(await ingestText(folder.path, 'hello')).toEqual({ result: { state: 'unrecognised' }, losses: [] });
    expect(await filesBelow(folder.path)).toHaveProperty('size', 1);
  });

  it('loses bad rows one by one, each with its place', async () => {
    await using folder = await scratch();
    const bad = '{"CreationTime":"2024-01-01T00:00:00","Operation":';
    const text = [JSON.stringify(ualRecord(1)), bad, JSON.stringify(ualRecord(2)), '{"hello":"world"}', '7'].join('\n');
    const ingested = await ingestText(folder.path, text);
    expect(tallyOf(ingested)).toMatchObject({ expected: 5, read: 2, unreadable: 3 });
    expect(ingested.losses.map((loss) => [loss.level, loss.reason])).toEqual([
      ['row', 'damaged'],
      ['row', 'unsupported'],
      ['row', 'damaged'],
    ]);
    const span = ingested.losses[0]?.provenance.span ?? [0, 0];
    expect(text.slice(...span)).toBe(bad);
  });

  it('loses a CSV row with wrong quoting, and a row with another number of fields', async () => {
    await using folder = await scratch();
    const [header, first, second, third] = searchCsv([ualRecord(1), ualRecord(2), ualRecord(3)]).split('\r\n');
    const unquoted = second?.replaceAll('""', '"');
    const ingested = await ingestText(folder.path, [header, first, unquoted, '"a","b"', third].join('\r\n'));
    expect(tallyOf(ingested)).toMatchObject({ expected: 4, read: 2, unreadable: 2 });
  });

  it('keeps everything before the damage of a truncated gzip, and says so', async () => {
    await using folder = await scratch();
    const records = many(5000);
    const whole = gzip(lines(records));
    const ingested = await ingestText(folder.path, whole.subarray(0, whole.length / 2));
    const tally = tallyOf(ingested);
    expect(tally.expected).toBe('unknown');
    expect(tally.read).toBeGreaterThan(2000);
    expect(ingested.losses.at(-1)).toMatchObject({ level: 'source', reason: 'truncated' });
    const noTrailer = await ingestText(folder.path, whole.subarray(0, -8), 'no-trailer');
    expect(tallyOf(noTrailer).read).toBe(5000);
    const flipped = Buffer.from(whole);
    flipped.writeUInt32LE(0, whole.length - 8);
    const damaged = await ingestText(folder.path, flipped, 'bad-sum');
    expect(damaged.losses.at(-1)).toMatchObject({ level: 'source', reason: 'damaged' });
  });

  it('says that a list is cut off', async () => {
    await using folder = await scratch();
    const ingested = await ingestText(folder.path, JSON.stringify(many(10)).slice(0, -30));
    expect(tallyOf(ingested)).toMatchObject({ expected: 'unknown', read: 9, unreadable: 1 });
    expect(ingested.losses.map((loss) => loss.level)).toEqual(['row', 'source']);
  });

  it('counts exact duplicates as read, once in the table, whatever the batches', async () => {
    await using folder = await scratch();
    const records = [...many(30), ...many(30), ...many(10)];
    const results = [];
    for (const blockRows of [7, 64, 1000]) {
      const ingested = await ingestText(folder.path, lines(records), `b${blockRows}`, { blockRows });
      expect(tallyOf(ingested)).toMatchObject({ expected: 70, read: 70 });
      const rows = await rowsOf(folder.path, ingested);
      expect(rows.map((row) => row.copies)).toEqual([...new Array(10).fill(3), ...new Array(20).fill(2)]);
      results.push(JSON.stringify(rows.map(({ file_id, ...row }) => row)));
    }
    expect(new Set(results).size).toBe(1);
  });

  it('writes the same bytes under the same names in every run', async () => {
    await using folder = await scratch();
    const text = lines(many(4000));
    const runs = [];
    for (const out of ['one', 'two']) {
      await ingestText(folder.path, text, 'log-1', { outDir: folder.file(out), blockRows: 900 });
      runs.push(await filesBelow(folder.file(out)));
    }
    expect([...(runs[0]?.keys() ?? [])][0]).toMatch(/^source=ual\/day=2024-03-\d\d\/log-1\.parquet$/);
    expect(runs[1]).toEqual(runs[0]);
  });

  it('says which hours and kinds of record it saw', async () => {
    await using folder = await scratch();
    const { result } = await ingestText(
      folder.path,
      lines([ualRecord(0), ualRecord(1), ualRecord(200), ualRecord(2000, { Operation: 'Send', RecordType: 2 })]),
    );
    if (result.state !== 'ingested') throw new Error('not ingested');
    expect(
      result.coverage.map(({ part, day, hours }) => [
        part,
        day,
        hours.flatMap((n, hour) => (n > 0 ? [[hour, n]] : [])),
      ]),
    ).toEqual([
      [
        'Exchange',
        '2024-03-01',
        [
          [0, 2],
          [3, 1],
        ],
      ],
      ['Exchange', '2024-03-02', [[9, 1]]],
    ]);
    expect(result.kinds.map(({ operation, recordType, records }) => [operation, recordType, records])).toEqual([
      ['Send', 2, 1],
      ['MailItemsAccessed', 50, 3],
    ]);
    expect(result.files[0]).toMatchObject({
      source: 'ual',
      day: '2024-03-01',
      rows: 3,
      from: '2024-03-01T00:00:00.000Z',
      until: '2024-03-01T03:20:00.000Z',
    });
  });

  it('keeps records of no kind it knows as events, counted, where a log is said to be one; prose is none', async () => {
    await using folder = await scratch();
    const known = ualRecord(1);
    const vpn = { ts: 1709251200, event: 'tunnel.up', user: 'Jo@agency.example', nested: { bytes: 7 } };
    const mixed = await ingestText(folder.path, lines([known, vpn, vpn, { hello: 'world' }]), 'mixed');
    expect(mixed.result).toMatchObject({
      state: 'ingested',
      tally: { expected: 4, read: 3, unreadable: 1 },
      kinds: [{ source: 'ual' }, { source: 'unknown', operation: 'tunnel.up', records: 2 }],
    });
    expect(mixed.losses.map(({ reason }) => reason)).toEqual(['unsupported']);
    const alone = await ingestText(folder.path, lines([vpn]), 'alone');
    expect(alone.result).toMatchObject({ shape: { name: 'unknown-json' }, tally: { expected: 1, read: 1 } });
    const table = await ingestText(
      folder.path,
      'time;user;what\n2024-03-01 06:07:08;jo;login\nnever;jo;logout\n',
      'table',
    );
    expect(table.result).toMatchObject({
      shape: { name: 'unknown-csv' },
      tally: { expected: 2, read: 1, unreadable: 1 },
    });
    for (const text of ['Dear all,\n\nthe log is attached.', 'name;phone\njo;123\n', '[{"name":"jo"}]']) {
      expect((await ingestText(folder.path, text, 'none')).result.state).toBe('unrecognised');
    }
  });

  it('reads dates with slashes as the file shows that its machine wrote them', async () => {
    await using folder = await scratch();
    const trace = (...dates: readonly string[]) =>
      `Received,SenderAddress,RecipientAddress,Status,MessageId,MessageTraceId\n${dates.map((date, at) => `${date},a@b.example,c@d.example,Delivered,<${at}@b>,t${at}\n`).join('')}`;
    const timesOf = async (text: string, name: string) => {
      const { result } = await ingestText(folder.path, Buffer.from(`\uFEFF${text}`, 'utf16le'), name);
      return result.state === 'ingested' ? result.files.map(({ from }) => from) : [];
    };
    const march = '2024-03-05T06:07:08.000Z';
    expect(await timesOf(trace('05/03/2024 06:07:08', '18/03/2024 06:07:08'), 'day')).toEqual([
      march,
      '2024-03-18T06:07:08.000Z',
    ]);
    expect(await timesOf(trace('03/05/2024 06:07:08', '3/18/2024 6:07:08 AM'), 'month')).toEqual([
      march,
      '2024-03-18T06:07:08.000Z',
    ]);
    expect(await timesOf(trace('03/05/2024 06:07:08'), 'either')).toEqual([march]);
  });

  it('reads a list, an object after it, and only the named list of an envelope', async () => {
    await using folder = await scratch();
    const appended = `${JSON.stringify([ualRecord(1), ualRecord(2)], null, 2)}\n${JSON.stringify(ualRecord(3), null, 2)}\n[${JSON.stringify(ualRecord(4))}]`;
    expect((await ingestText(folder.path, appended, 'appended')).result).toMatchObject({
      tally: { expected: 4, read: 4 },
    });
    const answer = {
      schema: [{ name: 'Timestamp', type: 'DateTime' }],
      stats: { rows: [1] },
      results: [{ Timestamp: '2024-03-01T00:00:00Z', ActionType: 'LogonSuccess', ReportId: 'r' }],
    };
    expect((await ingestText(folder.path, JSON.stringify(answer), 'answer')).result).toMatchObject({
      shape: { name: 'defender-hunting-json' },
      tally: { expected: 1, read: 1 },
    });
  });

  it('survives texts that strict JSON readers refuse, and paths with special characters', async () => {
    await using folder = await scratch();
    const odd = ualRecord(1, { UserAgent: 'a\ud800b\u0000c', Parameters: [{ Name: '__proto__', Value: '\udfff' }] });
    const ingested = await ingestText(folder.path, lines([odd]), 'odd', { outDir: folder.file("events/it's [1] *?") });
    const [row] = await rowsOf(folder.path).catch(() => []);
    expect(row).toBeUndefined();
    if (ingested.result.state !== 'ingested') throw new Error('not ingested');
    const files = ingested.result.files.map((file) => `${folder.file("events/it's [1] *?")}/${file.path}`);
    const store = await openEventStore(files, { tempDir: folder.file('spill') });
    const rows = await store.query<{ user_agent: string; details: string }>('SELECT user_agent, details FROM events');
    store.close();
    expect(rows).toEqual([{ user_agent: 'a\ufffdb\u0000c', details: '{"__proto__":"\ufffd","UserType":0}' }]);
  });

  it('writes no password or key that a record holds', async () => {
    await using folder = await scratch();
    const canary = 'C4nary-Tr0ub4dor';
    const records = [
      ualRecord(1, {
        Operation: 'New-Mailbox',
        RecordType: 1,
        Parameters: [
          { Name: 'Password', Value: canary },
          { Name: 'Name', Value: 'jo' },
        ],
      }),
      ualRecord(2, {
        RecordType: 8,
        Operation: 'Update application.',
        ModifiedProperties: [{ Name: 'Credentials', NewValue: `[{"secretText":"${canary}"}]`, OldValue: canary }],
      }),
      ualRecord(3, {
        ObjectId: `https://x.example/a?sig=${canary}&x=1`,
        UserAgent: `curl --header "Authorization: Bearer ${canary}aaaa"`,
      }),
      ualRecord(4, {
        Operation: 'X',
        ExtendedProperties: [
          { Name: 'additionalDetails', Value: JSON.stringify({ password: canary, 'User-Agent': 'x' }) },
        ],
      }),
    ];
    await ingestText(folder.path, lines(records), 'log-1', { outDir: folder.file('out') });
    const ingested = await ingestText(folder.path, lines(records));
    const rows = JSON.stringify(await rowsOf(folder.path, ingested));
    expect(rows).toContain('[masked]');
    expect(rows).not.toContain(canary);
    for (const [, bytes] of await filesBelow(folder.file('out'))) expect(bytes.includes(canary)).toBe(false);
  });

  it('reads the portal’s CSV of sign-ins', async () => {
    await using folder = await scratch();
    const row = [
      '2024-03-05T06:07:08Z',
      '66ea54eb-6301-4ee5-be62-ff5a759b0100',
      'Mozilla',
      'Jo, Field',
      'Jo@agency.example',
      '192.0.2.9',
      'Dublin, Dublin, IE',
      'Failure',
      '50126',
      'Invalid password',
    ];
    const header =
      'Date (UTC),Request ID,User agent,User,Username,IP address,Location,Status,Sign-in error code,Failure reason';
    const ingested = await ingestText(folder.path, `${header}\n${row.map(quoted).join(',')}\n`);
    expect(await rowsOf(folder.path, ingested)).toMatchObject([
      {
        source: 'entra-signin',
        principal: 'jo@agency.example',
        country: 'IE',
        outcome: 'failure',
        error_code: '50126',
        at: '2024-03-05T06:07:08.000Z',
      },
    ]);
  });

  it('reads sign-ins alike from Graph and from diagnostic settings, and counts one that both hold once', async () => {
    await using folder = await scratch();
    const signIns = Array.from({ length: 12 }, (_, index) => ({
      id: `0000000${index % 10}-2222-4222-8222-22222222222${index < 10 ? 0 : 1}`,
      createdDateTime: `2024-03-05T06:${10 + index}:08Z`,
      userPrincipalName: 'Jo@agency.example',
      userId: '26be570a-ae82-4189-b4e2-a37c6808512d',
      appId: 'de8bc8b5-d9f9-48b1-a8ad-b748da725064',
      ipAddress: '192.0.2.9',
      status: { errorCode: index % 2 === 0 ? 0 : 50126 },
    }));
    const diagnostic = signIns.map((properties) => ({
      time: '2024-03-05T06:30:00.1234567Z',
      category: 'SignInLogs',
      properties: { ...properties, createdDateTime: properties.createdDateTime.replace('Z', '.4567891+00:00') },
    }));
    const forms = [
      JSON.stringify({ value: signIns }),
      lines(signIns),
      JSON.stringify({ records: diagnostic }),
      lines(diagnostic),
    ];
    const all: Ingested[] = [];
    for (const [index, text] of forms.entries()) {
      const ingested = await ingestText(folder.path, text, `form-${index}`);
      expect(tallyOf(ingested)).toMatchObject({ expected: 12, read: 12 });
      all.push(ingested);
    }
    const rows = await rowsOf(folder.path, ...all);
    expect(rows.map((row) => [row.copies, row.outcome, row.source])).toEqual(
      signIns.map((_, index) => [4, index % 2 === 0 ? 'success' : 'failure', 'entra-signin']),
    );
  });

  it('leaves only unlisted files when it is stopped, and the next run cleans up', async () => {
    await using folder = await scratch();
    await writeFile(folder.file('log.ndjson'), lines(many(3000)));
    const input = { path: folder.file('log.ndjson'), fileId: 'log-1' };
    const options = { outDir: folder.file('events'), blockRows: 500 };
    for await (const event of ingestLog(input, { ...options, onProgress: () => expect(true).toBe(true) }))
      if (event.type === 'loss') break;
    const clean = await filesBelow(folder.file('events'));
    for (const delay of [120, 200, 260, 320]) {
      const script = `import { ingestLog } from ${JSON.stringify(new URL('../../src/logs/index.ts', import.meta.url).href)};
        for (;;) for await (const event of ingestLog(${JSON.stringify(input)}, ${JSON.stringify(options)})) if (event.type === 'loss') throw new Error('loss');`;
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'ignore' });
      await wait(delay);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
    }
    expect(tallyOf(await ingest(input.path, options))).toMatchObject({ read: 3000 });
    expect(await filesBelow(folder.file('events'))).toEqual(clean);
  });

  it('says what is wrong with a path or an id', async () => {
    await using folder = await scratch();
    await expect(ingest(folder.file('absent'), { outDir: folder.path })).rejects.toMatchObject({
      code: 'not-found',
      exit: 3,
    });
    await expect(ingest(folder.file('absent'), { outDir: folder.path }, '../x')).rejects.toThrow(LogsError);
  });
});
