import { asBuffer } from '../decode/byte-string.ts';
import { Collector } from './collector.ts';
import { ColorTable } from './color-table.ts';
import type { RtfLimits, RtfText } from './contents.ts';
import { type Destination, destinationOf } from './destinations.ts';
import { EmbeddedObjects } from './embedded-objects.ts';
import { Fields } from './fields.ts';
import { NO_FONT } from './font-table.ts';
import { FORMATS } from './formats.ts';
import type { GroupState } from './group-state.ts';
import { LineWriter } from './line-writer.ts';
import { NativeWriters } from './native-writers.ts';
import { type RtfDialect, RtfReader } from './rtf-reader.ts';
import { rtfShortfall } from './rtf-shortfall.ts';
import { TextAllowance, type TextTarget } from './text-target.ts';

/** The text of an ordinary RTF document, as its reader sees it, and after it what the reader does not see. */
export function readNative(bytes: Uint8Array, limits: RtfLimits): RtfText {
  return new NativeDialect(asBuffer(bytes), limits).read();
}

/** Shape properties that are text: WordArt, and what stands for a picture that cannot be seen. */
const SHAPE_TEXTS = new Set(['gtextUNICODE', 'wzDescription', 'wzTooltip']);

class NativeDialect implements RtfDialect {
  readonly #allowance: TextAllowance;
  readonly #writers: NativeWriters;
  readonly #reader: RtfReader;
  readonly #objects: EmbeddedObjects;
  readonly #fields: Fields;
  readonly #colors = new ColorTable();
  readonly #author = new Collector();
  readonly #shapeProperty = new Collector();
  #shapePropertyName = '';
  /** A document variable's name and value, each in a group of its own. */
  readonly #variable: TextTarget = { text: (utf8) => this.#writers.hidden.text(utf8) };
  /** Whether some cell of the row under way stands on a colour of its own. */
  #isRowShaded = false;
  /** Whether the page has a colour or picture of its own. */
  #isPageColored = false;
  /** Bytes of visible text at the last hidden ones: where more came between, hidden text begins a line. */
  #hiddenAt = -1;

  constructor(source: Buffer, limits: RtfLimits) {
    this.#allowance = new TextAllowance(limits.textBytes);
    this.#writers = new NativeWriters(this.#allowance);
    this.#fields = new Fields(this.#writers.hidden);
    this.#objects = new EmbeddedObjects(source, limits.objects);
    this.#reader = new RtfReader(source, this, this.#writers.body);
  }

