import { u16, u32 } from '../bounded-number.ts';

/** One record of a presentation's stream ([MS-PPT] §2.3.1). */
export interface PptRecord {
  readonly type: number;
  readonly instance: number;
  /** Whether its data are records again. */
  readonly isContainer: boolean;
  /** Where its header stands in the stream. */
  readonly at: number;
  /** Its data: first byte in the stream, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** Types of records that are read ([MS-PPT] §2.13.24). */
export const RECORD = {
  document: 0x03e8,
  slide: 0x03ee,
  slideAtom: 0x03ef,
  notes: 0x03f0,
  notesAtom: 0x03f1,
  slidePersist: 0x03f3,
  master: 0x03f8,
  handout: 0x0fc9,
  slideList: 0x0ff0,
  text: 0x0fa0,
  narrowText: 0x0fa8,
  string: 0x0fba,
  userEdit: 0x0ff5,
  persistDirectory: 0x1772,
  oleObject: 0x1011,
  binaryTag: 0x138b,
  comment: 0x2ee0,
  encryption: 0x2f14,
} as const;

const HEADER_BYTES = 8;
const CONTAINER_VERSION = 0xf;

/** The record at a place; null where its header does not stand before `end`. One that says it is longer is taken up to there. */
export function recordAt(stream: Buffer, at: number, end: number): PptRecord | null {
  if (at < 0 || at + HEADER_BYTES > Math.min(end, stream.length)) return null;
  const head = u16(stream, at);
  const from = at + HEADER_BYTES;
  return {
    type: u16(stream, at + 2),
    instance: head >>> 4,
    isContainer: (head & 0xf) === CONTAINER_VERSION,
    at,
    from,
    to: Math.min(end, stream.length, from + u32(stream, at + 4)),
  };
}

/** The records that stand in a stretch, one after another. */
export function* recordsIn(stream: Buffer, from: number, to: number): Generator<PptRecord> {
  let at = from;
  for (let record = recordAt(stream, at, to); record !== null; record = recordAt(stream, at, to)) {
    yield record;
    at = record.to;
  }
}
