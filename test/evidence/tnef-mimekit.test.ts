import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decompressRtf } from '../../src/evidence/mapi/compressed-rtf.ts';
import type { MapiObject } from '../../src/evidence/mapi/mapi-object.ts';
import { PropertyReader } from '../../src/evidence/mapi/property-reader.ts';
import { isTnef } from '../../src/evidence/tnef/read-attributes.ts';
import { readTnef } from '../../src/evidence/tnef/tnef-object.ts';
import { eventsOf } from './source-bytes.ts';

const MAIL = '../shared/corpora/mail';
const FOLDER = `${MAIL}/mimekit/UnitTests/TestData/tnef`;
const WINMAIL = `${MAIL}/tika/tika-parsers/tika-parsers-standard/tika-parsers-standard-modules/tika-parser-microsoft-module/src/test/resources/test-documents/testWINMAIL.dat`;

/** A file that MimeKit takes out of a stream. */
interface Extracted {
  readonly name: string;
  readonly bytes: Buffer;
}

const RTF_COMPRESSED = 0x1009;
const HTML = 0x1013;
const BODY = 0x1000;

function bodiesOf({ properties }: MapiObject): readonly Extracted[] {
  const read = new PropertyReader(properties);
  const rtf = read.bytes(RTF_COMPRESSED);
  const html = read.bytes(HTML);
  const text = read.text(BODY);
  return [
    ...(rtf === null ? [] : [{ name: 'message.rtf', bytes: Buffer.from(decompressRtf(rtf, 1e8).bytes) }]),
    ...(html === null ? [] : [{ name: 'message.html', bytes: Buffer.from(html) }]),
    ...(text === null ? [] : [{ name: 'message.txt', bytes: Buffer.from(text) }]),
  ];
}

/** Of an embedded message, its TNEF stream is not kept: what it holds is compared in its place. */
function attachmentsOf(object: MapiObject, charset: string | null): readonly (Extracted | MapiObject)[] {
  return object.attachments.map(({ properties, open }) => {
    const read = new PropertyReader(properties, charset);
    const content = open();
    if (content.state === 'message') return content.message;
    const bytes = content.state === 'bytes' ? content.bytes() : null;
    if (bytes === null || 'reason' in bytes) throw new Error('not read');
    return { name: read.text(0x3707) ?? read.text(0x3704) ?? '', bytes: Buffer.from(bytes) };
  });
}

const nameOf = (found: Extracted | MapiObject) => ('bytes' in found ? found.name : 'Untitled Attachment');

/** MimeKit keeps the interface identifier in front of an OLE object. */
const INTERFACE_BYTES = 16;

/** Git turned the line ends of the text files among the expectations; what has zeros in it, it left alone. */
const plain = (bytes: Buffer) =>
  bytes.includes(0) ? bytes.toString('latin1') : bytes.toString('latin1').replace(/\r\n/g, '\n').replace(/\n$/, '');

const dump = ({ properties, attachments }: MapiObject) => ({
  properties: [...properties.values()].map(({ id, type, values }) => [id, type, values()]),
  attachments: attachments.length,
});

describe.skipIf(!existsSync(FOLDER))("mimekit's TNEF streams (skipped without ../shared)", () => {
  const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.tnef')) : [];
  test('are nineteen with the listings', () => {
    expect(names.filter((name) => existsSync(`${FOLDER}/${name.replace(/tnef$/, 'list')}`))).toHaveLength(19);
  });

  for (const name of names) {
    const stem = `${FOLDER}/${name.slice(0, -5)}`;
    const { object, problems } = readTnef(readFileSync(`${FOLDER}/${name}`));
    const found = attachmentsOf(object, new PropertyReader(object.properties).charset);
    const bodies = bodiesOf(object);

    test(`${name}: every name of its listing`, () => {
      const listed = readFileSync(`${stem}.list`, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      const files = listed.filter((line) => !line.startsWith('body.')).sort();
      // Two listings leave out names of files that stand in their folders; those are compared below.
      const isPartial = name === 'long-filename.tnef' || name === 'missing-filenames.tnef';
      expect(isPartial ? [] : found.map(nameOf).sort()).toEqual(files);
      for (const line of listed.filter((one) => one.startsWith('body.'))) {
        expect(bodies.map((body) => body.name)).toContain(line.replace('body', 'message'));
      }
      expect(problems).toEqual([]);
    });

    test.skipIf(!existsSync(stem))(`${name}: every byte of every file`, () => {
      const expected = readdirSync(stem).map((file) => ({ name: file, bytes: readFileSync(`${stem}/${file}`) }));
      const isBody = (one: Extracted) => one.name.startsWith('message.');
      for (const body of expected.filter(isBody)) {
        const own = bodies.find((one) => one.name === body.name);
        expect(plain(own?.bytes ?? Buffer.alloc(0))).toBe(plain(body.bytes));
      }
      const files = expected.filter((one) => !isBody(one));
      expect(files).toHaveLength(found.length);
      for (const [index, own] of found.entries()) {
        const same = found.slice(0, index + 1).filter((one) => nameOf(one) === nameOf(own)).length;
        const file = files.find((one) => one.name === nameOf(own) || one.name === `${nameOf(own)}.${same}`);
        expect(file).toBeDefined();
        const bytes = file?.bytes ?? Buffer.alloc(0);
        if (!('bytes' in own)) expect(dump(own)).toEqual(dump(readTnef(bytes).object));
        else expect([plain(bytes), plain(bytes.subarray(INTERFACE_BYTES))]).toContain(plain(own.bytes));
      }
    });
  }

  test('panic.tnef goes on beyond what is sound, and says so; the others lose nothing', () => {
    const damaged = names.filter((name) => readTnef(readFileSync(`${FOLDER}/${name}`)).object.shortfalls.length > 0);
    expect(damaged).toEqual(['panic.tnef']);
  });
});

describe.skipIf(!existsSync(WINMAIL))("tika's winmail.dat (skipped without ../shared)", () => {
  test('holds five files, two of them unread documents, and one message', async () => {
    const bytes = readFileSync(WINMAIL);
    expect(isTnef(bytes)).toBe(true);
    const events = await eventsOf(bytes);
    const parts = events.flatMap((event) => (event.type === 'message' ? event.message.parts : []));
    const files = parts.filter(({ member }) => member.length === 0).map(({ fileName }) => fileName);
    expect(files.filter((name) => name !== null)).toEqual([
      'quick.doc',
      'quick.html',
      'quick.pdf',
      'quick.txt',
      'quick.xml',
    ]);
    expect(events.at(-1)).toMatchObject({ tally: { expected: 1, read: 1 } });
  });
});
