import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BUDGET, type EvidenceEvent, type Message, type Part, readSource } from '../../src/evidence/index.ts';
import { mapiMessage } from '../../src/evidence/mapi/mapi-message.ts';
import type { MapiObject } from '../../src/evidence/mapi/mapi-object.ts';
import { isMsg, readMsg } from '../../src/evidence/msg/msg-object.ts';
import { type Compound, openCompound } from '../../src/evidence/ole/compound.ts';
import { bytePlace } from '../../src/evidence/place.ts';
import { memoryAccess } from '../../src/evidence/source/random-access.ts';
import { extractPart } from '../../src/evidence/text/extract-part.ts';

const CORPUS = '../shared/corpora/mail';
const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Another reader's findings, beside the messages they are of. */
const LISTINGS = join(CORPUS, 'msgreader/test');

function compoundFiles(): readonly string[] {
  return readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).subarray(0, 8).equals(MAGIC))
    .toSorted();
}

function opened(path: string): Compound {
  const compound = openCompound(memoryAccess(readFileSync(path)));
  if ('reason' in compound) throw new Error(compound.detail);
  return compound;
}

async function eventsOf(path: string): Promise<readonly EvidenceEvent[]> {
  return Array.fromAsync(readSource({ path, relative: basename(path), size: -1 }));
}

/** Each embedded message and the object itself. */
function objectsIn(object: MapiObject): readonly MapiObject[] {
  const inner = object.attachments.flatMap(({ open }) => {
    const content = open();
    return content.state === 'message' ? objectsIn(content.message) : [];
  });
  return [object, ...inner];
}

describe.skipIf(!existsSync(CORPUS))(
  'the compound files of the mail corpora (skipped where ../shared is absent)',
  () => {
    const files = compoundFiles();
    const messages = files.filter((path) => isMsg(opened(path)));

    test('are 56 messages and 12 other documents, none with a damaged index', () => {
      expect([files.length, messages.length]).toEqual([68, 56]);
      expect(files.filter((path) => opened(path).shortfall !== null)).toEqual([]);
    });

    test('hold 89 messages with 259 recipients, 35 files and nothing lost', () => {
      const objects = messages.flatMap((path) => objectsIn(readMsg(opened(path), DEFAULT_BUDGET.partBytes)));
      const attachments = objects.flatMap((object) => object.attachments.map(({ open }) => open()));
      const of = (state: string) => attachments.filter((content) => content.state === state);
      expect(objects.length).toBe(89);
      expect(objects.flatMap(({ recipients }) => recipients)).toHaveLength(259);
      expect([of('bytes').length, of('message').length, attachments.length]).toEqual([35, 33, 68]);
      const bytes = of('bytes').reduce((sum, content) => sum + (content.state === 'bytes' ? content.size : 0), 0);
      expect(bytes).toBe(364_252);
      expect(objects.flatMap(({ shortfalls }) => shortfalls)).toEqual([]);
    });

    test('are each read as one message as a source; nothing but formats that are not read yet is a loss', async () => {
      for (const path of messages) {
        const events = await eventsOf(path);
        const [message] = events.filter(({ type }) => type === 'message');
        expect([path, message?.type]).toEqual([path, 'message']);
        expect(events.at(-1)).toMatchObject({ type: 'tally', tally: { expected: 1, read: 1 } });
        const reasons = events.flatMap((event) => (event.type === 'loss' ? [event.loss.reason] : []));
        expect(reasons.filter((reason) => reason !== 'unsupported' && reason !== 'unrecognised')).toEqual([]);
      }
    });

    test('that are no messages stay documents: locked ones a row, a locked one in capitals too, but for two that a password of Office itself opens', async () => {
      const reasons = new Map<string, string>();
      for (const path of files.filter((one) => !messages.includes(one))) {
        const events = await eventsOf(path);
        const loss = events.find(({ type }) => type === 'loss');
        reasons.set(basename(path), loss?.type === 'loss' ? loss.loss.reason : 'none');
      }
      const encrypted = [...reasons].filter(([, reason]) => reason === 'encrypted').map(([name]) => name);
      expect(encrypted).toContain('protected_upper_case.docx');
      expect(encrypted).toHaveLength(6);
      expect([...reasons.values()].filter((reason) => reason === 'unsupported')).toHaveLength(4);
    });
  },
);

