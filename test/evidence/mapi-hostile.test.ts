import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET, lossesOf, type Message } from '../../src/evidence/index.ts';
import { mapiMessage } from '../../src/evidence/mapi/mapi-message.ts';
import type { AttachmentContent, MapiObject } from '../../src/evidence/mapi/mapi-object.ts';
import type { MapiProperty } from '../../src/evidence/mapi/property.ts';
import { bytePlace } from '../../src/evidence/place.ts';
import { extractPart } from '../../src/evidence/text/extract-part.ts';
import { mapiObject, type ObjectFixture } from './mapi-builder.ts';

const MIB = 1024 * 1024;
const UNICODE = 0x1f;
const BINARY = 0x102;
const RTF_COMPRESSED = 0x1009;

function read(object: MapiObject, budget = DEFAULT_BUDGET): Message {
  return mapiMessage(object, { budget, source: 's', span: [0, 1], place: bytePlace(0), extract: extractPart });
}

/** An object with the same attachment many times over, as a store may share one; and how often it was opened. */
function crowd(fixture: ObjectFixture, count: number, open: (crowd: MapiObject) => AttachmentContent) {
  let opened = 0;
  const attachment = {
    properties: new Map(),
    open: () => {
      opened += 1;
      return open(object);
    },
  };
  const object: MapiObject = { ...mapiObject(fixture), attachments: Array.from({ length: count }, () => attachment) };
  return { object, opened: () => opened };
}

/** A property whose bytes many objects share, and how many of them were read. */
function shared(id: number, type: number, bytes: Buffer) {
  let count = 0;
  const values = () => {
    count += bytes.length;
    return [bytes];
  };
  const property: MapiProperty = { id, type, size: bytes.length, values };
  return { property, read: () => count };
}

describe('objects that share what they hold', () => {
  const budget = { ...DEFAULT_BUDGET, parts: 100 };

  it('a message attached to itself many times is opened as often as it may have parts', () => {
    const { object, opened } = crowd({ properties: { 4096: 'again' } }, 300, (message) => ({
      state: 'message',
      message,
    }));
    const losses = lossesOf(read(object, budget));
    expect(opened()).toBeLessThanOrEqual(budget.parts);
    expect(losses.length).toBeLessThanOrEqual(2 * budget.depth + budget.parts);
    expect(losses.map(({ reason }) => reason)).toContain('over-budget');
  });

  it('as many attachments as a message may have parts are all opened', () => {
    const { object, opened } = crowd({}, 100, () => ({ state: 'reference', target: 'a' }));
    const losses = lossesOf(read(object, budget));
    expect(opened()).toBe(100);
    expect(losses.every(({ reason }) => reason === 'not-found')).toBe(true);
  });

  it('links, and what is lost, count as parts', () => {
    const shortfalls = Array.from({ length: 300 }, () => ({ reason: 'damaged', detail: 'lost' }) as const);
    const links = crowd({}, 300, () => ({ state: 'reference', target: 'a' }));
    for (const object of [{ ...links.object, attachments: [], shortfalls }, links.object]) {
      const losses = lossesOf(read(object, budget));
      expect(losses).toHaveLength(budget.parts + 1);
      expect(losses.at(-1)?.reason).toBe('over-budget');
    }
  });

  it('values of properties are kept up to the bytes of one part, and those beyond are lost loudly', () => {
    const text = shared(0x6800, UNICODE, Buffer.from('f'.repeat(MIB / 2), 'utf16le'));
    const properties = new Map(
      Array.from({ length: 50 }, (_, index) => [0x6800 + index, { ...text.property, id: 0x6800 + index }]),
    );
    const message = read({ ...mapiObject({}), properties }, { ...DEFAULT_BUDGET, partBytes: 8 * MIB });
    expect(text.read()).toBeLessThanOrEqual(9 * MIB);
    expect(lossesOf(message)).toHaveLength(42);
  });

  it('RTF is decompressed up to the bytes that a message may come to, however little is encapsulated in it', () => {
    const rtf = Buffer.from(`{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}a{\\*\\junk ${'x'.repeat(MIB)}}}`, 'latin1');
    const head = Buffer.alloc(16);
    head.writeUInt32LE(rtf.length + 12, 0);
    head.writeUInt32LE(rtf.length, 4);
    head.write('MELA', 8, 'latin1');
    const body = shared(RTF_COMPRESSED, BINARY, Buffer.concat([head, rtf]));
    const properties = new Map([[RTF_COMPRESSED, body.property]]);
    const { object } = crowd({}, 100, () => ({ state: 'message', message: { ...mapiObject({}), properties } }));
    const message = read(object, { ...DEFAULT_BUDGET, expandedBytes: 20 * MIB });
    const texts = message.parts.filter(({ content }) => content.state === 'text');
    expect(texts.length).toBeGreaterThan(5);
    expect(body.read()).toBeLessThanOrEqual(20 * MIB);
    expect(lossesOf(message)).toHaveLength(100 - texts.length);
  });
});
