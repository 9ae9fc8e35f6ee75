import type { Piece } from '../document-reader.ts';
import type { FileLook } from './file-look.ts';
import { pageRanges } from './page-ranges.ts';
import type { PagesRead } from './pdf-pages.ts';

type Unread = Extract<Piece, { type: 'unread' }>;
type Reason = Unread['shortfall']['reason'];

/** What of a PDF was not read, a row for each cause. */
export function pdfRows(read: PagesRead, look: FileLook, pages: number, isFull: boolean): readonly Unread[] {
  return [...damageRows(read, look), ...budgetRows(read, pages, isFull), ...shapeRows(read, look), ...lockedForm(look)];
}

/** What is to be said of pictures that are not looked at. */
export function pictureRows(read: PagesRead, look: FileLook): readonly Unread[] {
  if (!look.hasPictures) return [];
  const { wordless } = read;
  if (wordless.length > 0)
    return [row('pictures', 'unsupported', `${sentence(wordless)} pictures without text; they are read with --ocr.`)];
  return [row('pictures', 'unsupported', 'This PDF holds pictures; what is written in them is read with --ocr.')];
}

function damageRows({ damaged, stoppedAt }: PagesRead, { isCut, damagedStreams }: FileLook): readonly Unread[] {
  const rows: Unread[] = [];
  if (isCut)
    rows.push(
      row(
        'end',
        'truncated',
        'The end of this PDF is missing; what was found without it was read. Ask its sender for another copy.',
      ),
    );
  if (damagedStreams > 0)
    rows.push(
      row(
        'damaged data',
        'damaged',
        `${damagedStreams} of the compressed streams of this PDF are damaged; what is behind the damage was not read. Ask its sender for another copy.`,
      ),
    );
  if (damaged.length > 0)
    rows.push(
      row(
        'damaged pages',
        'damaged',
        `Of this PDF, ${pageRanges(damaged)} could not be read, or not in full${stoppedAt === null ? '' : ', and what follows was not tried'}. Open it by hand.`,
      ),
    );
  return rows;
}

function budgetRows({ cut, stoppedAt }: PagesRead, pages: number, isFull: boolean): readonly Unread[] {
  const rows: Unread[] = [];
  if (cut.length > 0)
    rows.push(
      row(
        'crowded pages',
        'over-budget',
        `Of this PDF, ${pageRanges(cut)} took longer than a page may and were read in part; open it by hand.`,
      ),
    );
  if (stoppedAt !== null)
    rows.push(
      row(
        'rest',
        'over-budget',
        `Of this PDF, the pages from ${stoppedAt} to ${pages} were not read, since it is larger, or takes longer, than one part may; split it.`,
      ),
    );
  else if (isFull)
    rows.push(
      row('rest', 'over-budget', 'This PDF comes to more text than one part may; it was read up to there. Split it.'),
    );
  return rows;
}

/** Letters drawn as shapes are no pictures either: nobody here reads them. */
function shapeRows({ drawn }: PagesRead, { hasPictures }: FileLook): readonly Unread[] {
  if (drawn.length === 0 || hasPictures) return [];
  return [
    row(
      'drawings',
      'unsupported',
      `${sentence(drawn)} drawn without letters, of shapes that may be some; open it by hand.`,
    ),
  ];
}

function lockedForm({ hasLockedForm }: FileLook): readonly Unread[] {
  if (!hasLockedForm) return [];
  return [
    row(
      'XFA form',
      'unsupported',
      'The XFA form in this PDF is encrypted and was not read beside its pages; open it by hand.',
    ),
  ];
}

function sentence(pages: readonly number[]): string {
  const named = pageRanges(pages);
  return `${named[0]?.toUpperCase()}${named.slice(1)} ${pages.length === 1 ? 'is' : 'are'}`;
}

function row(name: string, reason: Reason, detail: string): Unread {
  return { type: 'unread', name: `(${name})`, shortfall: { reason, detail } };
}
