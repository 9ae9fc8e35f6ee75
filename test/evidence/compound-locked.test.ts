import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Rc4 } from '../../src/evidence/documents/compound/locks/rc4.ts';
import { keysOf, readRc4Lock, underBlockKeys } from '../../src/evidence/documents/compound/locks/rc4-lock.ts';
import { openedBy } from '../../src/evidence/isolation/deferral.ts';
import { compoundBytes } from './compound-builder.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';
import { container, narrowText, ppt } from './presentation-builder.ts';
import { numbers } from './word-builder.ts';
import { begin, biff, END, number, words } from './workbook-builder.ts';

/** Made by LibreOffice 7.4, which locks with 40 bits; the password is the same. */
const PASSWORD = 'Zürich-1848';
const fixture = (name: string) => readFileSync(new URL(`fixtures/compound/${name}`, import.meta.url));

describe('documents of 97 to 2003 that are locked', () => {
  test.each([
    ['locked.doc', 'The vault password is Hunter-22', 'Last line ends with kingfisher.'],
    ['locked.xls', 'Hunter-22 opens the north gate\t1234.5', 'row number 99'],
  ])('%s opens with its password, to its end, and says which one it was', async (name, first, last) => {
    const passwords = ['wrong', PASSWORD, 'later'];
    const [part, ...rest] = (await openedDocument(fixture(name), { passwords })).parts;
    if (part === undefined) throw new Error('no part');
    expect(textOf([part])).toContain(first);
    expect(textOf([part])).toContain(last);
    expect(openedBy(part)?.reveal()).toBe(PASSWORD);
    expect(rest).toEqual([]);
  });

  test.each(['locked.doc', 'locked.xls'])(
    '%s stays locked without it, and shows no letter of what is in it',
    async (name) => {
      for (const passwords of [[], ['wrong', `${PASSWORD} `, '', 'x'.repeat(5000)]]) {
        const { parts } = await openedDocument(fixture(name), { passwords });
        expect(unreadOf(parts)).toEqual([': encrypted']);
        expect(textOf(parts)).toBe('');
      }
    },
  );

  test('a workbook locked by what Excel uses where nobody gave a password opens by itself', async () => {
    const plain = [begin(5), biff(0x002f, lockRecord('VelvetSweatshop')), END, begin(0x10), number(0, 0, 4711), END];
    const { parts } = await openedDocument(compoundBytes({ Workbook: lockedWorkbook(plain, 'VelvetSweatshop') }));
    expect(textOf(parts)).toContain('4711');
    expect(parts.map(openedBy)).toEqual([null]);
    const other = lockedWorkbook([begin(5), biff(0x002f, lockRecord('other')), END, ...plain.slice(3)], 'other');
    expect(unreadOf((await openedDocument(compoundBytes({ Workbook: other }))).parts)).toEqual([': encrypted']);
  });

  test('a presentation opens, object by object', async () => {
    const { parts } = await openedDocument(lockedPresentation('open-9'), { passwords: ['no', 'open-9'] });
    expect(textOf(parts)).toBe('the code is 7731\n\n');
    expect(parts.map((part) => openedBy(part)?.reveal())).toEqual(['open-9']);
    expect(unreadOf((await openedDocument(lockedPresentation('open-9'), { passwords: ['no'] })).parts)).toEqual([
      ': encrypted',
    ]);
  });

  test('what is locked in another way is a row: XOR, a newer cipher, a lock that is cut', async () => {
    const locks = [biff(0x002f, words(0, 0x1234, 0x5678)), biff(0x002f, words(1, 4, 4)), biff(0x002f, words(1, 1, 1))];
    for (const lock of locks) {
      const workbook = Buffer.concat([begin(5), lock, END, Buffer.alloc(4096)]);
      const { parts } = await openedDocument(compoundBytes({ Workbook: workbook }), { passwords: ['a'] });
      expect(unreadOf(parts)).toEqual([': encrypted']);
    }
  });
});

describe('RC4', () => {
  test('vectors of RFC 6229', () => {
    const stream = new Rc4(Buffer.from('0102030405', 'hex')).apply(Buffer.alloc(16));
    expect(stream.toString('hex')).toBe('b2396305f03dc027ccc3524a0a1118a8');
    const long = new Rc4(Buffer.from('0102030405060708090a0b0c0d0e0f10', 'hex')).apply(Buffer.alloc(16));
    expect(long.toString('hex')).toBe('9ac7cc9a609d1ef7b2932899cde41b97');
  });

  test('no lock of any bytes opens with a password that did not make it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 52, maxLength: 200 }), fc.string(), (bytes, password) => {
        const lock = readRc4Lock(Buffer.concat([words(1, 1), bytes]));
        expect(lock === null ? null : keysOf(lock, password)).toBeNull();
      }),
    );
  });
});

/** A lock by the CryptoAPI with 128 bits ([MS-OFFCRYPTO] §2.3.5.1). */
function lockRecord(password: string): Buffer {
  return Buffer.concat([words(1), cryptoApiLock(password)]);
}

function cryptoApiLock(password: string): Buffer {
  const salt = Buffer.alloc(16, 7);
  const verifier = Buffer.from('a verifier of 16');
  const header = Buffer.concat([numbers([4, 0, 0x6801, 0x8004, 128, 1, 0, 0]), Buffer.from('RC4\0', 'utf16le')]);
  const stream = new Rc4(cryptoApiKey(password, salt, 0));
  const locked = Buffer.concat([stream.apply(verifier), numbers([20]), stream.apply(sha1(verifier))]);
  return Buffer.concat([words(2, 2), numbers([4, header.length]), header, numbers([16]), salt, locked]);
}

function cryptoApiKey(password: string, salt: Buffer, block: number): Buffer {
  return sha1(
    Buffer.concat([sha1(Buffer.concat([salt, Buffer.from(password, 'utf16le')])), numbers([block])]),
  ).subarray(0, 16);
}

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();

function lockedWorkbook(records: readonly Buffer[], password: string): Buffer {
  const plain = Buffer.concat(records);
  const whole = underBlockKeys(plain, (block) => cryptoApiKey(password, Buffer.alloc(16, 7), block), 1024);
  let at = 0;
  for (const record of records) {
    const isClear = [0x0809, 0x002f].includes(record.readUInt16LE(0));
    record.copy(whole, at, 0, isClear ? record.length : 4);
    at += record.length;
  }
  return whole;
}

function lockedPresentation(password: string): Buffer {
  const lock = ppt(0x2f14, 0, 0xf, cryptoApiLock(password));
  const persist = ppt(0x03f3, 0, 0, numbers([2, 0, 0, 256, 0]));
  const objects = [container(0x03e8, ppt(0x0ff0, 0, 0xf, persist)), container(0x03ee, narrowText('the code is 7731'))];
  const locked = objects.map((object, index) =>
    new Rc4(cryptoApiKey(password, Buffer.alloc(16, 7), index + 1)).apply(object),
  );
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = locked;
  const places = [0, first.length, first.length + second.length];
  const directoryAt = first.length + second.length + lock.length;
  const directory = ppt(0x1772, 0, 0, numbers([(3 << 20) | 1, ...places]));
  const edit = ppt(0x0ff5, 0, 0, numbers([0, 0, 0, directoryAt, 1, 0, 0, 3]));
  const user = ppt(0x0ff6, 0, 0, numbers([20, 0xf3d1c4df, directoryAt + directory.length]));
  return compoundBytes({
    'PowerPoint Document': Buffer.concat([...locked, lock, directory, edit]),
    'Current User': user,
  });
}
