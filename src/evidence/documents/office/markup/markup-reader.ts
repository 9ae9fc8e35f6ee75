import type { Flow } from '../flow/flow.ts';
import type { RunKind } from '../flow/unit.ts';
import type { Relationship } from '../package/relationships.ts';
import type { XmlHandler } from '../xml/xml-handler.ts';
import type { XmlTag } from '../xml/xml-tag.ts';
import { Alternatives } from './alternatives.ts';
import { describeElement } from './described.ts';
import { CLOSED, type MarkupSteps, OPENED } from './markup-elements.ts';
import { isPageField } from './page-field.ts';

/** What a part in WordprocessingML or DrawingML is read with. */
export interface MarkupContext {
  readonly flow: Flow;
  /** The part's relationships by id. */
  readonly links: ReadonlyMap<string, Relationship>;
  /** Addresses that were told; what is told is added. */
  readonly told: Set<string>;
  /** Whether what only holds a place for others' text is left out: in masters and layouts. */
  readonly leavesPlaceholders: boolean;
}

/** Elements whose character data is text: WordprocessingML (ECMA-376 part 1 §17.3.3), DrawingML (§21.1.2), charts (§21.2), comments on slides (§19.4.6). */
const TEXTS: ReadonlySet<string> = new Set(['t', 'delText', 'instrText', 'delInstrText', 'v', 'text']);
/** Text that is an instruction to a program. */
const INSTRUCTIONS: ReadonlySet<string> = new Set(['instrText', 'delInstrText']);
const DELETIONS: ReadonlySet<string> = new Set(['del', 'moveFrom']);
const INSERTIONS: ReadonlySet<string> = new Set(['ins', 'moveTo']);
/** Characters that are elements. */
const CHARACTERS: { readonly [Name in string]?: string } = { ptab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-' };

/** Reads paragraphs, tables, boxes, links and what is beside them, of WordprocessingML and DrawingML alike: they name them alike. */
export class MarkupReader implements XmlHandler, MarkupSteps {
  readonly #context: MarkupContext;
  readonly #alternatives: Alternatives;
  #text: string | null = null;
  #deletions = 0;
  #insertions = 0;
  #isVanished = false;
  #tabStops = 0;
  #isSkipped = false;
  #isNumber = false;
  #instruction = '';
  #link: { readonly target: string | null; readonly from: number } | null = null;
  #runLink: string | null = null;
  #runFrom = 0;
  #details: string | null = null;

  constructor(context: MarkupContext) {
    this.#context = context;
    this.#alternatives = new Alternatives(context.flow);
  }

  open(name: string, tag: XmlTag): void {
    if (TEXTS.has(name)) this.#text = name;
    else if (DELETIONS.has(name)) this.#deletions += 1;
    else if (INSERTIONS.has(name)) this.#insertions += 1;
    else OPENED.get(name)?.(this, tag);
    if (tag.prefix !== 'w' || this.#details !== null) {
      for (const detail of describeElement(name, tag, this.#details)) this.#context.flow.aside(detail);
    }
  }

  text(text: string): void {
    if (this.#text === null || this.#isSkipped || this.#isNumber) return;
    if (INSTRUCTIONS.has(this.#text)) this.#instruction += text;
    else if (this.#text !== 'text' || text.trim() !== '') this.#context.flow.text(text, this.#kind());
  }

  close(name: string): void {
    if (TEXTS.has(name)) this.#endText(name);
    else if (DELETIONS.has(name)) this.#deletions = Math.max(0, this.#deletions - 1);
    else if (INSERTIONS.has(name)) this.#insertions = Math.max(0, this.#insertions - 1);
    else CLOSED.get(name)?.(this);
  }

  character(name: string): void {
    if (this.#tabStops === 0) this.#context.flow.text(name === 'tab' ? '\t' : (CHARACTERS[name] ?? ''), this.#kind());
  }

  tabStops(step: number): void {
    this.#tabStops = Math.max(0, this.#tabStops + step);
  }

  openRun(): void {
    this.#isVanished = false;
    this.#runLink = null;
    this.#runFrom = this.#context.flow.seenLength;
  }

  closeRun(): void {
    if (this.#runLink !== null) this.#context.flow.link(this.#runLink, this.#runFrom);
    this.openRun();
  }

  /** A run that is hidden, where nothing says that it is not. */
  vanish(tag: XmlTag): void {
    this.#isVanished = tag.flag('val') ?? true;
  }

  endParagraph(): void {
    this.endInstruction();
    this.closeLink();
    this.#context.flow.endParagraph();
  }

  endInstruction(): void {
    if (!isPageField(this.#instruction)) this.#context.flow.aside(this.#instruction);
    this.#instruction = '';
  }

  simpleField(tag: XmlTag): void {
    const instruction = tag.get('instr') ?? '';
    if (!isPageField(instruction)) this.#context.flow.aside(instruction);
  }

  openLink(tag: XmlTag): void {
    this.closeLink();
    this.#link = { target: this.#targetOf(tag), from: this.#context.flow.seenLength };
  }

  closeLink(): void {
    if (this.#link !== null) this.#context.flow.link(this.#link.target, this.#link.from);
    this.#link = null;
  }

  linkRun(tag: XmlTag): void {
    this.#runLink = this.#targetOf(tag);
  }

  openShape(): void {
    this.#isSkipped = false;
  }

  /** What holds the place of a footer or header holds its text as well. */
  placeholder(tag: XmlTag): void {
    this.#isSkipped = this.#context.leavesPlaceholders && !/^(?:ftr|hdr)$/.test(tag.get('type') ?? '');
  }

  field(tag: XmlTag): void {
    this.#isNumber = tag.get('type') === 'slidenum';
  }

  closeField(): void {
    this.#isNumber = false;
  }

  /** Elements in whose details are told what people wrote: names of content controls, choices, helps. */
  details(name: string | null): void {
    this.#details = name;
  }

  /** A text in the form of a drawing. */
  drawn(tag: XmlTag): void {
    this.#context.flow.aside(tag.get('string') ?? '', false);
  }

  with(step: (flow: Flow, alternatives: Alternatives) => void): void {
    step(this.#context.flow, this.#alternatives);
  }

  /** Each value of a chart, and a comment on a slide, is a line. */
  #endText(name: string): void {
    this.#text = null;
    if (name === 'v' || name === 'text') this.#context.flow.endParagraph();
  }

  #kind(): RunKind {
    if (this.#deletions > 0 || this.#isVanished) return 'hidden';
    return this.#insertions > 0 ? 'inserted' : 'plain';
  }

  #targetOf(tag: XmlTag): string | null {
    const link = this.#context.links.get(tag.prefixed('id') ?? '');
    if (link?.isExternal !== true) return null;
    this.#context.told.add(link.target);
    return link.target;
  }
}
