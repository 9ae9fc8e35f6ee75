import type { Shortfall } from '../../shortfall.ts';
import { recogniseSource } from '../../source/recognise.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { LandmarkedText } from '../landmarked-text.ts';
import type { StoredRow } from './cell.ts';
import { type Columns, columnsOf } from './column-names.ts';
import { type DatabaseFile, openDatabase } from './database-file.ts';
import { readRecord, type Value } from './record.ts';
import { readSchema, type SchemaEntry } from './schema.ts';
import { walkFreePages, walkTable } from './walk-table.ts';

/**
 * Reads SQLite databases (SQLite file format): each row of each table as a line of "column: value", what is deleted and not yet written over, the
 * statements that made the tables; files kept in rows are members.
 */
export const readDatabase: DocumentReader = function* (order): Generator<Piece> {
  const file = openDatabase(order.bytes);
  if (file === null) {
    yield { type: 'unread', name: null, shortfall: NO_DATABASE };
    return;
  }
  const reading = new DatabaseReading(file, order);
  reading.read();
  yield { type: 'text', name: null, text: reading.text.finish(), password: null };
  yield* reading.members;
  if (reading.text.isFull) yield { type: 'unread', name: null, shortfall: TOO_LONG };
  else if (!reading.isWhole || file.isCut) yield { type: 'unread', name: null, shortfall: DAMAGED };
};

/** Smaller values are settings, not files. */
const SMALLEST_FILE = 64;

class DatabaseReading {
  readonly text: LandmarkedText;
  readonly members: Piece[] = [];
  isWhole = true;
  readonly #file: DatabaseFile;
  readonly #visited = new Set<number>();
  readonly #limits: ReadOrder['limits'];
  #memberBytes = 0;

  constructor(file: DatabaseFile, { limits }: ReadOrder) {
    this.#file = file;
    this.#limits = limits;
    this.text = new LandmarkedText(limits.pieceBytes);
  }

  read(): void {
    const { entries, isWhole } = readSchema(this.#file, this.#visited);
    this.isWhole = isWhole;
    for (const entry of entries) if (entry.type === 'table' && entry.rootPage > 0) this.#readTable(entry);
    this.#passOverIndexes(entries);
    this.#readDeleted();
    this.text.mark('schema');
    for (const { sql } of entries) if (sql !== '') this.text.line(sql);
  }

  #readTable({ name, rootPage, sql }: SchemaEntry): void {
    const columns = columnsOf(sql);
    let row = 0;
    for (const step of walkTable(this.#file, rootPage, this.#visited)) {
      if (this.text.isFull) return;
      if (step.type === 'gap') this.isWhole = false;
      else {
        row += 1;
        this.#readRow(step.row, columns, `${name}, row ${row}`);
      }
    }
  }

  /** Pages of indexes say again what the tables say, and are not free ones. */
  #passOverIndexes(entries: readonly SchemaEntry[]): void {
    for (const { type, rootPage } of entries)
      if (type === 'index' && rootPage > 0) for (const _ of walkTable(this.#file, rootPage, this.#visited));
  }

  #readDeleted(): void {
    let row = 0;
    for (const stored of walkFreePages(this.#file, this.#visited)) {
      row += 1;
      this.#readRow(stored, NO_COLUMNS, `deleted rows, row ${row}`);
      if (this.text.isFull) return;
    }
  }

  #readRow({ rowId, payload }: StoredRow, { names, rowId: rowIdAt }: Columns, landmark: string): void {
    const values = readRecord(payload, this.#file.charset);
    const cells = values.flatMap((stored, index) => {
      const value = index === rowIdAt && stored === null ? rowId : stored;
      const shown = this.#shown(value, `${landmark}, ${names[index] ?? index + 1}`);
      if (shown === null) return [];
      return names[index] === undefined ? [shown] : [`${names[index]}: ${shown}`];
    });
    if (cells.length === 0) return;
    this.text.mark(landmark);
    this.text.line(cells.join('\t'));
  }

  /** A value as text; null where it has none, or is a file of its own. */
  #shown(value: Value, name: string): string | null {
    if (value === null || value === '') return null;
    if (!Buffer.isBuffer(value)) return String(value);
    if (value.length === 0) return null;
    const recognised = recogniseSource(value);
    if (recognised.kind === 'text') return value.toString(recognised.charset === 'utf-16le' ? 'utf16le' : 'utf8');
    const isFile = recognised.kind !== 'binary' || recognised.format !== null;
    if (isFile && value.length >= SMALLEST_FILE) this.#addMember(name, value);
    return null;
  }

  #addMember(name: string, bytes: Buffer): void {
    const { members, memberBytes } = this.#limits;
    if (this.members.length > members) return;
    this.#memberBytes += bytes.length;
    const isOver = this.members.length === members || this.#memberBytes > memberBytes;
    if (isOver) this.members.push({ type: 'unread', name, shortfall: TOO_LONG });
    else this.members.push({ type: 'member', name, mediaType: null, bytes, shortfall: null, password: null });
  }
}

const NO_COLUMNS: Columns = { names: [], rowId: -1 };

const NO_DATABASE: Shortfall = {
  reason: 'damaged',
  detail: 'This begins as an SQLite database does and is none that can be read; ask its sender for another copy.',
};

const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'Pages of this database are damaged or missing; what still stands in it was read. Ask for another copy.',
};

const TOO_LONG: Shortfall = {
  reason: 'over-budget',
  detail: 'This database holds more than one part may; it was read up to there. Open it by hand.',
};
