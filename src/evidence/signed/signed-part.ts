import { Asn1Value } from '../asn1/asn1-value.ts';
import { BER } from '../asn1/ber.ts';
import { asBuffer } from '../decode/byte-string.ts';
import { defer } from '../isolation/deferral.ts';
import { parseMessage } from '../mime/parse-message.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';
import { beginsWithMailHeader } from '../source/mail-head.ts';
import { containerExtraction, textExtraction, unreadExtraction } from '../text/extraction.ts';
import { memberParts, unreadMember } from '../text/member.ts';
import { inflateMember, TOO_DEEP, TOO_MANY } from '../text/member-budget.ts';
import { membersByNumber } from '../text/message-members.ts';
import { certificateNames } from './certificate-names.ts';
import { type Cms, readCms } from './cms.ts';

const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The signed content is cut short; what there is of it was read. Ask the sender for another copy.',
};

/**
 * An S/MIME part or file (RFC 8551): what is signed or compressed in it is read as the MIME entity it is, or as the file it is; its parts are
 * members. A signature by itself, whose content stands in another part, comes to the names in its certificates, or to a container of nothing: it
 * holds no other text. Certificates alone are left to the reader of key stores.
 * @param locked What to say of what is encrypted.
 * @returns null where the bytes are no such object.
 */
export function extractCms(
  leaf: LeafPart,
  bytes: Uint8Array,
  extract: PartExtractor,
  locked: Shortfall,
): Extraction | null {
  const cms = readCms(bytes);
  if (cms === null) return null;
  if (cms.kind === 'encrypted') return unreadExtraction(locked);
  if (cms.content === null) return isBundle(bytes) ? defer(leaf, 'key-store') : signatureAlone(bytes);
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  if (!leaf.allowance.takePart()) return unreadExtraction(TOO_MANY);
  return containerExtraction(contentParts(leaf, cms, cms.content, extract));
}

/** Signed data that nobody signed: it carries certificates (RFC 5652 §5.1). */
function isBundle(bytes: Uint8Array): boolean {
  const signed = Asn1Value.at(asBuffer(bytes))?.child(BER.explicit0)?.child(BER.sequence);
  const signers = signed?.children.at(-1);
  return signers?.tag === BER.set && signers.children.length === 0 && signed?.child(BER.explicit0) != null;
}

function signatureAlone(bytes: Uint8Array): Extraction {
  const names = certificateNames(asBuffer(bytes));
  return names.length === 0 ? containerExtraction([]) : textExtraction(names);
}

function contentParts(
  leaf: LeafPart,
  { kind, isWhole }: Exclude<Cms, { kind: 'encrypted' }>,
  content: Buffer,
  extract: PartExtractor,
): readonly Part[] {
  const name = contentName(leaf);
  const cut = isWhole ? null : CUT;
  const member =
    kind === 'signed'
      ? { name, bytes: () => content, shortfall: cut }
      : inflateMember(name, 'raw', content.subarray(ZLIB_HEADER), leaf.allowance);
  if (member.bytes === null) return memberParts(leaf, member, extract);
  const bytes = member.bytes();
  if (!isEntity(bytes)) return memberParts(leaf, { ...member, bytes: () => bytes }, extract);
  const parts = entityParts(leaf, bytes, extract);
  return member.shortfall === null ? parts : [...parts, unreadMember(leaf, name, member.shortfall)];
}

/** Two bytes before the deflate data (RFC 1950 §2.2). */
const ZLIB_HEADER = 2;
const ENTITY_FIELD = /^content-[a-z-]{1,40}[ \t]*:/i;
const FIELD_BYTES = 64;

function isEntity(bytes: Uint8Array): boolean {
  return ENTITY_FIELD.test(asBuffer(bytes).toString('latin1', 0, FIELD_BYTES)) || beginsWithMailHeader(bytes);
}

/** The parts of a MIME entity, named by their IMAP part numbers; bodies in it are the message's own. */
export function entityParts(leaf: LeafPart, bytes: Uint8Array, extract: PartExtractor): readonly Part[] {
  const within = { allowance: leaf.allowance, depth: leaf.depth + 1 };
  const { parts } = parseMessage(bytes, { budget: leaf.allowance.budget, source: '', offset: 0, extract, within });
  return membersByNumber(leaf, parts);
}

/** `contract.pdf` of `contract.pdf.p7m`. */
function contentName({ fileName }: LeafPart): string {
  const name = fileName?.replace(/\.(?:p7[ms]|tsd)$/i, '') ?? '';
  return name === '' || name === fileName ? 'content' : name;
}
