import { Buffer } from 'node:buffer';

/**
 * Marvin32, the keyed checksum of .NET's strings (US patent 20130262421; github.com/dotnet/runtime, System.Marvin), folded to 32 bits.
 * @param seed eight ASCII characters: read from the last to the first they are the 64 bits it starts from
 */
export function marvin32(bytes: Buffer, seed: string): number {
  const start = Buffer.from(seed, 'latin1');
  let low = start.readUInt32BE(4);
  let high = start.readUInt32BE(0);
  const add = (word: number) => {
    low = (low + word) >>> 0;
    high = (high ^ low) >>> 0;
    low = (rotated(low, 20) + high) >>> 0;
    high = (rotated(high, 9) ^ low) >>> 0;
    low = (rotated(low, 27) + high) >>> 0;
    high = rotated(high, 19);
  };
  const whole = bytes.length & ~3;
  for (let at = 0; at < whole; at += 4) add(bytes.readUInt32LE(at));
  add(lastWord(bytes.subarray(whole)));
  add(0);
  return (low ^ high) >>> 0;
}

/** What is left of under four bytes, and the mark that ends it. */
function lastWord(rest: Buffer): number {
  const word = Buffer.alloc(4);
  rest.copy(word);
  word[rest.length] = 0x80;
  return word.readUInt32LE();
}

function rotated(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}
