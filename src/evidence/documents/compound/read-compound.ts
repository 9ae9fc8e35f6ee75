import { asBuffer } from '../../decode/byte-string.ts';
import { type Compound, openCompound } from '../../ole/compound.ts';
import { memoryAccess } from '../../source/random-access.ts';
import { TOO_LONG } from '../../text/member-budget.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { openEncryptedPackage } from '../office-lock/open-encrypted-package.ts';
import type { KindReader, OpenedBy } from './document-kinds.ts';
import { documentStorages, embeddedObject } from './embedded-storages.ts';
import { readWorkbook } from './excel/read-workbook.ts';
import { Findings } from './findings.ts';
import { writeProject } from './macros/read-macros.ts';
import { membersOf } from './members-of.ts';
import { writeOtherDocument } from './other/write-other-document.ts';
import { readPresentation } from './powerpoint/read-presentation.ts';
import { writeProperties } from './properties/write-properties.ts';
import { readWord } from './word/read-word.ts';

/**
 * Reads a document in a compound file: Word, Excel and PowerPoint of 97 to 2003 and some before, their macros, properties and the objects in them;
 * of other programs' documents what looks like text. A document of today that is locked comes out as a member.
 */
export const readCompound: DocumentReader = function* (order): Generator<Piece> {
  const compound = openCompound(memoryAccess(asBuffer(order.bytes)));
  if ('reason' in compound) yield { type: 'unread', name: null, shortfall: compound };
  else if (compound.child(compound.root, LOCKED_PACKAGE) !== null) yield openPackage(compound, order);
  else yield* readDocument(compound, order);
};

/** [MS-OFFCRYPTO] §2.3.4.4. */
const LOCKED_PACKAGE = 'EncryptedPackage';

function openPackage(compound: Compound, { passwords, limits }: ReadOrder): Piece {
  const opened = openEncryptedPackage(compound, passwords, Math.min(limits.pieceBytes, limits.memberBytes));
  if ('reason' in opened) return { type: 'unread', name: null, shortfall: opened };
  const { bytes, password } = opened;
  return { type: 'member', name: LOCKED_PACKAGE, mediaType: null, bytes, shortfall: null, password };
}

const KINDS: readonly KindReader[] = [readWord, readWorkbook, readPresentation];

function* readDocument(compound: Compound, order: ReadOrder): Generator<Piece> {
  const { limits } = order;
  const findings = new Findings(limits.pieceBytes);
  const password = readKinds(compound, order, findings);
  const { projects, objects } = documentStorages(compound);
  for (const project of projects) writeProject(compound, project, findings);
  // A locked document of which only the properties were read would count as read.
  if (findings.shortfall?.reason !== 'encrypted') writeProperties(compound, findings);
  findings.lost(findings.text.isFull ? TOO_LONG : compound.shortfall);
  for (const object of objects) findings.files.push((limit) => embeddedObject(compound, object, limit));
  const text = findings.text.finish();
  // A text of no bytes says that there is none: of what stays locked or lost nobody knows.
  if (text.utf8.length > 0 || findings.shortfall === null) yield { type: 'text', name: null, text, password };
  yield* membersOf(findings.files, limits);
  if (findings.shortfall !== null) yield { type: 'unread', name: null, shortfall: findings.shortfall };
}

/** Reads the document, or the documents where it is more than one program's; which password opened it. */
function readKinds(compound: Compound, { passwords, limits }: ReadOrder, findings: Findings): OpenedBy {
  const read = KINDS.flatMap((kind) => kind({ compound, passwords, limits }, findings) ?? []);
  const isProjectAlone = documentStorages(compound).projects.some(({ kind }) => kind === 'root');
  if (read.length === 0 && !isProjectAlone) writeOtherDocument(compound, findings);
  return read.find(({ openedBy }) => openedBy !== null)?.openedBy ?? null;
}
