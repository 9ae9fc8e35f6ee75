import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Message, Part } from '../../src/evidence/index.ts';
import { eventsOf } from './source-bytes.ts';

const FOLDER = '../shared/corpora/mail/mimekit/UnitTests/TestData/mbox';

/** One entity as MimeKit records it; offsets count bytes of the mailbox. */
interface Recorded {
  readonly mimeType: string;
  readonly lineNumber: number;
  readonly beginOffset: number;
  readonly headersEndOffset: number;
  readonly endOffset: number;
  readonly octets: number;
  readonly lines: number;
  readonly children?: readonly Recorded[];
  readonly message?: { readonly body: Recorded };
}

/** One message; `mboxMarkerOffset` is where its separator begins. */
interface RecordedMessage extends Recorded {
  readonly mboxMarkerOffset: number;
  readonly body: Recorded;
}

/** Type, first byte, first byte of the body, end, length of the body, line of the first byte. */
type Row = readonly [string, number, number, number, number, number];

function recordedRows(entity: Recorded): readonly Row[] {
  const { mimeType, beginOffset, headersEndOffset, endOffset, octets, lineNumber } = entity;
  const row: Row = [mimeType.toLowerCase(), beginOffset, headersEndOffset, endOffset, octets, lineNumber];
  const inner = entity.message === undefined ? [] : [entity.message.body];
  return [row, ...[...(entity.children ?? []), ...inner].flatMap(recordedRows)];
}

function ownRows(mailbox: Buffer, { span, parts }: Message): readonly Row[] {
  return parts.flatMap(({ mediaType, headerSpan, bodySpan }: Part) => {
    if (headerSpan === null || bodySpan === null) return [];
    const [begin, body, end] = [headerSpan[0] + span[0], bodySpan[0] + span[0], bodySpan[1] + span[0]];
    return [[mediaType, begin, body, end, end - body, lineOf(mailbox, begin)] as const];
  });
}

function lineOf(mailbox: Buffer, offset: number): number {
  let line = 1;
  for (let at = mailbox.indexOf(10); at >= 0 && at < offset; at = mailbox.indexOf(10, at + 1)) line += 1;
  return line;
}

/** The mailbox with line feeds alone, or with a carriage return before each. */
function withLineEnds(mailbox: Buffer, kind: 'unix' | 'dos'): Buffer {
  const unix = mailbox.toString('latin1').replace(/\r\n/g, '\n');
  return Buffer.from(kind === 'unix' ? unix : unix.replace(/\n/g, '\r\n'), 'latin1');
}

/**
 * MimeKit takes a part without an empty line after its header for a header that never ends, and loses what is attached there (a 7z archive); here
 * its body begins at the first line that is no field. Nothing else differs.
 */
const HEADER_WITHOUT_END = 'application/x-zip-compressed';

describe.skipIf(!existsSync(FOLDER))("mimekit's mailboxes (skipped without ../shared)", () => {
  for (const name of ['content-length', 'issue1189', 'jwz']) {
    for (const kind of ['unix', 'dos'] as const) {
      const path = `${FOLDER}/${name}.mbox.txt`;
      test.skipIf(!existsSync(path))(`${name}, ${kind} line ends: every offset of every message and part`, async () => {
        const recorded: readonly RecordedMessage[] = JSON.parse(
          readFileSync(`${FOLDER}/${name}.${kind}-offsets.json`, 'utf8').replace(/^\uFEFF/, ''),
        );
        const mailbox = withLineEnds(readFileSync(path), kind);
        const messages = (await eventsOf(mailbox, { step: 65_536 })).flatMap((event) =>
          event.type === 'message' ? [event.message] : [],
        );
        expect(messages.map(({ span }) => span)).toEqual(
          recorded.map(({ beginOffset, endOffset }) => [beginOffset, endOffset]),
        );
        expect(messages.map(({ span }) => mailbox.lastIndexOf('From ', span[0] - 1))).toEqual(
          recorded.map(({ mboxMarkerOffset }) => mboxMarkerOffset),
        );
        const theirs = recorded.flatMap(({ body }) => recordedRows(body));
        const ours = messages.flatMap((message) => ownRows(mailbox, message));
        expect(ours.filter(([type]) => type !== HEADER_WITHOUT_END)).toEqual(
          theirs.filter(([type]) => type !== HEADER_WITHOUT_END),
        );
        expect(ours.map(([type, begin, , end]) => [type, begin, end])).toEqual(
          theirs.map(([type, begin, , end]) => [type, begin, end]),
        );
      });
    }
  }

  test('the part whose header has no end is read from its first line that is no field', async () => {
    const mailbox = readFileSync(`${FOLDER}/issue1189.mbox.txt`);
    const parts = (await eventsOf(mailbox)).flatMap((event) => (event.type === 'message' ? event.message.parts : []));
    const archive = parts.find(({ mediaType, member }) => mediaType === HEADER_WITHOUT_END && member.length === 0);
    expect(Buffer.from(archive?.bytes()?.subarray(0, 4) ?? [])).toEqual(Buffer.from('7z\xbc\xaf', 'latin1'));
  });

  test('simple and unmunged: each separator is a message, a line of text that begins "From" is none', async () => {
    for (const [name, count] of [
      ['simple', 3],
      ['unmunged', 2],
    ] as const) {
      const events = await eventsOf(readFileSync(`${FOLDER}/${name}.mbox.txt`));
      expect(events.filter(({ type }) => type === 'message')).toHaveLength(count);
      expect(events.at(-1)).toMatchObject({ tally: { expected: count, read: count } });
    }
  });
});
