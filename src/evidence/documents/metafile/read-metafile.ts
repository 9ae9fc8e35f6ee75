import { asBuffer } from '../../decode/byte-string.ts';
import type { Shortfall } from '../../shortfall.ts';
import type { DocumentReader, Piece, PieceLimits, ReadOrder } from '../document-reader.ts';
import { LandmarkedText } from '../landmarked-text.ts';
import { bitmapFile } from './bitmap-file.ts';
import { DrawnText } from './drawn-text.ts';
import { enhancedRecords } from './enhanced-records.ts';
import type { PictureRecord } from './picture-record.ts';
import { windowsRecords } from './windows-records.ts';

/** Most bitmaps of one drawing. */
const MOST_BITMAPS = 64;

/** Reads drawings that Windows plays back, EMF ([MS-EMF]) and WMF ([MS-WMF]): what is written in them, and as members the bitmaps in them. */
export const readMetafile: DocumentReader = function* (order: ReadOrder): Generator<Piece> {
  const picture = new Picture(order.limits);
  const file = asBuffer(order.bytes);
  for (const record of order.mediaType === 'image/wmf' ? windowsRecords(file) : enhancedRecords(file))
    picture.add(record);
  yield* picture.pieces();
};

class Picture {
  readonly #limits: PieceLimits;
  readonly #text: LandmarkedText;
  readonly #drawn: DrawnText;
  readonly #bitmaps: Piece[] = [];
  #bitmapBytes = 0;
  #isOver = false;
  #isCut = false;

  constructor(limits: PieceLimits) {
    this.#limits = limits;
    this.#text = new LandmarkedText(limits.pieceBytes);
    this.#drawn = new DrawnText(this.#text);
  }

  add(record: PictureRecord): void {
    if (record.type === 'string') this.#drawn.add(record.drawn);
    else if (record.type === 'cut') this.#isCut = true;
    else this.#addBitmap(record.info, record.bits);
  }

  *pieces(): Generator<Piece> {
    yield { type: 'text', name: null, text: this.#text.finish(), password: null };
    yield* this.#bitmaps;
    if (this.#isOver || this.#text.isFull) yield { type: 'unread', name: null, shortfall: TOO_MUCH };
    else if (this.#isCut) yield { type: 'unread', name: null, shortfall: CUT };
  }

  #addBitmap(info: Buffer, bits: Buffer): void {
    if (this.#isOver) return;
    const bytes = bitmapFile(info, bits);
    if (bytes === null) return;
    this.#bitmapBytes += bytes.length;
    const most = Math.min(MOST_BITMAPS, this.#limits.members);
    this.#isOver = this.#bitmaps.length >= most || this.#bitmapBytes > this.#limits.memberBytes;
    const name = `bitmap-${this.#bitmaps.length + 1}.bmp`;
    if (!this.#isOver)
      this.#bitmaps.push({ type: 'member', name, mediaType: 'image/bmp', bytes, shortfall: null, password: null });
  }
}

const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The drawing ends before its last record; it was read up to there. Ask its sender for another copy.',
};

const TOO_MUCH: Shortfall = {
  reason: 'over-budget',
  detail: 'This drawing holds more than one part may; it was read up to there. Open it by hand.',
};
