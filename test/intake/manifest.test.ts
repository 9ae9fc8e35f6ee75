import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { IntakeError, type ManifestEntry, type ManifestEvent, readManifest } from '../../src/intake/index.ts';

async function eventsOf(input: Uint8Array | string, zone?: string): Promise<readonly ManifestEvent[]> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const events: ManifestEvent[] = [];
  for await (const event of readManifest(bytes, { source: 'm', ...(zone === undefined ? {} : { zone }) }))
    events.push(event);
  return events;
}

async function entriesOf(input: Uint8Array | string, zone?: string): Promise<readonly ManifestEntry[]> {
  return (await eventsOf(input, zone)).flatMap((event) => (event.type === 'entry' ? [event.entry] : []));
}

async function lossesOf(input: Uint8Array | string) {
  const events = await eventsOf(input);
  const tally = events.flatMap((event) => (event.type === 'tally' ? [event.tally] : []))[0];
  if (tally === undefined) throw new Error('no tally');
  expect(tallyBalances(tally)).toBe(true);
  return { tally, losses: events.flatMap((event) => (event.type === 'loss' ? [event.loss] : [])) };
}

const WANTED = {
  messageIdNormal: 'A1@x.example',
  subject: 'Plan; B',
  sender: 'bob@v.example',
  sentAt: '2024-04-30T23:59:00.000Z',
};

const CSV = `Internet Message Id,Subject/Title,Sender/Author,To,Sent\n<A1@x.example>,Plan; B,"Bob, jr <Bob@v.example>",alice@a.example,4/30/2024 11:59:00 PM\n`;

