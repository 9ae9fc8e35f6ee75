/**
 * Seven-bit charsets that switch to a double-byte set and back, which TextDecoder refuses for the web's sake but old mail uses:
 * ISO-2022-KR (RFC 1557), ISO-2022-CN (RFC 1922, its GB 2312 part) and HZ (RFC 1843).
 */
const DOUBLE_BYTE_SET: Readonly<Record<string, string>> = {
  'iso-2022-kr': 'euc-kr',
  'iso-2022-cn': 'gbk',
  'iso-2022-cn-ext': 'gbk',
  'hz-gb-2312': 'gbk',
};

export function isShifted(label: string): boolean {
  return Object.hasOwn(DOUBLE_BYTE_SET, label);
}

/** Decodes one of the charsets above: shifted characters get their eighth bit and are read as EUC. */
export function decodeShifted(bytes: Uint8Array, label: string): string {
  const eightBit = label === 'hz-gb-2312' ? unshiftHz(bytes) : unshiftIso2022(bytes);
  return new TextDecoder(DOUBLE_BYTE_SET[label]).decode(eightBit);
}

const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const ESCAPE = 0x1b;

function unshiftIso2022(bytes: Uint8Array): Uint8Array {
  const output = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let shifted = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === SHIFT_OUT) shifted = 0x80;
    else if (byte === SHIFT_IN) shifted = 0;
    else if (byte === ESCAPE && bytes[at + 1] === 0x24) at += 3;
    else {
      if (byte === 10) shifted = 0;
      output[length++] = byte > 32 ? byte | shifted : byte;
    }
  }
  return output.subarray(0, length);
}

const TILDE = 0x7e;

/** In HZ a tilde opens an escape only where a character may begin: it may be the second byte of a double one. */
function unshiftHz(bytes: Uint8Array): Uint8Array {
  const output = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let double = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    const next = bytes[at + 1];
    if (byte === TILDE && next === (double ? 0x7d : 0x7b)) {
      double = !double;
      at++;
    } else if (byte === TILDE && !double && (next === TILDE || next === 10)) {
      if (next === TILDE) output[length++] = TILDE;
      at++;
    } else if (double && byte > 32 && next !== undefined && next > 32) {
      output[length++] = byte | 0x80;
      output[length++] = next | 0x80;
      at++;
    } else {
      if (byte === 10) double = false;
      output[length++] = byte;
    }
  }
  return output.subarray(0, length);
}
