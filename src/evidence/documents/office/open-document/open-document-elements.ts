import type { Flow } from '../flow/flow.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import type { BinaryData } from './binary-data.ts';
import type { SpreadsheetCells } from './spreadsheet-cells.ts';

/** What elements of an OpenDocument have a reader do. */
export interface OpenDocumentSteps {
  readonly write: (text: string) => void;
  readonly spaces: (tag: XmlTag) => void;
  readonly openHiding: (family: 'text' | 'paragraph' | null, tag: XmlTag) => void;
  readonly closeHiding: () => void;
  readonly openParagraph: (tag: XmlTag) => void;
  readonly closeParagraph: () => void;
  readonly openLink: (tag: XmlTag) => void;
  readonly closeLink: () => void;
  readonly skip: (name: string) => void;
  readonly tellBeside: (name: string) => void;
  readonly openNote: () => void;
  readonly closeNote: () => void;
  readonly openComment: () => void;
  readonly closeComment: () => void;
  readonly openTextBox: () => void;
  readonly closeTextBox: () => void;
  readonly openPage: (tag: XmlTag) => void;
  readonly openNotes: () => void;
  readonly enter: (place: string | null, isHidden?: boolean) => void;
  readonly openTable: (tag: XmlTag) => void;
  readonly closeTable: () => void;
  readonly layOut: (ofSheet: (cells: SpreadsheetCells) => void, ofText: (flow: Flow) => void) => void;
  readonly binary: () => BinaryData;
}

type Opened = (reader: OpenDocumentSteps, tag: XmlTag) => void;
type Closed = (reader: OpenDocumentSteps) => void;
const nothing = () => {};

/** What the reader does at an element's start tag, by the element's name. */
export const OPENED: ReadonlyMap<string, Opened> = new Map<string, Opened>([
  ['p', (reader, tag) => reader.openParagraph(tag)],
  ['h', (reader, tag) => reader.openParagraph(tag)],
  ['span', (reader, tag) => reader.openHiding('text', tag)],
  ['section', (reader, tag) => reader.openHiding(null, tag)],
  ['s', (reader, tag) => tag.prefix === 'text' && reader.spaces(tag)],
  ['tab', (reader) => reader.write('\t')],
  ['line-break', (reader) => reader.write('\n')],
  ['a', (reader, tag) => tag.prefix === 'text' && reader.openLink(tag)],
  ['note-citation', (reader) => reader.skip('note-citation')],
  ['date', (reader, tag) => tag.prefix === 'dc' && reader.skip('date')],
  ['note-body', (reader) => reader.openNote()],
  ['annotation', (reader) => reader.openComment()],
  ['creator', (reader) => reader.tellBeside('creator')],
  ['desc', (reader, tag) => tag.prefix === 'svg' && reader.tellBeside('desc')],
  ['title', (reader, tag) => tag.prefix === 'svg' && reader.tellBeside('title')],
  ['hidden-text', (reader) => reader.tellBeside('hidden-text')],
  ['script', (reader, tag) => tag.prefix === 'text' && reader.tellBeside('script')],
  ['change-info', (reader) => reader.skip('change-info')],
  ['tracked-changes', (reader) => reader.enter('deleted text', true)],
  ['text-box', (reader) => reader.openTextBox()],
  ['page', (reader, tag) => tag.prefix === 'draw' && reader.openPage(tag)],
  ['notes', (reader) => reader.openNotes()],
  ['meta', (reader, tag) => tag.prefix === 'office' && reader.enter('properties', true)],
  ['master-page', (reader) => reader.enter('master', true)],
  ...['header', 'header-left', 'header-first'].map((name): [string, Opened] => [
    name,
    (reader) => reader.enter('header'),
  ]),
  ...['footer', 'footer-left', 'footer-first'].map((name): [string, Opened] => [
    name,
    (reader) => reader.enter('footer'),
  ]),
  ['table', (reader, tag) => tag.prefix === 'table' && reader.openTable(tag)],
  ['table-column', (reader, tag) => reader.layOut((cells) => cells.column(tag), nothing)],
  ['table-row', (reader, tag) => reader.layOut((cells) => cells.openRow(tag), nothing)],
  ['table-cell', (reader, tag) => reader.layOut((cells) => cells.openCell(tag), nothing)],
  ['covered-table-cell', (reader, tag) => reader.layOut((cells) => cells.openCell(tag), nothing)],
  ['binary-data', (reader) => reader.binary().open()],
]);

/** The same for its end. */
export const CLOSED: ReadonlyMap<string, Closed> = new Map<string, Closed>([
  ['p', (reader) => reader.closeParagraph()],
  ['h', (reader) => reader.closeParagraph()],
  ['span', (reader) => reader.closeHiding()],
  ['section', (reader) => reader.closeHiding()],
  ['a', (reader) => reader.closeLink()],
  ['note-body', (reader) => reader.closeNote()],
  ['annotation', (reader) => reader.closeComment()],
  ['tracked-changes', (reader) => reader.enter(null)],
  ['text-box', (reader) => reader.closeTextBox()],
  ['table', (reader) => reader.closeTable()],
  [
    'table-row',
    (reader) =>
      reader.layOut(
        (cells) => cells.closeRow(),
        (flow) => flow.endRow(),
      ),
  ],
  [
    'table-cell',
    (reader) =>
      reader.layOut(
        (cells) => cells.closeCell(),
        (flow) => flow.endCell(),
      ),
  ],
  [
    'covered-table-cell',
    (reader) =>
      reader.layOut(
        (cells) => cells.closeCell(),
        (flow) => flow.endCell(),
      ),
  ],
  ['binary-data', (reader) => reader.binary().close()],
]);
