import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs';
import type { LandmarkedText } from '../landmarked-text.ts';
import { annotation, annotationLines, type HeldFile, isHiddenAnnotation, scriptLines, scripts } from './annotation.ts';
import { pageDrawing } from './page-pictures.ts';
import { pageText } from './page-text.ts';
import type { ReadingTime } from './reading-time.ts';

/** Most pages that are read. */
const MOST_PAGES = 20_000;
/** Pages in a row that cannot be read; after so many the rest is not tried, since an index may promise any number. */
const MOST_FAILURES = 200;
/** Shapes from which a page without text is no blank one, but a drawing in which letters may be drawn as shapes. */
const LETTERS_AS_SHAPES = 50;

/** Pages, by what became of them; numbers from 1. */
export interface PagesRead {
  readonly damaged: number[];
  /** Read in part, since they take too long. */
  readonly cut: number[];
  /** Without text, though something is drawn on them. */
  readonly wordless: number[];
  /** Without text, with so much drawn on them that it may be letters. */
  readonly drawn: number[];
  /** The first page that was not tried; null where all were. */
  stoppedAt: number | null;
  readonly files: HeldFile[];
  /** Fields of the form that were met on pages, by their ids. */
  readonly fields: Set<string>;
}

/** Reads page after page into a text, and says after each what became of those so far. Stops where the time or the text is full. */
export async function* readPages(
  document: PDFDocumentProxy,
  text: LandmarkedText,
  time: ReadingTime,
): AsyncGenerator<PagesRead> {
  const read: PagesRead = {
    damaged: [],
    cut: [],
    wordless: [],
    drawn: [],
    stoppedAt: null,
    files: [],
    fields: new Set(),
  };
  let failures = 0;
  for (let number = 1; number <= document.numPages && read.stoppedAt === null; number += 1) {
    const until = time.shareOf(document.numPages - number + 1);
    const isRead = await readPage(document, number, { text, read, until });
    failures = isRead ? 0 : failures + 1;
    const mustStop = time.isOver || text.isFull || failures >= MOST_FAILURES || number >= MOST_PAGES;
    if (mustStop && number < document.numPages) read.stoppedAt = number + 1;
    yield read;
  }
}

interface PageTask {
  readonly text: LandmarkedText;
  readonly read: PagesRead;
  readonly until: number;
}

/** Reads one page; false where nothing of it could be. */
async function readPage(document: PDFDocumentProxy, number: number, task: PageTask): Promise<boolean> {
  try {
    const page = await document.getPage(number);
    const isWhole = await Promise.allSettled([readWords(page, number, task)]);
    const notes = await Promise.allSettled([readAnnotations(page, number, task)]);
    if ([...isWhole, ...notes].some(({ status }) => status === 'rejected')) task.read.damaged.push(number);
    page.cleanup();
    return true;
  } catch {
    task.read.damaged.push(number);
    return false;
  }
}

async function readWords(page: PDFPageProxy, number: number, { text, read, until }: PageTask): Promise<void> {
  const { lines, isWhole } = await pageText(page, until);
  if (!isWhole) read.cut.push(number);
  if (lines.length > 0) text.mark(`page ${number}`);
  for (const line of lines) text.line(line);
  if (lines.length > 0 || !isWhole) return;
  const { strokes, shapes } = await pageDrawing(page);
  if (strokes > 0) read.wordless.push(number);
  if (shapes >= LETTERS_AS_SHAPES) read.drawn.push(number);
}

/** Comments, links, fields and scripts of a page, those included that it is shown without. */
async function readAnnotations(page: PDFPageProxy, number: number, { text, read }: PageTask): Promise<void> {
  const found: unknown[] = await page.getAnnotations({ intent: 'any' });
  let isMarked = false;
  const say = (line: string, isHidden: boolean) => {
    if (!isMarked) text.mark(`page ${number}, annotations`);
    isMarked = true;
    if (isHidden) text.hiddenLine(line);
    else text.line(line);
  };
  for (const value of found) {
    const one = annotation.safeParse(value).data;
    if (one === undefined) continue;
    for (const line of annotationLines(one)) say(line, isHiddenAnnotation(one));
    if (one.fieldName !== null && one.id !== null) read.fields.add(one.id);
    if (one.file !== null) read.files.push(one.file);
  }
  for (const line of scriptLines(scripts.parse(await page.getJSActions()))) say(line, true);
}
