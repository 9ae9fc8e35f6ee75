import { asBuffer } from '../../decode/byte-string.ts';
import type { Extraction, LeafPart, PartExtractor } from '../../mime/part-extractor.ts';
import type { Part } from '../../part.ts';
import { containerExtraction, textExtraction, unreadExtraction } from '../extraction.ts';
import { memberParts, shownName, unreadMember } from '../member.ts';
import { TOO_DEEP, TOO_LONG, TOO_MANY } from '../member-budget.ts';
import { CUT } from '../zip/zip-data.ts';
import { BAD_HEADER, NO_END, SPARSE } from './tar-shortfalls.ts';
import { type TarPiece, walkTar } from './tar-walk.ts';

/** A tar inside a message: a container of its files, each read in its turn. */
export function extractTar(leaf: LeafPart, extract: PartExtractor): Extraction {
  const { allowance } = leaf;
  if (leaf.depth >= allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const parts: Part[] = [];
  for (const piece of walkTar(asBuffer(leaf.bytes()))) {
    if (!allowance.takePart()) {
      parts.push(unreadMember(leaf, piece.kind === 'file' ? shownName(piece.name) : '(archive)', TOO_MANY));
      break;
    }
    parts.push(...partsOf(leaf, piece, extract));
  }
  return parts.length === 0 ? textExtraction(new Uint8Array(0)) : containerExtraction(parts);
}

function partsOf(leaf: LeafPart, piece: TarPiece, extract: PartExtractor): readonly Part[] {
  if (piece.kind === 'damage') return [unreadMember(leaf, '(archive)', BAD_HEADER)];
  if (piece.kind === 'cut') return [unreadMember(leaf, '(archive)', NO_END)];
  const name = shownName(piece.name);
  const { data, isSparse, isCut } = piece;
  if (isSparse) return [unreadMember(leaf, name, SPARSE)];
  const isTaken = data.length <= leaf.allowance.budget.partBytes && leaf.allowance.takeExpandedBytes(data.length);
  if (!isTaken) return [unreadMember(leaf, name, TOO_LONG)];
  return memberParts(leaf, { name, bytes: () => data, shortfall: isCut ? CUT : null }, extract);
}
