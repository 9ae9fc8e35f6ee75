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

function unshiftHz(bytes: Uint8Array): Uint8Array {
  const output = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let shifted = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte !== TILDE) {
      if (byte === 10) shifted = 0;
      output[length++] = byte > 32 ? byte | shifted : byte;
      continue;
    }
    const next = bytes[++at];
    if (next === 0x7b) shifted = 0x80;
    else if (next === 0x7d) shifted = 0;
    else if (next === TILDE) output[length++] = TILDE;
    else if (next !== 10) {
      output[length++] = TILDE;
      at--;
    }
  }
  return output.subarray(0, length);
}
