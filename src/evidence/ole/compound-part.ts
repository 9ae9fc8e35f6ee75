import { asBuffer } from '../decode/byte-string.ts';
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

/** Why a compound file is not read: as a locked document, or as one of a kind that is not read. */
export interface CompoundRefusals {
  readonly locked: Shortfall;
  readonly unsupported: Shortfall;
}

/** A password-protected Office document has this stream in its root ([MS-OFFCRYPTO] §2.3.1). */
const ENCRYPTED_OFFICE = 'EncryptedPackage';

/**
 * A compound file in an attachment or archive. An Outlook message is one with its parts as members. An OLE object is a container of the file in it:
 * an OLE package's, by its name, or that of a stream Package or CONTENTS. Any other document is not read, and the files embedded in it are its
 * members.
 */
export function extractCompound(leaf: LeafPart, extract: PartExtractor, refusals: CompoundRefusals): Extraction {
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const compound = openCompound(memoryAccess(leaf.bytes()));
  if ('reason' in compound) return unreadExtraction(namesLocked(leaf.bytes()) ? refusals.locked : compound);
  if (isMsg(compound)) return extractMsg(leaf, compound, extract);
  if (compound.child(compound.root, ENCRYPTED_OFFICE) !== null) return unreadExtraction(refusals.locked);
  return extractDocument(leaf, compound, extract, refusals.unsupported);
}

/** Whether bytes that have lost their index still show that entry's name. */
function namesLocked(bytes: Uint8Array): boolean {
  return asBuffer(bytes).includes(Buffer.from(ENCRYPTED_OFFICE, 'utf16le'));
}

function extractDocument(leaf: LeafPart, compound: Compound, extract: PartExtractor, refusal: Shortfall): Extraction {
  const streams = fileStreams(compound);
  const files = streams.map((stream) => readFileStream(compound, stream, leaf.allowance));
  const names = memberNames(files.map(({ name }) => name));
  const members = files.flatMap((file, index): readonly Part[] =>
    memberParts(leaf, { ...file, name: names[index] ?? file.name }, extract),
  );
  const isWrapping = streams.some(({ storage }) => storage.kind === 'root');
  return isWrapping ? containerExtraction(members) : { ...unreadExtraction(refusal), members };
}
