import { crc32 } from 'node:zlib';

/** Every byte but letters and digits escaped, soft breaks at 72 columns. */
export function encodeQuotedPrintable(plain: Buffer, lineEnd: string): string {
  const escaped = [...plain].map((byte) => {
    const char = String.fromCharCode(byte);
    return /[a-z0-9]/i.test(char) ? char : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  const lines: string[] = [];
  for (let at = 0; at < escaped.length; at += 24) lines.push(escaped.slice(at, at + 24).join(''));
  return lines.join(`=${lineEnd}`);
}

/** @param graves whether zero is written as a grave accent rather than as a space. */
export function encodeUuencode(plain: Buffer, name: string, graves: boolean, lineEnd: string): string {
  const char = (value: number) => (value === 0 && graves ? '`' : String.fromCharCode(value + 32));
  const lines: string[] = [];
  for (let at = 0; at < plain.length; at += 45) {
    const chunk = plain.subarray(at, at + 45);
    let line = char(chunk.length);
    for (let group = 0; group < chunk.length; group += 3) {
      const bits = ((chunk[group] ?? 0) << 16) | ((chunk[group + 1] ?? 0) << 8) | (chunk[group + 2] ?? 0);
      for (const shift of [18, 12, 6, 0]) line += char((bits >> shift) & 63);
    }
    lines.push(line);
  }
  return [`begin 644 ${name}`, ...lines, char(0), 'end', ''].join(lineEnd);
}

export function encodeYenc(plain: Buffer, name: string, width: number): Buffer {
  const data: number[] = [];
  let column = 0;
  for (const byte of plain) {
    const value = (byte + 42) & 255;
    if ([0, 10, 13, 61].includes(value) || (value === 46 && column === 0)) data.push(61, (value + 64) & 255);
    else data.push(value);
    if (++column >= width) {
      data.push(13, 10);
      column = 0;
    }
  }
  const trailer = `\r\n=yend size=${plain.length} crc32=${crc32(plain).toString(16).padStart(8, '0')}\r\n`;
  const head = `=ybegin line=${width} size=${plain.length} name=${name}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(data), Buffer.from(trailer, 'latin1')]);
}
