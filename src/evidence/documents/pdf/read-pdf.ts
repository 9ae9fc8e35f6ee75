import { isShortfall } from '../../shortfall.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { LandmarkedText } from '../landmarked-text.ts';
import { bookmarkLines, documentScripts, loneFieldLines, propertyLines } from './document-facts.ts';
import { type FileLook, lookAtFile } from './file-look.ts';
import { distinctFiles, filesWithin, listedFiles } from './held-files.ts';
import { memberPictures } from './member-pictures.ts';
import { type OpenedPdf, openPdf } from './open-pdf.ts';
import { type PagesRead, readPages } from './pdf-pages.ts';
import { pdfRows, pictureRows } from './pdf-rows.ts';
import { ReadingTime } from './reading-time.ts';
import { ignoreStrayRejections } from './stray-rejections.ts';

/** Reads PDF (ISO 32000-2): what is written on its pages and beside them, and the files it holds. */
export const readPdf: DocumentReader = async function* (order) {
  const heedAgain = ignoreStrayRejections();
  try {
    yield* readDocument(order);
  } finally {
    heedAgain();
  }
};

async function* readDocument(order: ReadOrder): AsyncGenerator<Piece> {
  const time = new ReadingTime();
  const opened = await openPdf(order.bytes, order.passwords, time, order.ocr);
  if (isShortfall(opened)) {
    yield { type: 'unread', name: null, shortfall: opened };
    return;
  }
  try {
    yield* readOpened(order, opened, time);
  } finally {
    await opened.document.loadingTask.destroy();
  }
}

async function* readOpened(order: ReadOrder, opened: OpenedPdf, time: ReadingTime): AsyncGenerator<Piece> {
  const { document, password } = opened;
  const text = new LandmarkedText(order.limits.pieceBytes);
  let read: PagesRead | null = null;
  for await (read of readPages(document, text, time))
    if (text.length > 0 && time.takeDraft()) yield { type: 'text', name: null, text: text.finish(), password };
  const look = lookAtFile(order.bytes);
  await addFacts(opened, text, read, look);
  yield { type: 'text', name: null, text: text.finish(), password };
  if (opened.isSalvaged) yield { type: 'unread', name: '(index)', shortfall: INDEX_LOST };
  if (opened.unknownTables.size > 0) yield { type: 'unread', name: '(letters)', shortfall: TABLE_UNKNOWN };
  if (read !== null) {
    yield* pdfRows(read, look, document.numPages, text.isFull);
    yield* order.ocr ? memberPictures(opened, order.limits, time) : pictureRows(read, look);
  }
  yield* heldFiles(order, opened, read);
}

/** What is said beside the pages. A part of it that makes no sense leaves the others as they are. */
async function addFacts(
  { document }: OpenedPdf,
  text: LandmarkedText,
  read: PagesRead | null,
  look: FileLook,
): Promise<void> {
  const facts: readonly (readonly [string, readonly string[] | Promise<readonly string[]>])[] = [
    ['form fields', loneFieldLines(document, read?.fields ?? new Set())],
    ['XFA form', look.formLines],
    ['bookmarks', bookmarkLines(document)],
    ['scripts', documentScripts(document)],
    ['properties', propertyLines(document)],
  ];
  const found = await Promise.allSettled(facts.map(([, lines]) => lines));
  for (const [index, outcome] of found.entries()) {
    if (outcome.status === 'rejected' || outcome.value.length === 0) continue;
    text.mark(facts[index]?.[0] ?? '');
    for (const line of outcome.value) text.line(line);
  }
}

async function* heldFiles({ limits }: ReadOrder, opened: OpenedPdf, read: PagesRead | null): AsyncGenerator<Piece> {
  const listed = await listedFiles(opened.document).catch(() => null);
  if (listed === null) yield { type: 'unread', name: '(attached files)', shortfall: LIST_DAMAGED };
  const { within, left } = filesWithin(distinctFiles([...(listed ?? []), ...(read?.files ?? [])]), limits);
  for (const { filename, content } of within)
    yield {
      type: 'member',
      name: filename,
      mediaType: null,
      bytes: content,
      shortfall: null,
      password: opened.password,
    };
  for (const { filename } of left) yield { type: 'unread', name: filename, shortfall: TOO_LARGE };
}

const INDEX_LOST = {
  reason: 'damaged',
  detail:
    'The index of this PDF is lost; its pages were looked for one by one, and some may be missing. Ask its sender for another copy.',
} as const;

const TABLE_UNKNOWN = {
  reason: 'unsupported',
  detail: 'Letters of this PDF are numbered by a table that is not known here, and were left out; open it by hand.',
} as const;

const LIST_DAMAGED = {
  reason: 'damaged',
  detail: 'The list of the files in this PDF is damaged and they were not read; open it by hand.',
} as const;

const TOO_LARGE = {
  reason: 'over-budget',
  detail: 'This file in a PDF is more than what may be opened of it; extract it and add it by itself.',
} as const;
