import { asBuffer } from '../decode/byte-string.ts';
import { defer } from '../isolation/deferral.ts';
import { memberNames } from '../mime/member-names.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import { isMsg } from '../msg/msg-object.ts';
import { extractMsg } from '../msg/msg-part.ts';
import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';
import { memoryAccess } from '../source/random-access.ts';
import { containerExtraction, unreadExtraction } from '../text/extraction.ts';
import { memberParts } from '../text/member.ts';
import { TOO_DEEP } from '../text/member-budget.ts';
import { type Compound, openCompound } from './compound.ts';
import { fileStreams, readFileStream } from './embedded-files.ts';

/** A password-protected Office document has this stream in its root ([MS-OFFCRYPTO] §2.3.4.4). */
const ENCRYPTED_OFFICE = 'EncryptedPackage';

/**
 * A compound file in an attachment or archive. An Outlook message is one with its parts as members. An OLE object is a container of the file in it:
 * an OLE package's, by its name, or that of a stream Package or CONTENTS. Any other document is opened apart.
 * @param locked why a document is not read whose index is lost, and which still shows that it is locked.
 */
export function extractCompound(leaf: LeafPart, extract: PartExtractor, locked: Shortfall): Extraction {
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const compound = openCompound(memoryAccess(leaf.bytes()));
  if ('reason' in compound) return unreadExtraction(namesLocked(leaf.bytes()) ? locked : compound);
  if (isMsg(compound)) return extractMsg(leaf, compound, extract);
  return isObject(compound) ? extractObject(leaf, compound, extract) : defer(leaf, 'compound');
}

/** Whether bytes that have lost their index still show that entry's name. */
function namesLocked(bytes: Uint8Array): boolean {
  return asBuffer(bytes).includes(Buffer.from(ENCRYPTED_OFFICE, 'utf16le'));
}

/** Streams beside which a stream CONTENTS is part of a document: Publisher's and Works' own. */
const DOCUMENT_STREAMS = ['WordDocument', 'Workbook', 'Book', 'PowerPoint Document', 'Quill', 'MatOST'];

/** Whether this is a file as an OLE object holds it, and not a document by itself. */
function isObject(compound: Compound): boolean {
  if (DOCUMENT_STREAMS.some((name) => compound.child(compound.root, name) !== null)) return false;
  return fileStreams(compound).some(({ storage }) => storage.kind === 'root');
}

function extractObject(leaf: LeafPart, compound: Compound, extract: PartExtractor): Extraction {
  const files = fileStreams(compound).map((stream) => readFileStream(compound, stream, leaf.allowance));
  const names = memberNames(files.map(({ name }) => name));
  const members = files.flatMap((file, index): readonly Part[] =>
    memberParts(leaf, { ...file, name: names[index] ?? file.name }, extract),
  );
  return containerExtraction(members);
}
