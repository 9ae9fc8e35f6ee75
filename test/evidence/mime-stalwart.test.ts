import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import { parseMessage } from '../../src/evidence/mime/parse-message.ts';
import type { Part } from '../../src/evidence/part.ts';
import { asWritten } from './mime-extractor.ts';

const FOLDER = '../shared/corpora/mail/stalwart/resources/eml';
const present = existsSync(FOLDER);
if (!present) console.warn(`skipped: ${FOLDER} is not here`);

const UUENCODED = 'they leave x-uuencode as it is; we decode it';
const OUTER =
  'they overlook the boundary line of an outer multipart within an inner one, which RFC 2046 §5.1.2 forbids';

/** Where our leaves differ on purpose, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'legacy/017': UUENCODED,
  'legacy/026': UUENCODED,
  'legacy/048': UUENCODED,
  'malformed/009': OUTER,
  'malformed/011': OUTER,
  'malformed/012': OUTER,
  'malformed/019': 'a message torn by a fuzzer: they drop text that stands where a header should, we read it as a body',
};

/** Declared format=flowed, which they leave as it is: compared without white space, since RFC 3676 joins lines and removes stuffed spaces. */
const FLOWED = new Set(['legacy/009', 'malformed/020', 'malformed/021', 'thirdparty/015']);

interface TheirPart {
  readonly headers: readonly { readonly name: unknown; readonly value: unknown }[];
  readonly body:
    | string
    | {
        readonly Text?: string;
        readonly Html?: string;
        readonly Binary?: readonly number[];
        readonly InlineBinary?: readonly number[];
        readonly Message?: TheirMessage;
      };
}

interface TheirMessage {
  readonly parts: readonly TheirPart[];
}

const normal = (text: string) => text.replaceAll('\r\n', '\n').trim();

/** Contents of their leaves in order: text normalised, bytes as hexadecimal digits. */
function theirs(message: TheirMessage): readonly string[] {
  return message.parts.flatMap(({ body }) => {
    if (typeof body === 'string') return [];
    if (body.Message !== undefined) return theirs(body.Message);
    const bytes = body.Binary ?? body.InlineBinary;
    if (bytes !== undefined) return [`bytes ${Buffer.from(bytes).toString('hex')}`];
    const text = body.Text ?? body.Html;
    return text === undefined || normal(text) === '' ? [] : [`text ${normal(text)}`];
  });
}

/** The same of ours; a leaf we have as bytes and they as text counts as its UTF-8 text. */
function ours(parts: readonly Part[], expected: readonly string[]): readonly string[] {
  const leaves = parts.filter(
    ({ member, content }) => member.length === 0 && content.state !== 'container' && content.state !== 'message',
  );
  const contents: string[] = [];
  for (const { content, bytes } of leaves) {
    const raw = Buffer.from(bytes() ?? []);
    const text = content.state === 'text' ? Buffer.from(content.text.utf8).toString() : raw.toString();
    if (content.state === 'text' && normal(text) === '') continue;
    const wanted = expected[contents.length] ?? '';
    if (content.state === 'text') contents.push(`text ${normal(text)}`);
    else contents.push(wanted.startsWith('text ') ? `text ${normal(text)}` : `bytes ${raw.toString('hex')}`);
  }
  return contents;
}

function theirSubject({ parts }: TheirMessage): string {
  const value = parts[0]?.headers.findLast(({ name }) => name === 'subject')?.value;
  return typeof value === 'object' && value !== null && 'Text' in value ? String(value.Text) : '';
}

/** Whether two texts are the same, save for characters they could not decode: U+FFFD of theirs stands for any of ours. */
function alike(theirText: string, ourText: string): boolean {
  const wanted = [...theirText];
  const given = [...ourText];
  return wanted.length === given.length && wanted.every((char, index) => char === '\uFFFD' || char === given[index]);
}

const squeezed = (text: string) => text.replace(/\s+/g, '');

function expectAlike(name: string, eml: Buffer, json: string): void {
  const expected = JSON.parse(readFileSync(json, 'utf8')) as TheirMessage;
  const message = parseMessage(eml, { budget: DEFAULT_BUDGET, source: 'x.eml', offset: 0, extract: asWritten });
  const compared = FLOWED.has(name) ? squeezed : (text: string) => text;
  const wanted = theirs(expected).map(compared);
  const given = ours(message.parts, wanted).map(compared);
  expect(given.map((text, index) => (alike(wanted[index] ?? '', text) ? wanted[index] : text))).toEqual(wanted);
  expect(alike(theirSubject(expected).trim(), message.header.subject?.trim() ?? '')).toBe(true);
}

const withLineEnds = (eml: Buffer, lineEnd: string) =>
  Buffer.from(eml.toString('latin1').replace(/\r?\n/g, lineEnd), 'latin1');

describe.skipIf(!present)('the hard messages of stalwart mail-parser', () => {
  const files = present ? globSync(`${FOLDER}/*/*.eml`).sort() : [];

  for (const file of files) {
    const name = join(basename(dirname(file)), basename(file, '.eml'));
    const reason = DIFFERENT[name];
    const run = reason === undefined ? it : it.fails;
    const title = reason === undefined ? name : `${name}: ${reason}`;
    const eml = readFileSync(file);
    run(title, () => expectAlike(name, withLineEnds(eml, '\n'), file.replace(/eml$/, 'json')));
    run(`${title}, CRLF`, () => expectAlike(name, withLineEnds(eml, '\r\n'), file.replace(/eml$/, 'crlf.json')));
  }

  it('differ in no more than seven of 107', () => {
    expect(files).toHaveLength(107);
    expect(Object.keys(DIFFERENT).length).toBeLessThanOrEqual(7);
  });
});
