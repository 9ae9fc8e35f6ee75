import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import { type Document, Key, type Part, type ReadOptions, readSource } from '../../src/evidence/index.ts';

/** How a test opens a file. */
interface Opening extends Pick<ReadOptions, 'budget' | 'keys' | 'ocr' | 'parsers'> {
  readonly fileName?: string;
  /** Passwords to try, best first. */
  readonly passwords?: readonly string[];
}

/** A file read as a source is, by readers in this process unless others are given; its parts, the file itself first. */
export async function openedDocument(bytes: Uint8Array, opening: Opening = {}): Promise<Document> {
  const { fileName = 'file', passwords = [], ...options } = opening;
  const keys = passwords.map((password, index) => new Key(password, `password ${index}`));
  const source = { path: '-', relative: fileName, size: -1 };
  const input = (async function* () {
    yield bytes;
  })();
  for await (const event of readSource(source, { parsers: DIRECT_PARSERS, keys: () => keys, ...options, input }))
    if (event.type === 'document') return event.document;
  throw new Error('the bytes were read as something else than a document');
}

/** All text of some parts, in order, one part after the other. */
export function textOf(parts: readonly Part[]): string {
  const texts = parts.flatMap(({ content }) => (content.state === 'text' ? [Buffer.from(content.text.utf8)] : []));
  return Buffer.concat(texts.flatMap((text) => [text, Buffer.from('\n')])).toString('utf8');
}

/** What was not read: names of the members and the reason, for each. */
export function unreadOf(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ member, content }) =>
    content.state === 'unread' ? [`${member.join('/')}: ${content.reason}`] : [],
  );
}