function utf16(text: string, bom: boolean, bigEndian = false): Uint8Array {
  const bytes = Buffer.from((bom ? '\ufeff' : '') + text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('the forms of a manifest', () => {
  const tab = CSV.replace('"Bob, jr <Bob@v.example>"', 'Bob, jr <Bob@v.example>').replaceAll(/,(?! )/g, '\t');
  const record = { internetMessageId: '<A1@x.example>', subject: 'Plan; B', sentDateTime: '2024-04-30T23:59:00Z' };
  const graph = {
    ...record,
    from: { emailAddress: { name: 'Bob', address: 'Bob@v.example' } },
    toRecipients: [{ emailAddress: { address: 'alice@a.example' } }],
  };
  const forms: readonly (readonly [string, Uint8Array | string])[] = [
    ['CSV', CSV],
    ['CSV with CRLF and a byte order mark', `\ufeff${CSV.replaceAll('\n', '\r\n')}`],
    ['CSV with CR', CSV.replaceAll('\n', '\r')],
    ['CSV without a last line end', CSV.trimEnd()],
    ['UTF-16 LE', utf16(CSV, true)],
    ['UTF-16 LE without a mark', utf16(CSV, false)],
    ['UTF-16 BE', utf16(CSV, true, true)],
    ['tab-separated', tab],
    ['semicolons and sep=', `sep=;\n${tab.replaceAll('\t', ';').replace('Plan; B', '"Plan; B"')}`],
    ['PowerShell', `#TYPE System.Object\n${CSV}`],
    ['a JSON array', JSON.stringify([graph])],
    ['Graph', JSON.stringify({ '@odata.context': 'x[{', value: [graph], tags: ['a'] }, null, 2)],
    ['records', JSON.stringify({ records: [graph] })],
    ['NDJSON', `${JSON.stringify(graph)}\n${JSON.stringify({ internetMessageId: '<other@x>' })}\n`],
    ['JSON in UTF-16', utf16(JSON.stringify([graph]), true)],
    ['one JSON object', JSON.stringify(graph)],
  ];
  it.each(forms)('%s', async (_, input) => {
    const [entry] = await entriesOf(input);
    expect(entry).toMatchObject(WANTED);
    expect(entry?.recipients).toEqual(['alice@a.example']);
  });

  it('is read from a stream in chunks of any size', async () => {
    const bytes = Buffer.from(`${CSV}<A2@x.example>,"two\nlines ""x""",b@v.example,,4/1/2024 1:00 AM\n`);
    for (const input of [bytes, utf16(bytes.toString(), true), Buffer.from(JSON.stringify([record, record]))]) {
      const whole = await entriesOf(input);
      for (const size of [1, 2, 3, 7]) {
        const open = async function* () {
          for (let at = 0; at < input.length; at += size) yield input.subarray(at, at + size);
        };
        const entries: ManifestEntry[] = [];
        for await (const event of readManifest(open, { source: 'm' }))
          if (event.type === 'entry') entries.push(event.entry);
        expect(entries).toEqual(whole);
      }
    }
  });
});

describe('columns', () => {
  it.each([
    [
      'Content Search Results.csv',
      'Subject or Title,Sender or Created by,Recipients in To line,Sent,Size (KB),Original Path\nPlan; B,Bob <bob@v.example>,alice@a.example,4/30/2024 11:59:00 PM,3,alice@a.example/Inbox',
    ],
    [
      'the load file',
      'Row_number,Email_subject,Email_sender,Email_to,Email_date_sent,Native_size,Location_name\n1,Plan; B,Bob <bob@v.example>,alice@a.example,2024-04-30T23:59:00Z,3072,alice@a.example',
    ],
    [
      'German',
      'Betreff;Von;An;Gesendet;Größe;Postfach\n"Plan; B";bob@v.example;alice@a.example;30.04.2024 23:59:00;3072;alice@a.example',
    ],
  ])('by name: %s', async (_, csv) => {
    const { messageIdNormal: _id, ...wanted } = WANTED;
    expect((await entriesOf(csv))[0]).toMatchObject({
      ...wanted,
      size: 3072,
      mailbox: 'alice@a.example',
      recipients: ['alice@a.example'],
    });
  });

  it('by content, where names do not tell or there are none', async () => {
    const rows =
      '<A1@x.example>,bob@v.example,alice@a.example,2024-04-30 23:59\n<A2@x.example>,bob@v.example,c@a.example,2024-05-01 00:10';
    for (const header of ['', 'f1,f2,f3,f4\n', 'Kolumna A,Kolumna B,Kolumna C,Kolumna D\n']) {
      const entries = await entriesOf(header + rows);
      expect(entries).toHaveLength(2);
      expect(entries[0]).toMatchObject({
        messageIdNormal: 'A1@x.example',
        sender: 'bob@v.example',
        recipients: ['alice@a.example'],
        sentAt: WANTED.sentAt,
      });
    }
  });

  it('take a bare list of ids', async () => {
    expect((await entriesOf('<a@x>\n<b@x>\n')).map(({ messageIdNormal }) => messageIdNormal)).toEqual(['a@x', 'b@x']);
  });

  it('do not take the id replied to for the id', async () => {
    const [entry] = await entriesOf('In-Reply-To,Message ID\n<a@x>,<b@x>\n');
    expect(entry?.messageIdNormal).toBe('b@x');
  });

  it('keep cells that look like formulas as they are', async () => {
    expect((await entriesOf('Message ID,Subject\n<a@x>,=HYPERLINK("x")\n'))[0]?.subject).toBe('=HYPERLINK("x")');
  });

  it('pair attachment names with hashes', async () => {
    const hash = 'AB'.repeat(32);
    const [entry] = await entriesOf(
      `Message ID,Attachment names,Attachment SHA256\n<a@x>,a.txt; b.pdf,${hash};${'c'.repeat(64)}\n`,
    );
    expect(
      entry?.attachments.map(({ name, hash: digest }) => [name, digest?.algorithm, digest?.hex.slice(0, 2)]),
    ).toEqual([
      ['a.txt', 'sha256', 'ab'],
      ['b.pdf', 'sha256', 'cc'],
    ]);
  });
});

describe('dates', () => {
  const sentOf = async (cells: readonly string[], zone?: string) =>
    (
      await entriesOf(['Message ID,Sent', ...cells.map((cell, index) => `<a${index}@x>,"${cell}"`)].join('\n'), zone)
    ).map(({ sentAt, zoned, problems }) => [sentAt, zoned, ...problems]);

  it.each([
    ['2024-04-30T23:59:00.1234567Z', '2024-04-30T23:59:00.123Z', true],
    ['2024-04-30T19:59:00-04:00', '2024-04-30T23:59:00.000Z', true],
    ['Tue, 30 Apr 2024 19:59:00 -0400 (EDT)', '2024-04-30T23:59:00.000Z', true],
    ['30 Apr 2024 23:59 GMT', '2024-04-30T23:59:00.000Z', true],
    ['4/30/2024 11:59:00 PM', '2024-04-30T23:59:00.000Z', false],
    ['April 30, 2024 at 11:59 PM', '2024-04-30T23:59:00.000Z', false],
    ['Tuesday, April 30, 2024 11:59 PM', '2024-04-30T23:59:00.000Z', false],
    ['30.04.2024 23:59', '2024-04-30T23:59:00.000Z', false],
    ['2024/04/30 23:59:00', '2024-04-30T23:59:00.000Z', false],
    ['1714521540', '2024-04-30T23:59:00.000Z', true],
    ['1714521540000', '2024-04-30T23:59:00.000Z', true],
    ['45412.5', '2024-04-30T12:00:00.000Z', false],
  ])('%s', async (cell, at, zoned) => {
    expect(await sentOf([cell])).toEqual([[at, zoned]]);
  });

  it.each(['31/31/2024', '2024-02-30', '4/30/2024 25:00', 'yesterday', '99999999'])('%s is none', async (cell) => {
    expect(await sentOf(['2024-01-01', cell])).toEqual([
      ['2024-01-01T00:00:00.000Z', false],
      [null, false, 'unreadable-date'],
    ]);
  });

  it('are read in the order that the column proves', async () => {
    expect(await sentOf(['03/04/2024', '30/04/2024'])).toMatchObject([
      ['2024-04-03T00:00:00.000Z', false],
      ['2024-04-30T00:00:00.000Z', false],
    ]);
    expect(await sentOf(['03/04/2024', '04/30/2024'])).toMatchObject([
      ['2024-03-04T00:00:00.000Z', false],
      ['2024-04-30T00:00:00.000Z', false],
    ]);
  });

  it('say so where nothing proves the order', async () => {
    expect(await sentOf(['03/04/2024'])).toEqual([['2024-03-04T00:00:00.000Z', false, 'ambiguous-date']]);
    expect(await sentOf(['03.04.2024'])).toEqual([['2024-04-03T00:00:00.000Z', false, 'ambiguous-date']]);
    expect(await sentOf(['03/03/2024'])).toEqual([['2024-03-03T00:00:00.000Z', false]]);
  });

  it('without a zone are read in the one asked for', async () => {
    expect(await sentOf(['2024-07-01 12:00', '2024-01-01 12:00', '2024-01-01T12:00:00Z'], 'America/New_York')).toEqual([
      ['2024-07-01T16:00:00.000Z', false],
      ['2024-01-01T17:00:00.000Z', false],
      ['2024-01-01T12:00:00.000Z', true],
    ]);
    await expect(sentOf(['2024-07-01 12:00'], 'Mars/Base')).rejects.toBeInstanceOf(IntakeError);
  });
});

describe('bad rows', () => {
  const head = 'Message ID,Subject\n<a@x>,one\n';
  it.each([
    ['too few cells', '<b@x>\n', 'damaged', 3],
    ['too many cells', '<b@x>,deux,three\n', 'damaged', 3],
    ['a quotation mark that closes too early', '<b@x>,"deux"three\n', 'damaged', 3],
    ['a quotation mark that never closes', '<b@x>,"deux\n', 'truncated', 3],
    ['nothing to find a message by', ',deux\n', 'unrecognised', 3],
  ])('%s', async (_, row, reason, line) => {
    const { tally, losses } = await lossesOf(`${head}${row}<c@x>,three\n`);
    expect(losses).toMatchObject([{ level: 'row', reason }]);
    expect(losses[0]?.detail).toMatch(new RegExp(`^row ${line} of the manifest was not read: `));
    expect(losses[0]?.detail).not.toContain('deux');
    const start = head.length;
    expect(losses[0]?.provenance.span).toEqual([start, start + row.length - 1]);
    expect(tally).toMatchObject({ expected: 3, read: 2, unreadable: 1 });
  });

  it('do not take their neighbours with them', async () => {
    const lines = [...Array(40).keys()].map((index) => `<n${index}@x>,"s${index}"`);
    const { tally } = await lossesOf(`${head}<bad@x>,"open\n${lines.join('\n')}\n`);
    expect(tally).toMatchObject({ expected: 42, read: 41, unreadable: 1 });
  });

  it.each([
    ['a broken line of NDJSON', '{"messageId":"<a@x>"}\n{"messageId":\n{"messageId":"<c@x>"}\n', 'damaged', 2],
    ['a scalar in an array', '[{"messageId":"<a@x>"},7,{"messageId":"<c@x>"}]', 'damaged', 2],
    ['an array that breaks off', '[{"messageId":"<a@x>"},{"messageId":"<b@x>"},{"messa', 'truncated', 2],
  ])('%s', async (_, text, reason, read) => {
    const { tally, losses } = await lossesOf(text);
    expect(losses).toMatchObject([{ reason }]);
    expect(tally).toMatchObject({ expected: 3, read, unreadable: 1 });
  });

  it('that are longer than any row may be are lost, not read', async () => {
    const long = `<b@x>,${'y'.repeat(5 << 20)}`;
    for (const text of [
      `${head}${long}\n<c@x>,three\n`,
      `[{"messageId":"<a@x>"},{"messageId":"${long}"},{"messageId":"<c@x>"}]`,
    ]) {
      const { tally, losses } = await lossesOf(text);
      expect(losses).toMatchObject([{ reason: 'over-budget' }]);
      expect(tally).toMatchObject({ expected: 3, read: 2, unreadable: 1 });
    }
  });

  it('are losses even where no row is good', async () => {
    expect((await lossesOf('Message ID,Subject\n<a@x>\n<b@x>\n')).tally).toMatchObject({
      expected: 2,
      read: 0,
      unreadable: 2,
    });
  });

  it('are none in an empty list', async () => {
    expect((await lossesOf('Message ID,Subject\n')).tally.expected).toBe(0);
    expect((await lossesOf('[]')).tally.expected).toBe(0);
  });
});

describe('anything else', () => {
  it('is refused in a sentence', async () => {
    await expect(eventsOf('colour,shape\nred,round\nblue,square\n')).rejects.toMatchObject({
      code: 'no-known-column',
      exit: 2,
    });
    await expect(readManifest('/nowhere/m.csv', { source: 'm' }).next()).rejects.toMatchObject({
      code: 'input-not-found',
      exit: 3,
    });
  });

  it('never throws another error, and its tally balances', async () => {
    const piece = fc.constantFrom(
      'Message ID',
      '<a@x>',
      ',',
      '"',
      '\n',
      '\r',
      '{',
      '}',
      '[',
      ']',
      ':',
      '"value"',
      '\\',
      'x',
      '\ufeff',
      '\u0000',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        try {
          await lossesOf(pieces.join(''));
        } catch (error) {
          if (!(error instanceof IntakeError)) throw error;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('comes back as it was written, whatever stands in the cells', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', ' ', '=', 'é', '\t') })
      .filter((text) => text.trim() === text && text !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 8 }), async (subjects) => {
        const rows = subjects.map((subject, index) => `<a${index}@x>,"${subject.replaceAll('"', '""')}"`);
        const entries = await entriesOf(['Message ID,Subject', ...rows].join('\n'));
        expect(entries.map(({ subject }) => subject)).toEqual(subjects);
      }),
      { numRuns: 300 },
    );
  });
});
