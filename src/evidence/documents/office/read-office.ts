import type { Shortfall } from '../../shortfall.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { stillLocked } from '../locked-detail.ts';
import { memberPieces } from './members.ts';
import { type OfficeKind, officeKind } from './office-kind.ts';
import { OfficeText } from './office-text.ts';
import { type LockState, unlock } from './open-document/lock/unlock.ts';
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

function* readPackage(order: ReadOrder, office: OfficePackage): Generator<Piece> {
  const kind = officeKind(office.parts.map(({ name }) => name));
  const lock = kind === 'open-document' ? unlock(office, order.passwords) : UNLOCKED;
  if (lock.isLocked && lock.unlocked === null) {
    yield {
      type: 'unread',
      name: null,
      shortfall: stillLocked('document', order.passwords.length, order.passwords.length),
    };
    return;
  }
  const password = lock.isLocked ? (lock.unlocked?.password ?? null) : null;
  if (lock.isLocked && lock.unlocked !== null) office.decryptWith(lock.unlocked.decrypt);
  const inner = office.find('encrypted-package');
  if (password !== null && inner !== null) yield* readInner(order, office.read(inner).bytes, password);
  else yield* readContents(order, office, kind, password);
}

/** A document that is encrypted as a whole has its package within. */
function readInner(order: ReadOrder, bytes: Uint8Array | null, password: number): Generator<Piece> {
  const office = new OfficePackage(bytes ?? new Uint8Array(0), order.limits);
  return readContents(order, office, 'open-document', password);
}

function* readContents(
  { limits }: ReadOrder,
  office: OfficePackage,
  kind: OfficeKind | null,
  password: number | null,
): Generator<Piece> {
  const reading = new Reading(office, new OfficeText(limits.pieceBytes));
  if (kind === 'iwork') reading.lose(null, IWORK);
  else {
    if (kind === 'open-document') readOpenDocument(reading);
    else readOpenXml(reading);
    const text = reading.out.finish();
    // Where something of it could not be read, it is not known to hold no text.
    const isKnown = reading.unread.length === 0 && office.shortfall === null;
    if (text.utf8.length > 0 || isKnown) yield { type: 'text', name: null, text, password };
  }
  yield* memberPieces(reading, kind === 'iwork', password);
  yield* reading.unread;
  const rest = reading.out.isFull ? TOO_LONG : office.shortfall;
  if (rest !== null) yield { type: 'unread', name: null, shortfall: rest };
}

const UNLOCKED: LockState = { isLocked: false };

const IWORK: Shortfall = {
  reason: 'unsupported',
  detail: 'This is a document of Apple iWork, of which its preview alone is read; open it by hand, or export it.',
};

const TOO_LONG: Shortfall = {
  reason: 'over-budget',
  detail: 'This document comes to more text than one part may; it was read up to there. Open it by hand.',
};