  read(): RtfText {
    this.#reader.read();
    for (const link of this.#objects.links) this.#line(this.#writers.hidden, link);
    return {
      kind: 'native',
      text: this.#writers.finish(),
      objects: this.#objects.found,
      shortfall: rtfShortfall(this.#allowance, this.#objects, this.#reader.groups),
    };
  }

  destination(word: string, _value: number | null, _isStarred: boolean, at: number): boolean {
    const destination = destinationOf(word);
    if (destination === null) return false;
    this.#enter(destination, word, this.#reader.groups.change(), at);
    return true;
  }

  groupEnd(): void {
    if (this.#reader.groups.state.target !== this.#variable) return;
    this.#reader.characters.flush();
    this.#variable.text(SPACE);
  }

  control(word: string, value: number | null): void {
    const { groups } = this.#reader;
    const { target } = groups.state;
    const format = FORMATS.get(word);
    if (format !== undefined) format(groups.change(), value);
    else if (target instanceof LineWriter) this.#layOut(target, word, value);
    else if (target === this.#colors) this.#colors.channel(word, value);
    else this.#objects.format(word);
  }

  special(character: string): void {
    this.target(this.#reader.groups.state)?.text(Buffer.from(character));
  }

  target(state: Readonly<GroupState>): TextTarget | null {
    const { target } = state;
    if (!(target instanceof LineWriter) || !this.#isUnseen(state)) return target;
    const { hidden } = this.#writers;
    if (target.length !== this.#hiddenAt) hidden.block();
    this.#hiddenAt = target.length;
    return hidden;
  }

  codePage(state: Readonly<GroupState>): number {
    return this.#reader.fonts.codePage(state.font);
  }

  #isUnseen(state: Readonly<GroupState>): boolean {
    if (state.isHidden || state.isDeleted || state.isTiny) return true;
    if (state.color === 0 || state.background === null || this.#isRowShaded || this.#isPageColored) return false;
    return this.#colors.isUnseen(state.color, state.background || state.paragraphBackground);
  }

  /** What a control word does to the lines; a line ends for the reader even where its end is hidden. */
  #layOut(writer: LineWriter, word: string, value: number | null): void {
    switch (word) {
      case 'tab':
        this.target(this.#reader.groups.state)?.text(TAB);
        return;
      case 'par':
      case 'line':
      case 'lbr':
      case 'sect':
      case 'page':
      case 'column':
        writer.lineBreak();
        this.#writers.hidden.block();
        return;
      case 'trowd':
        writer.rowStart();
        this.#isRowShaded = false;
        return;
      case 'clcbpat':
        this.#isRowShaded ||= value !== 0;
        return;
      case 'cell':
      case 'nestcell':
        writer.cellEnd();
        return;
      case 'row':
      case 'nestrow':
        writer.rowEnd();
    }
  }

  #enter(destination: Destination, word: string, state: GroupState, at: number): void {
    switch (destination) {
      case 'through':
        return;
      case 'skipped':
        state.isSkipped = true;
        return;
      case 'page-background':
        state.isSkipped = true;
        this.#isPageColored = true;
        return;
      case 'silent':
        state.target = null;
        state.font = NO_FONT;
        return;
      case 'aside':
        this.#enterAside(state);
        return;
      case 'box':
        this.#enterAside(state);
        state.background = null;
        return;
      case 'colors':
        state.target = this.#colors;
        return;
      case 'annotation':
        this.#enterAside(state)?.text(Buffer.from(byAuthor(this.#author.take())));
        return;
      case 'annotation-author':
        this.#author.take();
        state.target = this.#author;
        return;
      case 'hidden':
        this.#enterLine(this.#writers.hidden, state);
        return;
      case 'variable':
        this.#enterLine(this.#writers.hidden, state);
        state.target = this.#variable;
        return;
      case 'property':
        this.#enterLine(this.#writers.properties, state);
        return;
      case 'property-name':
        this.#enterLine(this.#writers.properties, state);
        state.onLeave = () => this.#writers.properties.text(Buffer.from(': '));
        return;
      case 'property-value':
        state.target = this.#writers.properties;
        return;
      case 'field':
        this.#fields.open(state);
        return;
      case 'instruction':
        state.target = this.#fields.instruction;
        return;
      case 'shape-property-name':
        this.#enterShapeProperty(state);
        return;
      case 'shape-property-value':
        state.target = null;
        if (SHAPE_TEXTS.has(this.#shapePropertyName)) this.#enterAside(state);
        return;
      case 'object':
      case 'picture':
        this.#objects.open(word === 'pict' ? 'pict' : 'objdata', at, state);
        return;
    }
  }

  #enterAside(state: GroupState): LineWriter {
    const aside = this.#writers.openAside();
    state.target = aside;
    state.onLeave = () => this.#writers.closeAside(aside);
    return aside;
  }

  #enterLine(writer: LineWriter, state: GroupState): void {
    writer.block();
    state.target = writer;
    state.onLeave = () => writer.block();
  }

  #enterShapeProperty(state: GroupState): void {
    state.target = this.#shapeProperty;
    state.onLeave = () => {
      this.#shapePropertyName = this.#shapeProperty.take();
    };
  }

  #line(writer: LineWriter, text: string): void {
    writer.block();
    writer.text(Buffer.from(text));
  }
}

const TAB = Buffer.from('\t');
const SPACE = Buffer.from(' ');

const byAuthor = (author: string) => (author.trim() === '' ? '' : `${author.trim()}: `);
