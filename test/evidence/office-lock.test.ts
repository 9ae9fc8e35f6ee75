import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEncryptedPackage } from '../../src/evidence/documents/office-lock/open-encrypted-package.ts';
import { TryingBudget } from '../../src/evidence/documents/trying-budget.ts';
import { openCompound } from '../../src/evidence/ole/compound.ts';
import { isShortfall } from '../../src/evidence/shortfall.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { agileStreams, compoundOf, standardStreams } from './locked-office.ts';
import { mutatedBytes } from './mutated-bytes.ts';

const DOCUMENT = Buffer.from(`PK\x03\x04${'Quarterly figures, not to be passed on. '.repeat(300)}`);
const LIMIT = 64 * 1024 * 1024;

function open(file: Uint8Array, passwords: readonly string[], limit = LIMIT, budget = new TryingBudget()) {
  const compound = openCompound(memoryAccess(file));
  return isShortfall(compound) ? compound : openEncryptedPackage(compound, passwords, limit, budget);
}

describe('agile encryption', () => {
  test.each([
    ['sha512', 256, false],
    ['sha384', 192, false],
    ['sha256', 256, true],
    ['sha1', 128, false],
  ] as const)('%s, AES-%d: opens with its password and no other', (hash, keyBits, isFeedback) => {
    const file = compoundOf(agileStreams(DOCUMENT, { password: 'Grün&Blau 7', hash, keyBits, isFeedback }));
    const opened = open(file, ['Gruen&Blau 7', 'Grün&Blau 7', 'later']);
    expect(opened).toEqual({ bytes: DOCUMENT, password: 1, shortfall: null });
    expect(open(file, ['grün&blau 7', '', 'Grün&Blau 77'])).toMatchObject({ reason: 'encrypted' });
    expect(open(file, [])).toMatchObject({ reason: 'encrypted' });
  });

  test('what Office locks with a password of its own is open to everybody', () => {
    const file = compoundOf(agileStreams(DOCUMENT, { password: 'VelvetSweatshop' }));
    expect(open(file, ['x'])).toEqual({ bytes: DOCUMENT, password: null, shortfall: null });
  });

  test('a changed document is given and said to be damaged; one that never had a checksum is whole', () => {
    const streams = agileStreams(DOCUMENT, { password: 'p' });
    const changed = Buffer.from(streams.EncryptedPackage ?? []);
    changed[5000] = (changed[5000] ?? 0) ^ 1;
    expect(open(compoundOf({ ...streams, EncryptedPackage: changed }), ['p'])).toMatchObject({
      password: 0,
      shortfall: { reason: 'damaged' },
    });
    const bare = agileStreams(DOCUMENT, { password: 'p', hasIntegrity: false });
    expect(open(compoundOf(bare), ['p'])).toMatchObject({ shortfall: null });
  });

  test('a document that is cut short is given as far as it goes', () => {
    const streams = agileStreams(DOCUMENT, { password: 'p' });
    const file = compoundOf({ ...streams, EncryptedPackage: (streams.EncryptedPackage ?? DOCUMENT).subarray(0, 8008) });
    const opened = open(file, ['p']);
    expect(opened).toMatchObject({ shortfall: { reason: 'truncated' } });
    expect(isShortfall(opened) ? '' : Buffer.from(opened.bytes)).toEqual(DOCUMENT.subarray(0, 8000));
  });

  test.each([
    [10_000_000, 'over-budget'],
    ['99999999999999999999', 'over-budget'],
    ['-1', 'over-budget'],
    ['Infinity', 'over-budget'],
  ])('%s rounds a password are not done', (saidRounds, reason) => {
    const start = performance.now();
    expect(open(compoundOf(agileStreams(DOCUMENT, { password: 'p', saidRounds })), ['p'])).toMatchObject({ reason });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('as many passwords are tried as there is time for, and how many is said', () => {
    const file = compoundOf(agileStreams(DOCUMENT, { password: 'p999', rounds: 1000, hash: 'sha512' }));
    const passwords = Array.from({ length: 1000 }, (_, index) => `p${index}`);
    const row = open(file, passwords, LIMIT, new TryingBudget(50_000));
    expect(row).toMatchObject({ reason: 'encrypted', detail: expect.stringContaining('first 100 of 1000 passwords') });
    expect(open(file, passwords)).toMatchObject({ password: 999 });
  });

  test('for holders of certificates, by unknown ciphers, by extensions, by rights management: a row each', () => {
    const { EncryptionInfo = DOCUMENT, EncryptedPackage = DOCUMENT } = agileStreams(DOCUMENT, { password: 'p' });
    const rowOf = (from: string, to: string) => {
      const info = Buffer.from(Buffer.from(EncryptionInfo).toString('latin1').replaceAll(from, to), 'latin1');
      return open(compoundOf({ EncryptionInfo: info, EncryptedPackage }), ['p']);
    };
    expect(rowOf('spinCount', 'X509')).toMatchObject({
      reason: 'encrypted',
      detail: expect.stringContaining('certificates'),
    });
    expect(rowOf('"AES"', '"RC2"')).toMatchObject({ reason: 'unsupported' });
    expect(rowOf('SHA512', 'WHIRLPOOL')).toMatchObject({ reason: 'unsupported' });
    expect(rowOf('\x04\0\x04\0', '\x04\0\x03\0')).toMatchObject({ reason: 'encrypted' });
    expect(open(compoundOf({ EncryptedPackage }), ['p'])).toMatchObject({ reason: 'encrypted' });
  });

  test('a document over the limit is a row', () => {
    const file = compoundOf(agileStreams(Buffer.alloc(100_000), { password: 'p' }));
    expect(open(file, ['p'], 50_000)).toMatchObject({ reason: 'over-budget' });
  });
});

describe('standard encryption', () => {
  test.each([128, 192, 256] as const)('AES-%d: opens with its password and no other', (keyBits) => {
    const file = compoundOf(standardStreams(DOCUMENT, 'Zürich', keyBits));
    expect(open(file, ['Zurich', 'Zürich'])).toEqual({ bytes: DOCUMENT, password: 1, shortfall: null });
    expect(open(file, ['zürich'])).toMatchObject({ reason: 'encrypted' });
  });

  test('by RC4 is a row', () => {
    const streams = standardStreams(DOCUMENT, 'p');
    const info = Buffer.from(streams.EncryptionInfo ?? []);
    info.writeUInt32LE(0x6801, 20);
    expect(open(compoundOf({ ...streams, EncryptionInfo: info }), ['p'])).toMatchObject({ reason: 'unsupported' });
  });
});

test('whatever is changed in a locked file: a row, or the document with what is wrong with it', () => {
  const seeds = [agileStreams(DOCUMENT, { password: 'p', rounds: 10 }), standardStreams(DOCUMENT, 'p')];
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      mutatedBytes(
        seeds.map(({ EncryptionInfo = DOCUMENT }) => EncryptionInfo),
        40,
      ),
      fc.boolean(),
      ({ EncryptedPackage = DOCUMENT }, info, isWhole) => {
        const rest = isWhole ? EncryptedPackage : EncryptedPackage.subarray(0, info.length);
        const opened = open(compoundOf({ EncryptionInfo: info, EncryptedPackage: rest }), ['p']);
        if (isShortfall(opened)) expect(opened.detail).not.toBe('');
        else if (opened.shortfall === null) expect(Buffer.from(opened.bytes).equals(DOCUMENT)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

const TIKA = new URL('../../../shared/corpora/mail/tika/', import.meta.url).pathname;

describe.skipIf(!existsSync(TIKA))('the locked documents of Apache Tika', () => {
  const found = globSync(`${TIKA}**/{test*_protected_passtika*,protect.xlsx,protectedFile.xlsx,protected_*_case.docx}`);
  const files = found.filter((path) => /\.(?:docx|xlsx|pptx)$/.test(path)).sort();

  test('open with the password their names tell, with no other, and are whole', () => {
    const outcomes = files.map((path) => {
      const opened = open(readFileSync(path), ['Tika', 'tika']);
      if (isShortfall(opened)) return `${basename(path)}: ${opened.reason}`;
      const start = Buffer.from(opened.bytes.subarray(0, 2)).toString();
      return `${basename(path)}: ${opened.password} ${start} ${opened.shortfall?.reason ?? 'whole'}`;
    });
    expect(outcomes.sort()).toEqual([
      'protect.xlsx: null PK whole',
      'protectedFile.xlsx: null PK whole',
      'protected_normal_case.docx: encrypted',
      'protected_upper_case.docx: encrypted',
      'testEXCEL_protected_passtika.xlsx: 1 PK whole',
      'testEXCEL_protected_passtika_2.xlsx: 1 PK whole',
      'testPPT_protected_passtika.pptx: 1 PK whole',
      'testWORD_protected_passtika.docx: 1 PK whole',
    ]);
  });
});
