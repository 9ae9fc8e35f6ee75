import { asBuffer } from '../../decode/byte-string.ts';
import type { ExtractedText } from '../../part.ts';
import { joinHidden } from '../hidden-text.ts';
import type { Attributes } from './attributes.ts';
import { ElementStack, isHidden } from './element-stack.ts';
import { BLOCKS, IMPLIED_ENDS, VOID } from './elements.ts';
import { LinkTracker, shownAddress } from './links.ts';
import { parseStyle } from './style.ts';
import { TextWriter } from './text-writer.ts';
import { type HtmlHandler, tokenize } from './tokenize.ts';

/**
 * The text of an HTML document as a reader sees it. After it, on lines of their own and marked hidden, comes what a reader does not see and a thief
 * does: hidden elements, comments, scripts. Style sheets are left out. No reference is followed.
 * @param html In UTF-8; however broken, it is read in linear time.
 */
export function htmlText(html: Uint8Array): ExtractedText {
  const bytes = asBuffer(html);
  const renderer = new Renderer(bytes, new TextWriter(bytes.length >> 1), new TextWriter(256));
  tokenize(bytes, renderer);
  return renderer.finish();
}

/** Comments that only Outlook reads hold HTML of their own. */
const CONDITIONAL = /^\[if[^\]]{0,100}\]>(?:<!)?/;

class Renderer implements HtmlHandler {
  readonly #bytes: Buffer;
  readonly #visible: TextWriter;
  readonly #hidden: TextWriter;
  readonly #stack = new ElementStack();
  readonly #links = new LinkTracker();
  /** For each open table, whether its row under way has a cell. */
  readonly #rowsHaveCells: boolean[] = [];

  constructor(bytes: Buffer, visible: TextWriter, hidden: TextWriter) {
    this.#bytes = bytes;
    this.#visible = visible;
    this.#hidden = hidden;
  }

  text(start: number, end: number): void {
    const writer = this.#writer();
    if (this.#stack.state.isPreformatted) writer.preformatted(this.#bytes, start, end, true);
    else writer.text(this.#bytes, start, end, true);
  }

  open(name: string, attributes: Attributes): void {
    const implied = IMPLIED_ENDS.get(name);
    if (implied !== undefined) this.#stack.popImplied(implied.closes, implied.within);
    const before = this.#writer();
    this.#layOut(before, name, attributes);
    if (VOID.has(name)) {
      this.#voidElement(name, attributes);
      return;
    }
    this.#stack.push(name, attributes);
    const writer = this.#writer();
    if (writer !== before) writer.block(1);
    this.#toolTip(attributes);
    if (name === 'a') this.#links.open(attributes.get('href'), writer);
    else if (name === 'form' || name === 'iframe') this.#address(attributes.get(name === 'form' ? 'action' : 'src'));
    if (name === 'li') writer.word('-');
  }

  close(name: string): void {
    if (name === 'a') this.#links.close();
    this.#stack.pop(name);
    const writer = this.#writer();
    if (name === 'table') {
      this.#rowsHaveCells.pop();
      writer.endTable();
    } else if (BLOCKS.has(name)) writer.block(1);
  }

  comment(start: number, end: number): void {
    const beginning = this.#bytes.toString('latin1', start, Math.min(end, start + 120));
    if (beginning === '<![endif]') return;
    const conditional = CONDITIONAL.exec(beginning);
    if (conditional === null) {
      this.#source(start, end);
      return;
    }
    const inner = this.#bytes.subarray(start + conditional[0].length, end);
    tokenize(inner, new Renderer(inner, this.#hidden, this.#hidden));
  }

  raw(name: string, attributes: Attributes, start: number, end: number): void {
    if (name === 'style') return;
    if (name === 'script') {
      this.#source(start, end);
      return;
    }
    this.open(name, attributes);
    const isText = name === 'title';
    if (isText) this.#writer().text(this.#bytes, start, end, true);
    else this.#writer().preformatted(this.#bytes, start, end, name === 'textarea');
    this.close(name);
    if (isText) this.#writer().block(1);
  }

  finish(): ExtractedText {
    return joinHidden(this.#visible.finish(), this.#hidden.finish());
  }

  #writer(): TextWriter {
    return isHidden(this.#stack.state) ? this.#hidden : this.#visible;
  }

  /** What the tag does to the lines, before its element's own text. */
  #layOut(writer: TextWriter, name: string, attributes: Attributes): void {
    if (name === 'br') writer.lineBreak();
    else if (name === 'table') {
      this.#rowsHaveCells.push(false);
      writer.block(1);
    } else if (name === 'tr') {
      this.#rowsHaveCells[this.#rowsHaveCells.length - 1] = false;
      writer.row();
    } else if (name === 'td' || name === 'th') {
      writer.cell(this.#rowsHaveCells.at(-1) !== true);
      this.#rowsHaveCells[this.#rowsHaveCells.length - 1] = true;
    } else if (name === 'p') writer.block(isTightParagraph(attributes) ? 1 : 2);
    else writer.block(BLOCKS.get(name) ?? 0);
  }

  #voidElement(name: string, attributes: Attributes): void {
    if (name === 'img' || name === 'area') this.#writer().word(attributes.get('alt') ?? '');
    if (name === 'area') this.#address(attributes.get('href'));
    if (name === 'frame') this.#address(attributes.get('src'));
    if (name === 'input') this.#input(attributes);
    if (name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'refresh') {
      this.#address(attributes.get('content')?.replace(/^[\d\s.;,]*(?:url\s*=\s*)?/i, '') ?? null);
    }
    this.#toolTip(attributes);
  }

  #input(attributes: Attributes): void {
    const isShown = attributes.get('type')?.toLowerCase() !== 'hidden' && attributes.get('hidden') === null;
    const style = attributes.get('style');
    const writer = isShown && (style === null || !parseStyle(style).isGone) ? this.#writer() : this.#hidden;
    if (writer === this.#hidden) writer.block(1);
    if (writer === this.#hidden) writer.word(attributes.get('name') ?? '');
    writer.word(attributes.get('value') ?? attributes.get('placeholder') ?? '');
  }

  #toolTip(attributes: Attributes): void {
    const title = attributes.get('title');
    if (title === null || title.trim() === '') return;
    this.#hidden.block(1);
    this.#hidden.word(title);
    this.#hidden.block(1);
  }

  #address(address: string | null): void {
    const shown = shownAddress(address);
    if (shown !== null) this.#writer().link(shown);
  }

  /** Source text that no reader sees. */
  #source(start: number, end: number): void {
    this.#hidden.block(1);
    this.#hidden.preformatted(this.#bytes, start, end, false);
    this.#hidden.block(1);
  }
}

/** Word and Outlook write every line as a paragraph without margin. */
function isTightParagraph(attributes: Attributes): boolean {
  if (/^Mso/i.test(attributes.get('class') ?? '')) return true;
  const style = attributes.get('style');
  return style !== null && parseStyle(style).hasNoMargin;
}
