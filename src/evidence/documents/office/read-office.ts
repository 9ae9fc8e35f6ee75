import type { Shortfall } from '../../shortfall.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { memberPieces } from './members.ts';
import { officeKind } from './office-kind.ts';
import { OfficeText } from './office-text.ts';
import { readFlatOpenDocument } from './open-document/read-flat.ts';
import { readOpenDocument } from './open-document/read-open-document.ts';
import { OfficePackage } from './package/package-part.ts';
import { readOpenXml } from './read-open-xml.ts';
import { Reading } from './reading.ts';

/**
 * Reads office documents: Office Open XML (ECMA-376: docx, xlsx, pptx, vsdx with their templates and macro-enabled kin) and OpenDocument (ISO 26300:
 * odt, ods, odp, odg, in a zip or flat). Text comes with the places it stands in; what is embedded comes as members.
 */
export const readOffice: DocumentReader = function* (order: ReadOrder): Generator<Piece> {
  if (order.bytes[0] !== 0x50) yield* readFlatOpenDocument(order);
  else yield* readPackage(order, new OfficePackage(order.bytes, order.limits));
};

function* readPackage({ limits }: ReadOrder, office: OfficePackage): Generator<Piece> {
  const kind = officeKind(office.parts.map(({ name }) => name));
  const reading = new Reading(office, new OfficeText(limits.pieceBytes));
  if (kind === 'iwork') reading.lose(null, IWORK);
  else {
    if (kind === 'open-document') readOpenDocument(reading);
    else readOpenXml(reading);
    yield { type: 'text', name: null, text: reading.out.finish(), password: null };
  }
  yield* memberPieces(reading, kind === 'iwork');
  yield* reading.unread;
  const rest = reading.out.isFull ? TOO_LONG : office.shortfall;
  if (rest !== null) yield { type: 'unread', name: null, shortfall: rest };
}

const IWORK: Shortfall = {
  reason: 'unsupported',
  detail: 'This is a document of Apple iWork, of which its preview alone is read; open it by hand, or export it.',
};

const TOO_LONG: Shortfall = {
  reason: 'over-budget',
  detail: 'This document comes to more text than one part may; it was read up to there. Open it by hand.',
};
