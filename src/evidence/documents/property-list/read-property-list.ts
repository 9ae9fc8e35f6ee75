import { PropertyText } from '../../text/property-list/property-text.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { BinaryPropertyList } from './binary-property-list.ts';
import { writeObjects } from './write-objects.ts';

const unread = (reason: 'damaged' | 'over-budget', detail: string): Piece => ({
  type: 'unread',
  name: null,
  shortfall: { reason, detail },
});
const BROKEN = unread(
  'damaged',
  'This property list is damaged or cut short, and nothing of it was read; open it by hand.',
);
const DAMAGED = unread('damaged', 'Parts of this property list are damaged; the rest was read.');
const CUT = unread('over-budget', 'This property list holds more than is read of one part; the rest was left.');

/** Reads binary property lists: a key and its value on one line, and data that is a file as a member. */
export const readPropertyList: DocumentReader = function* ({ bytes, limits }: ReadOrder): Generator<Piece> {
  const list = BinaryPropertyList.of(bytes);
  if (list === null) {
    yield BROKEN;
    return;
  }
  const text = new PropertyText(limits.pieceBytes);
  const { damaged, isCut } = writeObjects(list, text);
  yield { type: 'text', name: null, text: text.finish(), password: null };
  for (const file of text.files.slice(0, limits.members))
    yield { type: 'member', ...file, mediaType: null, shortfall: null, password: null };
  if (isCut) yield CUT;
  else if (damaged > 0) yield DAMAGED;
};
