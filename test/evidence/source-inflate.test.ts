import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { streamInput } from '../../src/evidence/source/byte-input.ts';
import { ByteWindow } from '../../src/evidence/source/byte-window.ts';
import { inflateInput } from '../../src/evidence/source/inflate-input.ts';
import { accessInput } from '../../src/evidence/source/medium.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { pieces } from './source-bytes.ts';

type Format = 'gzip' | 'raw';

const ANY = () => Number.POSITIVE_INFINITY;
const text = (length: number) => Buffer.from(randomBytes(length).toString('base64'));
const SHORT = text(3000);
const LONG = text(150_000);
const pack = (format: Format, bytes: Buffer) => (format === 'gzip' ? gzipSync(bytes) : deflateRawSync(bytes));

/** Reads compressed bytes to their end; `isAtHand` whether they can be read again. */
async function read(format: Format, bytes: Buffer, isAtHand: boolean, limit: () => number = ANY) {
  const again = () => new ByteWindow(accessInput(memoryAccess(bytes)));
  const once = () => new ByteWindow(streamInput(pieces(bytes, 1000), () => {}));
  const input = inflateInput(format, isAtHand ? again() : once(), isAtHand ? again : null, limit);
  const made: Buffer[] = [];
  const taken: number[] = [];
  for (;;) {
    const into = Buffer.alloc(100_000);
    const count = await input.read(into);
    if (count === 0) break;
    made.push(into.subarray(0, count));
    taken.push(input.taken());
  }
  await input.close();
  return { bytes: Buffer.concat(made), reason: input.damage()?.reason ?? null, taken };
}

/** What the longest beginning without a fault comes to, found one by one from `from` on. */
function expected(format: Format, bytes: Buffer, from: number): Buffer {
  const inflate = format === 'gzip' ? gunzipSync : inflateRawSync;
  let made: Buffer = Buffer.alloc(0);
  for (let size = from; size <= Math.min(bytes.length, from + 300); size += 1) {
    try {
      made = inflate(bytes.subarray(0, size), { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      break;
    }
  }
  return made;
}

describe.each([
  ['gzip', true],
  ['gzip', false],
  ['raw', true],
  ['raw', false],
] as const)('%s, to be had again: %s', (format, isAtHand) => {
  test.each([[SHORT], [LONG]])('whole, cut and with a fault in it', async (plain) => {
    const packed = pack(format, plain);
    expect(await read(format, packed, isAtHand)).toMatchObject({ bytes: plain, reason: null });

    const cut = packed.subarray(0, packed.length - 1000);
    const upToCut = expected(format, cut, cut.length);
    expect(await read(format, cut, isAtHand)).toMatchObject({ bytes: upToCut, reason: 'truncated' });
    expect(upToCut.length).toBeGreaterThan(plain.length / 2);

    // A block of the reserved type (RFC 1951 3.2.3) follows upon whole ones.
    const whole = deflateRawSync(plain, { finishFlush: constants.Z_SYNC_FLUSH });
    const head = format === 'gzip' ? gzipSync('').subarray(0, 10) : Buffer.alloc(0);
    const at = head.length + whole.length;
    const faulty = Buffer.concat([head, whole, randomBytes(100_000).fill(0xff, 0, 1)]);
    const upToFault = expected(format, faulty, at);
    const found = await read(format, faulty, isAtHand);
    expect(found.reason).toBe('damaged');
    expect(found.bytes.length).toBe(upToFault.length);
    expect(found.bytes.equals(upToFault)).toBe(true);
    expect(upToFault.length).toBe(plain.length);
  });

  test('what makes much of little comes in bounded pieces, and a short one stops beyond its limit', async () => {
    const zeros = pack(format, Buffer.alloc(30_000_000));
    const whole = await read(format, zeros, isAtHand);
    expect(whole.bytes.length).toBe(30_000_000);
    expect(whole.taken.at(-1)).toBe(zeros.length);
    const limited = await read(format, zeros, isAtHand, () => 50_000);
    expect(limited.bytes.length).toBeGreaterThan(50_000);
    expect(limited.bytes.length).toBeLessThan(53_000);
    expect(limited.reason).toBe(null);
  });

  test('nothing at all', async () => {
    expect(await read(format, Buffer.alloc(0), isAtHand)).toMatchObject({
      bytes: Buffer.alloc(0),
      reason: 'truncated',
    });
  });
});

test('how far it has come does not depend on how the bytes come', async () => {
  const packed = gzipSync(LONG);
  const [first, second] = [await read('gzip', packed, true), await read('gzip', packed, true)];
  expect(first.taken).toEqual(second.taken);
  expect(new Set(first.taken).size).toBeGreaterThan(3);
});
