import type { Piece, PieceLimits } from '../document-reader.ts';
import type { OpenedPdf } from './open-pdf.ts';
import { type PagePicture, pagePictures } from './page-pictures.ts';
import { pageRanges } from './page-ranges.ts';
import type { ReadingTime } from './reading-time.ts';

/** The pictures of a document's pages as members, page by page, each once where it is drawn; and what could not be had of them. */
export async function* memberPictures(
  { document, password }: OpenedPdf,
  limits: PieceLimits,
  time: ReadingTime,
): AsyncGenerator<Piece> {
  const undecoded: number[] = [];
  let [bytesLeft, left] = [limits.memberBytes, limits.members];
  for (let number = 1; number <= document.numPages; number += 1) {
    if (time.isOver || left <= 0 || bytesLeft <= 0) {
      yield { type: 'unread', name: '(more pictures)', shortfall: tooMany(number) };
      break;
    }
    let count = 0;
    for await (const picture of picturesOf(document, number)) {
      if (picture === 'undecoded') undecoded.push(number);
      if (picture === 'undecoded') continue;
      count += 1;
      left -= 1;
      bytesLeft -= picture.png.length;
      if (left <= 0 || bytesLeft <= 0) break;
      const name = `page ${number}, picture ${count}.png`;
      yield { type: 'member', name, mediaType: 'image/png', bytes: picture.png, shortfall: null, password };
    }
  }
  if (undecoded.length > 0) yield { type: 'unread', name: '(pictures)', shortfall: notDecoded(undecoded) };
}

async function* picturesOf(document: OpenedPdf['document'], number: number): AsyncGenerator<PagePicture> {
  try {
    const page = await document.getPage(number);
    yield* pagePictures(page);
    page.cleanup();
  } catch {
    yield 'undecoded';
  }
}

const notDecoded = (pages: readonly number[]) =>
  ({
    reason: 'unsupported',
    detail: `Pictures on ${pageRanges([...new Set(pages)])} are of a kind that is not decoded here; open it by hand.`,
  }) as const;

const tooMany = (page: number) =>
  ({
    reason: 'over-budget',
    detail: `The pictures from page ${page} on were not looked at, since they are more than one part may hold; split it.`,
  }) as const;