/** A listing's fields that say what a message holds. */
interface Listing {
  readonly subject?: string;
  readonly body?: string;
  readonly messageId?: string;
  readonly senderName?: string;
  readonly senderEmail?: string;
  readonly senderSmtpAddress?: string;
  readonly recipients: readonly ListedRecipient[];
  readonly attachments: readonly {
    readonly name?: string;
    readonly fileName?: string;
    readonly contentLength?: number;
    readonly innerMsgContent?: true;
  }[];
}

interface ListedRecipient {
  readonly recipType: 'to' | 'cc' | 'bcc';
  readonly name: string;
  readonly email: string;
  readonly smtpAddress?: string;
}

describe.skipIf(!existsSync(LISTINGS))('another reader’s listings (skipped where ../shared is absent)', () => {
  /** A message's file and the way to the embedded one that a listing is of. */
  const listings = readdirSync(existsSync(LISTINGS) ? LISTINGS : '.')
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const [, stem = '', way = ''] = /^(.*?)((?:-attachments\d+)*)\.json$/.exec(name) ?? [];
      const path = join(LISTINGS, `${stem}.msg`);
      return existsSync(path) ? [{ name, path, way: [...way.matchAll(/\d+/g)].map(Number) }] : [];
    });

  function objectAt(path: string, way: readonly number[]): MapiObject {
    return way.reduce(
      (object, index) => {
        const content = object.attachments[index]?.open();
        if (content?.state !== 'message') throw new Error('no embedded message');
        return content.message;
      },
      readMsg(opened(path), DEFAULT_BUDGET.partBytes),
    );
  }

  function messageOf(object: MapiObject): Message {
    const about = { budget: DEFAULT_BUDGET, source: '', span: [0, 0], place: bytePlace(0) } as const;
    return mapiMessage(object, { ...about, extract: extractPart });
  }

  const textOf = (part: Part | undefined) =>
    part?.content.state === 'text' ? Buffer.from(part.content.text.utf8).toString() : undefined;
  /** We leave out a name that only repeats the address. */
  const named = (name: string | null, address: string) =>
    name === null || name.replace(/^'(.*)'$/, '$1') === address ? address : `${name} <${address}>`;

  /** The listing has the bytes of a Japanese code page read as Latin letters. */
  const GARBLED = ['contactAnsi.json'];
  /** A vote's text is a named property, which the listing leaves out and we read as text. */
  const VOTES = ['voteNo.json', 'voteYes.json'];

  test('are 36, one of whose files is not in the corpus', () => expect(listings).toHaveLength(36));

  test.each(listings)('$name says the same', ({ name, path, way }) => {
    const listing: Listing = JSON.parse(readFileSync(join(LISTINGS, name), 'utf8'));
    const object = objectAt(path, way);
    const { header, parts } = messageOf(object);
    if (!GARBLED.includes(name)) {
      expect(header.subject).toBe(listing.subject ?? null);
      const body = textOf(parts.find(({ mediaType, role }) => mediaType === 'text/plain' && role !== 'attachment'));
      if (!VOTES.includes(name)) expect(body).toBe(listing.body);
    }
    expect(header.messageId).toBe(listing.messageId ?? null);
    for (const kind of ['to', 'cc', 'bcc'] as const) {
      const listed = listing.recipients.filter(({ recipType }) => recipType === kind);
      expect(header[kind].map((one) => named(one.name, one.address))).toEqual(
        listed.map((one) => named(one.name, one.smtpAddress ?? one.email)),
      );
    }
    const { senderSmtpAddress, senderEmail } = listing;
    // Where the listing has a name in Exchange’s directory alone, we have the address that is the sender’s.
    const isDirectoryName = senderSmtpAddress === undefined && senderEmail?.startsWith('/O=') === true;
    if (!isDirectoryName) expect(header.from[0]?.address).toBe(senderSmtpAddress ?? senderEmail);
    const sizes = object.attachments.map(({ open }) => {
      const content = open();
      return content.state === 'bytes' ? content.size : content.state;
    });
    expect(sizes).toEqual(listing.attachments.map((one) => (one.innerMsgContent ? 'message' : one.contentLength)));
  });
});
