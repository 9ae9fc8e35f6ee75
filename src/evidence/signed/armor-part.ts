import { byteString } from '../decode/byte-string.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Shortfall } from '../shortfall.ts';
import { containerExtraction, textExtraction } from '../text/extraction.ts';
import { type Member, memberParts } from '../text/member.ts';
import { armoredBytes, openArmor } from './pgp-armor.ts';
import { extractPgp } from './pgp-part.ts';
import { extractCms } from './signed-part.ts';

/**
 * A text that may be armor or hold it. A PGP message by itself is opened or said to be locked; a signature by itself is a container of nothing;
 * CMS in base64 is what it is in binary; any other text is read without its armor.
 */
export function extractArmor(leaf: LeafPart, text: Uint8Array, extract: PartExtractor, locked: Shortfall): Extraction {
  const cms = cmsBytes(leaf, text);
  const signed = cms === null ? null : extractCms(leaf, cms, extract, locked);
  if (signed !== null) return signed;
  const armor = openArmor(text);
  if (armor === null) return textExtraction(text);
  const [first, second] = armor.messages;
  const isBare = /^\s*$/.test(byteString(armor.text));
  if (isBare && first === undefined) return containerExtraction([]);
  if (isBare && first !== undefined && second === undefined) {
    return extractPgp(leaf, armoredBytes(first.bytes), extract, locked);
  }
  const members = armor.messages.flatMap(({ bytes }, index) => {
    const member: Member = { name: `message-${index + 1}.asc`, bytes: () => bytes, shortfall: null };
    return leaf.allowance.takePart() ? memberParts(leaf, member, extract) : [];
  });
  return textExtraction(armor.text, [], members);
}

const PEM = /^-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----\r?\n/;
const PEM_END = /-----END /;
const PEM_LINE = 64;
/** Base64 of a sequence. */
const BASE64_HEAD = /^MI[A-Za-z0-9+/\r\n]{30}/;

/** The CMS object that a text is in base64: between its PEM lines, or by itself where the part is declared or named as one. */
function cmsBytes({ mediaType, fileName }: LeafPart, text: Uint8Array): Buffer | null {
  const begin = PEM.exec(byteString(text, 0, Math.min(text.length, PEM_LINE)));
  if (begin !== null) {
    const body = byteString(text, begin[0].length);
    return Buffer.from(body.slice(0, body.search(PEM_END)), 'base64');
  }
  const isNamed = /pkcs7/.test(mediaType) || /\.p7[msc]$/i.test(fileName ?? '');
  if (!isNamed || !BASE64_HEAD.test(byteString(text, 0, Math.min(text.length, PEM_LINE)))) return null;
  return Buffer.from(byteString(text), 'base64');
}
