import fc from 'fast-check';
import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openEventStore, readRawRecord, recogniseLog } from '../../src/logs/index.ts';
import { committed, gzip, ingestText, scratch, searchCsv, ualRecord } from './log-kit.ts';

const json = (...indexes: readonly number[]) =>
  strToU8(
    JSON.stringify(
      indexes.map((index) => ualRecord(index)),
      null,
      2,
    ),
  );
const FOLDER = {
  'Output/UAL/part-1.json': json(1, 2),
  'Output/UAL/part-2.json': json(2, 3),
  'Output/UAL/part-3.json.gz': new Uint8Array(gzip(JSON.stringify(ualRecord(4)))),
  'Output/UAL/search.csv': strToU8(searchCsv([ualRecord(5)])),
  'Output/LogFile.txt': strToU8('[INFO] Running Get-UAL\n[INFO] Done\n'),
  'Output/empty.json': new Uint8Array(),
};

/** Where a member's entry in the zip's index begins. */
function indexEntry(zip: Buffer, name: string): number {
  return zip.lastIndexOf(name) - 46;
}

describe('a zip of logs', () => {
  it('is read member by member; a record in two of them counts once, and each keeps its place', async () => {
    await using folder = await scratch();
    const ingested = await ingestText(folder.path, zipSync(FOLDER));
    expect(ingested.result).toMatchObject({
      state: 'ingested',
      shape: { name: 'management-api' },
      tally: { expected: 6, read: 6, unreadable: 0 },
    });
    expect(ingested.losses).toEqual([
      expect.objectContaining({
        reason: 'unrecognised',
        provenance: expect.objectContaining({ source: 'log-1.log', container: ['Output/LogFile.txt'] }),
      }),
    ]);
    const store = await openEventStore(committed(folder.path, ingested), { tempDir: folder.file('spill') });
    const rows = await store.query<{
      event_id: string;
      copies: number;
      raw_member: string;
      raw_start: number;
      raw_end: number;
    }>('SELECT event_id, copies, raw_member, raw_start, raw_end FROM events ORDER BY event_id');
    store.close();
    expect(rows.map(({ copies, raw_member }) => [copies, raw_member])).toEqual([
      [1, 'Output/UAL/part-1.json'],
      [2, 'Output/UAL/part-1.json'],
      [1, 'Output/UAL/part-2.json'],
      [1, 'Output/UAL/part-3.json.gz'],
      [1, 'Output/UAL/search.csv'],
    ]);
    for (const { event_id, raw_member, raw_start, raw_end } of rows) {
      const place = { member: raw_member, start: raw_start, end: raw_end };
      expect(Buffer.from(await readRawRecord(folder.file('log-1.log'), place)).toString()).toContain(event_id);
    }
    const gone = { member: 'none', start: 0, end: 5 };
    await expect(readRawRecord(folder.file('log-1.log'), gone)).rejects.toMatchObject({ code: 'bad-place' });
  });

  it('says which members it cannot read, and reads the others', async () => {
    await using folder = await scratch();
    const zip = Buffer.from(zipSync({ 'a.json': json(1), 'b.json': json(2), 'c.json': json(3), 'd.json': json(4) }));
    zip.writeUInt16LE(1, indexEntry(zip, 'a.json') + 8);
    zip.writeUInt16LE(14, indexEntry(zip, 'b.json') + 10);
    zip.writeUInt32LE(7, indexEntry(zip, 'c.json') + 16);
    const { result, losses } = await ingestText(folder.path, zip);
    expect(result).toMatchObject({ state: 'ingested', tally: { expected: 'unknown', read: 2 } });
    expect(losses.map(({ reason, provenance }) => [reason, provenance.container])).toEqual([
      ['encrypted', ['a.json']],
      ['unsupported', ['b.json']],
      ['damaged', ['c.json']],
    ]);
  });

  it('without a log in it is no log; without its end it is damaged', async () => {
    await using folder = await scratch();
    const none = await ingestText(folder.path, zipSync({ 'notes.txt': strToU8('nothing here') }), 'none');
    expect([none.result.state, none.losses.map(({ reason }) => reason)]).toEqual(['unrecognised', ['unrecognised']]);
    const cut = await ingestText(folder.path, zipSync(FOLDER).subarray(0, 400), 'cut');
    expect([cut.result.state, cut.losses.map(({ reason }) => reason)]).toEqual(['unrecognised', ['damaged']]);
  });

  it('is known by what stands in its first bytes, also where it was written as a stream', () => {
    expect(recogniseLog(zipSync(FOLDER))).toMatchObject({ name: 'management-api', compression: 'zip' });
    expect(recogniseLog(zipSync({ 'x.json': json(1) }, { level: 0 }))).toMatchObject({ compression: 'zip' });
    const chunks: Uint8Array[] = [];
    const stream = new Zip((_error, chunk) => chunks.push(chunk));
    const member = new ZipDeflate('x.json');
    stream.add(member);
    member.push(json(1), true);
    stream.end();
    expect(recogniseLog(Buffer.concat(chunks))).toMatchObject({ name: 'management-api', compression: 'zip' });
    expect(recogniseLog(zipSync({ 'notes.txt': strToU8('nothing here') }))).toBeNull();
  });

  it('of any bytes never throws', async () => {
    await using folder = await scratch();
    const zip = Buffer.from(zipSync({ 'a.json': json(1), 'b.csv': strToU8(searchCsv([ualRecord(2)])) }));
    const change = fc.tuple(fc.nat(zip.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(zip);
        for (const [at, byte] of changes) bytes[at] = byte;
        recogniseLog(bytes);
        const { result, losses } = await ingestText(folder.path, bytes, 'any');
        if (result.state === 'ingested' && result.tally.read < 2) expect(losses.length).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  });
});
