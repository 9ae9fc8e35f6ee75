import type { Flow } from '../flow/flow.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import type { Alternatives } from './alternatives.ts';

/** What elements of WordprocessingML and DrawingML have a reader do. */
export interface MarkupSteps {
  readonly character: (name: string) => void;
  readonly tabStops: (step: number) => void;
  readonly openRun: () => void;
  readonly closeRun: () => void;
  readonly vanish: (tag: XmlTag) => void;
  readonly endParagraph: () => void;
  readonly endInstruction: () => void;
  readonly simpleField: (tag: XmlTag) => void;
  readonly openLink: (tag: XmlTag) => void;
  readonly closeLink: () => void;
  readonly linkRun: (tag: XmlTag) => void;
  readonly openShape: () => void;
  readonly placeholder: (tag: XmlTag) => void;
  readonly field: (tag: XmlTag) => void;
  readonly closeField: () => void;
  readonly details: (name: string | null) => void;
  readonly drawn: (tag: XmlTag) => void;
  readonly with: (step: (flow: Flow, alternatives: Alternatives) => void) => void;
}

type Opened = (reader: MarkupSteps, tag: XmlTag) => void;
type Closed = (reader: MarkupSteps) => void;

const characters: readonly (readonly [string, Opened])[] = ['tab', 'ptab', 'br', 'cr', 'noBreakHyphen'].map((name) => [
  name,
  (reader) => reader.character(name),
]);

/** What the reader does at an element's start tag, by the element's name. */
export const OPENED: ReadonlyMap<string, Opened> = new Map<string, Opened>([
  ...characters,
  ['tabs', (reader) => reader.tabStops(1)],
  ['r', (reader) => reader.openRun()],
  ['vanish', (reader, tag) => reader.vanish(tag)],
  ['fldSimple', (reader, tag) => reader.simpleField(tag)],
  ['fldChar', (reader, tag) => tag.get('fldCharType') !== 'begin' && reader.endInstruction()],
  ['fld', (reader, tag) => reader.field(tag)],
  ['hyperlink', (reader, tag) => reader.openLink(tag)],
  ['hlinkClick', (reader, tag) => reader.linkRun(tag)],
  ['sp', (reader) => reader.openShape()],
  ['ph', (reader, tag) => reader.placeholder(tag)],
  ['sdtPr', (reader) => reader.details('sdtPr')],
  ['ffData', (reader) => reader.details('ffData')],
  ['textpath', (reader, tag) => reader.drawn(tag)],
  ['tbl', (reader) => reader.with((flow) => flow.openTable())],
  ['txbxContent', (reader) => reader.with((flow) => flow.openBox())],
  ['AlternateContent', (reader) => reader.with((_, alternatives) => alternatives.open())],
  ['Choice', (reader) => reader.with((_, alternatives) => alternatives.openChoice())],
  ['Fallback', (reader) => reader.with((_, alternatives) => alternatives.openFallback())],
]);

/** The same for its end. */
export const CLOSED: ReadonlyMap<string, Closed> = new Map<string, Closed>([
  ['tabs', (reader) => reader.tabStops(-1)],
  ['r', (reader) => reader.closeRun()],
  ['p', (reader) => reader.endParagraph()],
  ['fld', (reader) => reader.closeField()],
  ['hyperlink', (reader) => reader.closeLink()],
  ['sp', (reader) => reader.openShape()],
  ['sdtPr', (reader) => reader.details(null)],
  ['ffData', (reader) => reader.details(null)],
  ['tc', (reader) => reader.with((flow) => flow.endCell())],
  ['tr', (reader) => reader.with((flow) => flow.endRow())],
  ['tbl', (reader) => reader.with((flow) => flow.closeTable())],
  ['txbxContent', (reader) => reader.with((flow) => flow.closeBox())],
  ['Choice', (reader) => reader.with((_, alternatives) => alternatives.closeChoice())],
  ['Fallback', (reader) => reader.with((_, alternatives) => alternatives.closeFallback())],
]);
