import { type PptRecord, RECORD, recordsIn } from './records.ts';

/** A text in a presentation. */
export interface RecordText {
  readonly text: string;
  /** What of its place it is, where it is not what its slide shows. */
  readonly part: 'comment' | null;
}

/** Drawings nest groups; deeper is hostile. */
const MOST_DEPTH = 64;
/** Names of what programs keep beside a slide, not of people. */
const TAG_NAME = /^___PPT\d+$/;

/** All texts in a record, in order, at any depth. */
export function* textsIn(
  stream: Buffer,
  record: PptRecord,
  part: RecordText['part'] = null,
  depth = 0,
): Generator<RecordText> {
  const { type, from, to } = record;
  if (type === RECORD.text) yield { text: lines(stream.toString('utf16le', from, evenEnd(from, to))), part };
  else if (type === RECORD.narrowText) yield { text: lines(stream.toString('latin1', from, to)), part };
  else if (type === RECORD.string) {
    const text = lines(stream.toString('utf16le', from, evenEnd(from, to)));
    if (!TAG_NAME.test(text)) yield { text, part };
  } else if ((record.isContainer || type === RECORD.binaryTag) && depth < MOST_DEPTH) {
    const inner = type === RECORD.comment ? 'comment' : part;
    for (const child of recordsIn(stream, from, to)) yield* textsIn(stream, child, inner, depth + 1);
  }
}

const evenEnd = (from: number, to: number) => to - ((to - from) % 2);

/** Paragraphs end with a carriage return, lines in them with a vertical tab ([MS-PPT] §2.9.42). */
function lines(text: string): string {
  return text.replace(/[\r\v]/g, '\n').replace(/\0+$/, '');
}
