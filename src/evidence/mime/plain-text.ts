import { isUtf8 } from 'node:buffer';
import type { ByteSpan } from '../../core/index.ts';
import { decodeCharset } from '../decode/charset.ts';
import { unflow } from '../decode/flowed.ts';
import { type EmbeddedFile, findUuencoded } from '../decode/uuencode.ts';
import { findYenc } from '../decode/yenc.ts';
import type { ExtractedText } from '../part.ts';
import type { ProblemCode } from '../problem.ts';
import { openArmor } from '../signed/pgp-armor.ts';
import type { EntityHeader } from './entity-header.ts';

/** A text/plain body, read. */
export interface PlainText {
  /** Uuencoded blocks stand in it still, as hidden ranges, since a mail reader shows them as attachments; sound yEnc blocks and PGP armor are cut out. */
  readonly text: ExtractedText;
  readonly files: readonly EmbeddedFile[];
  readonly problems: readonly ProblemCode[];
}

const NO_SPANS: readonly ByteSpan[] = [];

/** Reads the decoded bytes of a text/plain body: yEnc, charset, format=flowed (RFC 3676), PGP armor, uuencode, in this order. */
export function readPlainText(bytes: Uint8Array, header: EntityHeader): PlainText {
  const yenc = findYenc(bytes);
  const decoded = toUtf8(yenc.length === 0 ? bytes : withoutSound(bytes, yenc), header);
  const armor = openArmor(decoded.utf8);
  const { problems } = decoded;
  const utf8 = armor?.text ?? decoded.utf8;
  const locked = (armor?.messages ?? []).map(asFile);
  const uuencoded = findUuencoded(utf8);
  const files = [...locked, ...yenc, ...uuencoded];
  if (files.length === 0) return { text: { utf8, hidden: NO_SPANS, landmarks: [] }, files, problems };
  const hidden: readonly ByteSpan[] = uuencoded.map(({ start, end }) => [start, end]);
  const faults: ProblemCode[] = [...problems];
  if (uuencoded.some(({ fault }) => fault !== null)) faults.push('malformed-uuencode');
  if (yenc.some(({ fault }) => fault !== null)) faults.push('malformed-yenc');
  return { text: { utf8, hidden, landmarks: [] }, files, problems: faults };
}

/** A PGP message in a text, under the name that mail programs give it. */
function asFile(message: Omit<EmbeddedFile, 'name' | 'fault'>): EmbeddedFile {
  return { ...message, name: 'message.asc', fault: null };
}

/** The bytes of any text leaf in UTF-8, flowed lines joined where the leaf is text/plain and says so. */
export function toUtf8(
  bytes: Uint8Array,
  { type, charset }: EntityHeader,
): { utf8: Uint8Array; problems: readonly ProblemCode[] } {
  const { utf8, problems } = decodeCharset(bytes, charset);
  const isFlowed = type.mediaType === 'text/plain' && type.parameters.get('format')?.toLowerCase() === 'flowed';
  const joined = isFlowed ? unflow(utf8, type.parameters.get('delsp')?.toLowerCase() === 'yes') : utf8;
  return { utf8: joined, problems: bytes.includes(0) && isUtf8(bytes) ? [...problems, 'nul-byte'] : problems };
}

/** Cuts out the yEnc blocks whose checks pass. A block that is not sound stays: it may be text made to look like one. */
function withoutSound(bytes: Uint8Array, files: readonly EmbeddedFile[]): Uint8Array {
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const { start, end, fault } of files) {
    if (fault !== null) continue;
    kept.push(bytes.subarray(at, start));
    at = end;
  }
  return Buffer.concat([...kept, bytes.subarray(at)]);
}
