import type { Piece } from '../document-reader.ts';
import type { Reading } from './reading.ts';

/** Files of a package that hold no text of their own whatever they are: fonts, what a printer was set to, lists of the package's files. */
const NO_TEXT = /\.(?:odttf|fntdata|ttf|otf)$|printerSettings\d*\.bin$|(?:^|\/)(?:mimetype|layout-cache)$/i;
/** An iWork document's own form, which nobody here reads. */
const IWORK = /\.(?:iwa|plist)$|(?:^|\/)index\.(?:zip|apxl(?:\.gz)?|xml(?:\.gz)?)$|(?:^|\/)Metadata\//i;

/** What of a package was not read as its text, each file as a member: pictures, macros, embedded documents, and what nobody knows. */
export function* memberPieces(reading: Reading, isIwork: boolean, password: number | null): Generator<Piece> {
  for (const { name, bytes } of reading.files)
    yield { type: 'member', name, mediaType: null, bytes, shortfall: null, password };
  for (const part of reading.office.parts) {
    if (reading.isDone(part) || NO_TEXT.test(part.name) || (isIwork && IWORK.test(part.name))) continue;
    const { bytes, shortfall } = reading.office.read(part);
    if (bytes !== null && bytes.length > 0)
      yield { type: 'member', name: part.name, mediaType: null, bytes, shortfall, password };
    else if (shortfall !== null) yield { type: 'unread', name: part.name, shortfall };
  }
}
