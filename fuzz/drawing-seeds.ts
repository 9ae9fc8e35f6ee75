const u32 = (...values: readonly number[]) => Buffer.from(Int32Array.from(values).buffer);
const u16 = (...values: readonly number[]) => Buffer.from(Int16Array.from(values).buffer);

/** An EMF ([MS-EMF]) with a text and a bitmap. */
export function enhancedDrawing(): Buffer {
  const record = (type: number, ...body: readonly Buffer[]) => {
    const whole = Buffer.concat(body);
    return Buffer.concat([u32(type, 8 + whole.length), whole]);
  };
  const header = Buffer.alloc(80);
  header.write(' EMF', 32, 'latin1');
  const text = Buffer.from('password', 'utf16le');
  const place = u32(5, 5, 8, 76, 0, 0, 0, 0, 0, 76 + text.length);
  const widths = u32(...Array.from({ length: 8 }, () => 10));
  const bitmap = Buffer.concat([u32(40, 100, 2), u16(1, 24), u32(0, 600, 0, 0, 0, 0)]);
  const fixed = u32(0, 0, 9, 9, 0, 0, 0, 0, 9, 9, 80, bitmap.length, 80 + bitmap.length, 600, 0, 0, 9, 9);
  return Buffer.concat([
    record(1, header),
    record(84, u32(0, 0, 9, 9, 1, 0, 0), place, text, widths),
    record(81, fixed, bitmap, Buffer.alloc(600)),
    record(70, u32(12), Buffer.from('GDIC'), u32(2, 0)),
    record(14, u32(0, 16, 20)),
  ]);
}

/** A WMF ([MS-WMF]) with a text, with a placeable header. */
export function windowsDrawing(): Buffer {
  const record = (type: number, body: Buffer) => Buffer.concat([u32((6 + body.length) / 2), u16(type), body]);
  return Buffer.concat([
    Buffer.from('d7cdc69a', 'hex'),
    Buffer.alloc(18),
    u16(1, 9, 0x300, 0, 0, 0, 0, 0, 0),
    record(0x0521, Buffer.concat([u16(4), Buffer.from('pin:'), u16(5, 3)])),
    record(0x0a32, Buffer.concat([u16(5, 90, 4, 0), Buffer.from('4711')])),
    record(0, Buffer.alloc(0)),
  ]);
}
