import { asBuffer } from '../decode/byte-string.ts';
import { joinHidden } from '../text/hidden-text.ts';
import type { RtfLimits, RtfText } from './contents.ts';
import { EmbeddedObjects } from './embedded-objects.ts';
import { ExactWriter } from './exact-writer.ts';
import { NO_FONT } from './font-table.ts';
import type { GroupState } from './group-state.ts';
import { type RtfDialect, RtfReader } from './rtf-reader.ts';
import { rtfShortfall } from './rtf-shortfall.ts';
import { TextAllowance, type TextTarget } from './text-target.ts';

/** Destinations without a star that hold no text of the document. */
const LEFT_OUT = new Set([
  'colortbl',
  'stylesheet',
  'info',
  'pntext',
  'pntxta',
  'pntxtb',
  'listtext',
  'revtbl',
  'filetbl',
  'nonshppict',
  'result',
  'xe',
  'tc',
]);

/** The characters that [MS-OXRTFEX] §2.1.3.2 has come out as references. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['\u00a0', '&nbsp;'],
  ['\u00ad', '&shy;'],
  ['\u2011', '&#8209;'],
  ['—', '&mdash;'],
  ['–', '&ndash;'],
  ['•', '&bull;'],
  ['‘', '&lsquo;'],
  ['’', '&rsquo;'],
  ['“', '&ldquo;'],
  ['”', '&rdquo;'],
]);

/** The HTML or plain text that a document encapsulates ([MS-OXRTFEX] §2.1.3 and §2.1.4). */
export function readEncapsulated(bytes: Uint8Array, kind: 'html' | 'text', limits: RtfLimits): RtfText {
  const source = asBuffer(bytes);
  const dialect = new EncapsulatedDialect(source, kind, limits);
  return dialect.read();
}

class EncapsulatedDialect implements RtfDialect {
  readonly #kind: 'html' | 'text';
  readonly #allowance: TextAllowance;
  readonly #out: ExactWriter;
  readonly #reader: RtfReader;
  readonly #objects: EmbeddedObjects;
  /** A piece of HTML as it was, which `\htmlrtf` does not touch. */
  readonly #tag: TextTarget = { text: (utf8) => this.#out.text(utf8) };

  constructor(source: Buffer, kind: 'html' | 'text', limits: RtfLimits) {
    this.#kind = kind;
    this.#allowance = new TextAllowance(limits.textBytes);
    this.#out = new ExactWriter(this.#allowance);
    this.#objects = new EmbeddedObjects(source, limits.objects);
    this.#reader = new RtfReader(source, this, this.#out);
  }

  read(): RtfText {
    this.#reader.read();
    return {
      kind: this.#kind,
      text: joinHidden(this.#out.finish(), Buffer.alloc(0)),
      objects: this.#objects.found,
      shortfall: rtfShortfall(this.#allowance, this.#objects, this.#reader.groups),
    };
  }

  destination(word: string, _value: number | null, isStarred: boolean, at: number): boolean {
    if (word === 'htmltag' && isStarred && this.#kind === 'html') this.#reader.groups.change().target = this.#tag;
    else if (word === 'objdata') this.#objects.open(word, at, this.#reader.groups.change());
    else if (word === 'pict' || LEFT_OUT.has(word)) this.#reader.groups.change().isSkipped = true;
    else return word === 'shppict' && isStarred;
    return true;
  }

  groupEnd(): void {}

  control(word: string, value: number | null): void {
    if (word === 'htmlrtf') this.#reader.groups.change().isSuppressed = value !== 0;
    else if (word === 'par' || word === 'line') this.#write(this.#kind === 'html' ? '\r\n' : '\n');
    else if (word === 'tab') this.#write('\t');
  }

  special(character: string): void {
    const isTag = this.#reader.groups.state.target === this.#tag;
    const isReference = this.#kind === 'html' && !isTag;
    this.#write((isReference ? REFERENCES.get(character) : undefined) ?? character);
  }

  target(state: Readonly<GroupState>): TextTarget | null {
    return state.isSuppressed && state.target !== this.#tag ? null : state.target;
  }

  /** HTML in its tags is in the document's own code page, whatever font the text around it has. */
  codePage(state: Readonly<GroupState>): number {
    const { fonts } = this.#reader;
    return fonts.codePage(state.target === this.#tag ? NO_FONT : state.font);
  }

  #write(text: string): void {
    this.target(this.#reader.groups.state)?.text(Buffer.from(text));
  }
}
