import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapiProperties, MapiProperty } from '../../src/evidence/mapi/property.ts';
import { readNamedProperties } from '../../src/evidence/pst/named-properties.ts';
import { textRuns } from '../../src/evidence/pst/text-runs.ts';

function binary(id: number, value: Buffer): readonly [number, MapiProperty] {
  return [id, { id, type: 0x0102, size: value.length, values: () => [value] }];
}

/** The three streams of the map ([MS-PST] §2.4.7). */
function map(guids: Buffer, entries: Buffer, texts: Buffer): MapiProperties {
  return new Map([binary(2, guids), binary(3, entries), binary(4, texts)]);
}

function entry(name: number, kind: number, index: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(name, 0);
  bytes.writeUInt16LE(kind, 4);
  bytes.writeUInt16LE(index, 6);
  return bytes;
}

const GUID = Buffer.from('0820060000000000c000000000000046', 'hex');
const TEXT = Buffer.concat([Buffer.from([16, 0, 0, 0]), Buffer.from('password', 'utf16le')]);

describe('named properties', () => {
  const names = readNamedProperties(
    map(GUID, Buffer.concat([entry(0x8102, 3 << 1, 0), entry(0, (2 << 1) | 1, 1), entry(0x10, 1 << 1, 2)]), TEXT),
  );

  it.each([
    [0x8000, { set: '00062008-0000-0000-c000-000000000046', name: 0x8102 }],
    [0x8001, { set: '00020329-0000-0000-c000-000000000046', name: 'password' }],
    [0x8002, { set: '00020328-0000-0000-c000-000000000046', name: 0x10 }],
  ])('knows %d both ways', (id, name) => {
    expect(names.nameOf(id)).toEqual(name);
    expect(names.idOf(name)).toBe(id);
  });

  it('knows no others, and a number is no text', () => {
    expect(names.nameOf(0x8003)).toBeNull();
    expect(names.idOf({ set: '00020328-0000-0000-c000-000000000046', name: '16' })).toBeNull();
  });

  it('leaves out entries that point nowhere', () => {
    const broken = readNamedProperties(map(GUID, Buffer.concat([entry(1, 9 << 1, 0), entry(99, 5, 1)]), TEXT));
    expect([broken.nameOf(0x8000), broken.nameOf(0x8001)]).toEqual([null, null]);
  });

  it('knows a name whatever the case of its letters', () => {
    expect(names.idOf({ set: '00020329-0000-0000-C000-000000000046', name: 'Password' })).toBe(0x8001);
  });

  it('leaves out a text that is longer than a name may be, which every entry could claim again', () => {
    const named = (bytes: number) => {
      const text = Buffer.alloc(4 + bytes, 'a\0');
      text.writeUInt32LE(bytes, 0);
      return readNamedProperties(map(GUID, entry(0, 5, 0), text)).nameOf(0x8000);
    };
    expect([named(512)?.name, named(514)]).toEqual(['a'.repeat(256), null]);
  });

  it('never throws', () => {
    const bytes = fc.uint8Array({ maxLength: 64 }).map((value) => Buffer.from(value));
    fc.assert(fc.property(bytes, bytes, bytes, (a, b, c) => readNamedProperties(map(a, b, c)) !== null));
  });
});

describe('legible runs in binary data', () => {
  it('finds ASCII and UTF-16LE, and nothing short', () => {
    const bytes = Buffer.concat([
      Buffer.from('\0abc\0\x01pass word\xff'),
      Buffer.from('wide text', 'utf16le'),
      Buffer.from([1, 2]),
    ]);
    expect(textRuns(bytes)).toEqual(['pass word', 'wide text']);
  });

  it('ends, and keeps to what is there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(textRuns(bytes).join('').length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
