import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyedHash } from '../../src/core/index.ts';
import { type FindingRecord, type ScanRecord, scanPaths, scanRecords } from '../../src/run/index.ts';
import { loadScanner } from '../../src/secrets/index.ts';
import { CaseKit, mbox } from './case-kit.ts';
import { BEHIND_THE_LOCK, letter, lockedZip } from './locked-mail.ts';

const KEY = 'Kirschbaum!88';
const scanner = loadScanner();
let kit: CaseKit;
beforeEach(() => {
  kit = new CaseKit();
});
afterEach(() => kit.remove());

const lock = async (password = KEY) =>
  letter({ id: 'lock', body: 'see', attached: { name: 'report.zip', bytes: await lockedZip(password) } });
const key = (id = 'key') => letter({ id, subject: 'Re: Report', body: `${KEY}\n`, answers: 'lock' });
const other = (id: string) =>
  letter({ id, subject: id, body: `nothing but ${id}`, from: 'eve@third.example', to: 'bob@third.example' });

async function scanned(...paths: readonly string[]): Promise<readonly ScanRecord[]> {
  const options = { hash: keyedHash(Buffer.alloc(32, 1)), scanner, minConfidence: 'low', showSecrets: true } as const;
  return Array.fromAsync(scanRecords(scanPaths(paths, { scanner }), options));
}

/** What is more than a guess: that the mail with the key holds one is no wonder. */
const sure = (records: readonly ScanRecord[]) =>
  records.filter((record) => record.type !== 'finding' || record.confidence !== 'low');
const secrets = (records: readonly ScanRecord[]) =>
  sure(records).flatMap((record) => (record.type === 'finding' ? [record.secret] : []));

describe('a scan opens what is locked', () => {
  it('by the mail before it', async () => {
    const records = await scanned(kit.write('a.mbox', mbox(other('one'), key(), await lock())));
    expect(secrets(records)).toEqual([BEHIND_THE_LOCK, KEY]);
    expect(records.filter(({ type }) => type === 'loss')).toEqual([]);
  });

  it('by mail of sources before and after it, packed or not, and each finding has its place', async () => {
    for (const [before, after] of [
      [mbox(other('one')), mbox(key())],
      [mbox(key()), mbox(other('two'))],
    ] as const) {
      const paths = [
        kit.write('1/before.mbox.gz', gzipSync(before)),
        kit.write('2/lock.mbox', mbox(other('three'), await lock())),
        kit.write('3/after.mbox', after),
      ];
      const found = sure(await scanned(...paths)).filter(
        (record) => record.type === 'finding',
      ) as readonly FindingRecord[];
      expect(found.map(({ secret }) => secret)).toEqual([BEHIND_THE_LOCK, KEY]);
      expect(found[0]?.provenance).toMatchObject({
        messageId: '<lock@agency.example>',
        part: '2',
        member: ['inside.txt'],
      });
      expect(found[1]?.provenance.messageId).toBe('<key@agency.example>');
    }
  });

  it('not by mail of others, and tells it once, after everything else', async () => {
    const records = await scanned(
      kit.write(
        'a.mbox',
        mbox(
          await lock(),
          letter({ id: 'k', subject: 'x', body: KEY, from: 'eve@third.example', to: 'bob@third.example' }),
        ),
      ),
    );
    expect(secrets(records)).toEqual([]);
    expect(sure(records).map(({ type }) => type)).toEqual(['tally', 'loss', 'summary']);
  });

  it('tells each loss of many, whether it can be mended or not', async () => {
    const shut = await lockedZip('Nobody-Said-This-1');
    const many = Array.from({ length: 20 }, (_, at) =>
      letter({ id: `m${at}`, body: 'x', attached: { name: 'a.zip', bytes: shut } }),
    );
    const records = await scanned(kit.write('a.mbox', mbox(...many)));
    expect(records.filter(({ type }) => type === 'loss')).toHaveLength(20);
    expect(records.at(-1)).toMatchObject({ losses: 20, messages: 20 });
  });
});
