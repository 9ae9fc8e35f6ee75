import { describe, expect, test } from 'vitest';
import { openedBy } from '../../src/evidence/isolation/deferral.ts';
import { type LockedFixture, lockedZip } from './locked-zip.ts';
import { openedAttachment } from './opened-attachment.ts';
import { textOf, unreadOf } from './opened-document.ts';

const TEXT = 'DB_PASSWORD=Tr0ub4dor&3\n'.repeat(40);
const WRONG = ['wrong', 'Wrong2', 'mellon'];

const VARIANTS: readonly (readonly [string, Partial<LockedFixture>])[] = [
  ['ZipCrypto', { zipCrypto: true }],
  ['ZipCrypto, stored', { zipCrypto: true, stored: true }],
  ['ZipCrypto, checksum behind the data', { zipCrypto: true, described: true }],
  ['AES-128', { strength: 1 }],
  ['AES-192', { strength: 2 }],
  ['AES-256', { strength: 3 }],
  ['AES-256, stored', { strength: 3, stored: true }],
  ['AES-256, checksum behind the data', { strength: 3, described: true }],
];

describe.each(VARIANTS)('a zip locked by %s', (_, how) => {
  const zip = lockedZip([{ name: 'prod.env', data: TEXT, password: 'Sésame 7', ...how }]);

  test('opens with its password, and says which', async () => {
    const parts = await openedAttachment(await zip, { passwords: [...WRONG, 'Sésame 7', 'later'] });
    expect(textOf(parts)).toBe(`${TEXT}\n`);
    expect(unreadOf(parts)).toEqual([]);
    expect(parts.map((part) => openedBy(part)?.origin ?? null)).toEqual([null, 'password 3']);
  });

  test('is a row without it', async () => {
    for (const passwords of [[], WRONG]) {
      const parts = await openedAttachment(await zip, { passwords });
      expect(textOf(parts)).toBe('');
      expect(unreadOf(parts)).toEqual(['prod.env: encrypted']);
    }
  });

  test('opens where the index is lost', async () => {
    const bytes = await zip;
    const parts = await openedAttachment(bytes.subarray(0, bytes.indexOf('PK\x01\x02')), { passwords: ['Sésame 7'] });
    expect(textOf(parts)).toBe(`${TEXT}\n`);
    expect(unreadOf(parts)).toEqual(['(rest): damaged']);
  });
});
