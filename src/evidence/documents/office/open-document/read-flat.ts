import type { Piece, ReadOrder } from '../../document-reader.ts';
import { OfficeText } from '../office-text.ts';
import { readXml } from '../xml/read-xml.ts';
import { BinaryData } from './binary-data.ts';
import { HiddenStyles } from './hidden-styles.ts';
import { OpenDocumentReader } from './open-document-reader.ts';

/** Reads an OpenDocument that is one XML text (OpenDocument 1.2 part 1 §3.1.2); files encoded in it are members. */
export function* readFlatOpenDocument({ bytes, limits }: ReadOrder): Generator<Piece> {
  const out = new OfficeText(limits.pieceBytes);
  const binary = new BinaryData(limits.members);
  const reader = new OpenDocumentReader(out, new HiddenStyles(), binary);
  readXml(bytes, reader);
  reader.finish();
  yield { type: 'text', name: null, text: out.finish(), password: null };
  for (const [index, file] of binary.files.entries())
    yield { type: 'member', name: `file ${index + 1}`, mediaType: null, bytes: file, shortfall: null, password: null };
  if (out.isFull) yield { type: 'unread', name: null, shortfall: TOO_LONG };
}

const TOO_LONG = {
  reason: 'over-budget',
  detail: 'This document comes to more text than one part may; it was read up to there. Open it by hand.',
} as const;
