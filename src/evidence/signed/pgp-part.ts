import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Shortfall } from '../shortfall.ts';
import { containerExtraction, unreadExtraction } from '../text/extraction.ts';
import { type Member, memberParts, shownName } from '../text/member.ts';
import { inflateMember, TOO_DEEP, TOO_MANY } from '../text/member-budget.ts';
import { type PgpPacket, type PgpPackets, readPackets } from './pgp-packets.ts';

/** Packet tags (RFC 9580 §5). */
const COMPRESSED = 8;
const LITERAL = 11;
/** Session keys, public and symmetric; symmetrically encrypted data of each generation. */
const ENCRYPTED: ReadonlySet<number> = new Set([1, 3, 9, 18, 20]);
/** A compressed packet in a compressed packet and so on is nobody's honest message. */
const MOST_LAYERS = 4;

const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'The PGP message is damaged and nothing of it could be read; ask its sender for another copy.',
};
const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The PGP message is cut short; what there is of it was read. Ask its sender for another copy.',
};
const OTHER_COMPRESSION: Shortfall = {
  reason: 'unsupported',
  detail: 'The PGP message is compressed with a method that is not read here (bzip2); open it by hand.',
};

/**
 * A PGP message that is signed or compressed and not encrypted: a container of what it holds. A signature alone is a container of nothing.
 * @param locked What to say of one that is encrypted.
 */
export function extractPgp(leaf: LeafPart, bytes: Buffer, extract: PartExtractor, locked: Shortfall): Extraction {
  const message = readPackets(bytes);
  if (isLocked(message)) return unreadExtraction(locked);
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  if (!leaf.allowance.takePart()) return unreadExtraction(TOO_MANY);
  const content = contentOf(message, leaf, 0);
  if (content === 'none') return containerExtraction([]);
  if (content === 'locked') return unreadExtraction(locked);
  if ('reason' in content) return unreadExtraction(content);
  return containerExtraction(memberParts(leaf, content, extract));
}

/** Whether bytes that are no text are an OpenPGP message from their first byte to their last. */
export function isPgpMessage(bytes: Buffer): boolean {
  const { packets, isWhole } = readPackets(bytes);
  return isWhole && bytes.length > SHORTEST && packets.length > 0 && packets.every(isPlausible);
}

/** Shorter bytes may look like a packet by chance. */
const SHORTEST = 24;

/** First bytes of each packet's body: versions, methods, formats; data of the oldest kind has none and must follow a session key. */
const FIRST_BYTES: ReadonlyMap<number, readonly number[]> = new Map([
  [1, [2, 3, 6]],
  [2, [3, 4, 5, 6]],
  [3, [4, 5, 6]],
  [4, [3, 6]],
  [8, [0, 1, 2, 3]],
  [10, [0x50]],
  [11, [0x62, 0x6c, 0x6d, 0x74, 0x75]],
  [18, [1, 2]],
  [20, [1]],
]);
const OLD_ENCRYPTED = 9;

function isPlausible({ tag, body }: PgpPacket, index: number): boolean {
  if (tag === OLD_ENCRYPTED) return index > 0;
  return FIRST_BYTES.get(tag)?.includes(body[0] ?? -1) ?? false;
}

const isLocked = ({ packets }: PgpPackets) => packets.some(({ tag }) => ENCRYPTED.has(tag));

/** The file in a message, or why there is none: 'none' where it is signatures alone. */
type Content = Member | Shortfall | 'none' | 'locked';

function contentOf(message: PgpPackets, leaf: LeafPart, layer: number): Content {
  const { packets, isWhole } = message;
  if (isLocked(message)) return 'locked';
  const content = packets.find(({ tag }) => tag === LITERAL || tag === COMPRESSED);
  if (content === undefined) return isWhole && packets.length > 0 ? 'none' : DAMAGED;
  if (content.tag === LITERAL) return literal(content, isWhole ? null : CUT);
  if (layer === MOST_LAYERS) return TOO_DEEP;
  return decompressed(content, leaf, layer);
}

/** Bytes before a literal's name: its format and the name's length; after it, a date of four (§5.9). */
function literal({ body }: PgpPacket, shortfall: Shortfall | null): Member {
  const nameEnd = 2 + (body[1] ?? 0);
  const name = shownName(body.toString('utf8', 2, nameEnd));
  return {
    name: name === '' || name === '_CONSOLE' ? 'message' : name,
    bytes: () => body.subarray(nameEnd + 4),
    shortfall,
  };
}

const UNCOMPRESSED = 0;
const ZIP = 1;
const ZLIB = 2;

function decompressed({ body }: PgpPacket, leaf: LeafPart, layer: number): Content {
  const method = body[0];
  if (method === UNCOMPRESSED) return contentOf(readPackets(body.subarray(1)), leaf, layer + 1);
  if (method !== ZIP && method !== ZLIB) return OTHER_COMPRESSION;
  const data = body.subarray(method === ZIP ? 1 : 3);
  const { bytes, shortfall } = inflateMember('message', 'raw', data, leaf.allowance);
  if (bytes === null) return shortfall ?? DAMAGED;
  const inner = contentOf(readPackets(Buffer.from(bytes())), leaf, layer + 1);
  return typeof inner === 'string' || 'reason' in inner || shortfall === null ? inner : { ...inner, shortfall };
}
