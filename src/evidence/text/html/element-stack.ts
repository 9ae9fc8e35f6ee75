import type { Attributes } from './attributes.ts';
import { areAlike, parseColor } from './color.ts';
import { parseStyle, type Style } from './style.ts';

/** What holds inside an open element. */
interface ElementState {
  readonly isGone: boolean;
  readonly isInvisible: boolean;
  readonly isTiny: boolean;
  readonly color: number;
  readonly background: number | 'unknown';
  readonly isPreformatted: boolean;
}

interface OpenElement {
  readonly name: string;
  readonly state: ElementState;
}

const ROOT: ElementState = {
  isGone: false,
  isInvisible: false,
  isTiny: false,
  color: 0x000000,
  background: 0xffffff,
  isPreformatted: false,
};
const PREFORMATTED = new Set(['pre', 'listing', 'plaintext', 'xmp']);
/** Deeper elements are not tracked: their text takes the state of the one around. */
const DEPTH = 512;

/** The open elements and what they say about the text inside them. */
export class ElementStack {
  readonly #open: OpenElement[] = [];
  readonly #counts = new Map<string, number>();

  get state(): ElementState {
    return this.#open.at(-1)?.state ?? ROOT;
  }

  push(name: string, attributes: Attributes): void {
    if (this.#open.length >= DEPTH) return;
    this.#open.push({ name, state: childState(this.state, name, attributes) });
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** Closes the innermost element of that name and all inside it; an end tag without its start tag changes nothing. */
  pop(name: string): void {
    if ((this.#counts.get(name) ?? 0) === 0) return;
    for (let closed = this.#open.pop(); closed !== undefined; closed = this.#open.pop()) {
      this.#counts.set(closed.name, (this.#counts.get(closed.name) ?? 1) - 1);
      if (closed.name === name) return;
    }
  }

  /** Closes an element of one of these names that a new one ends without an end tag, unless one of `within` was opened since. */
  popImplied(names: ReadonlySet<string>, within: ReadonlySet<string>): void {
    for (let at = this.#open.length - 1; at >= 0; at -= 1) {
      const name = this.#open[at]?.name ?? '';
      if (within.has(name)) return;
      if (names.has(name)) {
        this.pop(name);
        return;
      }
    }
  }
}

/** Whether a reader does not see text in this state. */
export function isHidden(state: ElementState): boolean {
  if (state.isGone || state.isInvisible || state.isTiny) return true;
  return state.background !== 'unknown' && areAlike(state.color, state.background);
}

function childState(parent: ElementState, name: string, attributes: Attributes): ElementState {
  const style = styleOf(attributes);
  const color =
    style?.color ??
    (name === 'font' || name === 'body' ? attributeColor(attributes, name === 'font' ? 'color' : 'text') : null);
  const background = style?.background ?? attributeBackground(attributes);
  const isGone = style?.isGone === true || attributes.get('hidden') !== null || name === 'template';
  const isPreformatted = PREFORMATTED.has(name) || style?.isPreformatted === true;
  if (!isGone && style === null && color === null && background === null && !isPreformatted) return parent;
  return {
    isGone: parent.isGone || isGone,
    isInvisible: style?.isInvisible ?? parent.isInvisible,
    isTiny: style?.isTiny ?? parent.isTiny,
    color: color ?? parent.color,
    background: background ?? parent.background,
    isPreformatted: parent.isPreformatted || isPreformatted,
  };
}

function styleOf(attributes: Attributes): Style | null {
  const text = attributes.get('style');
  return text === null ? null : parseStyle(text);
}

function attributeColor(attributes: Attributes, name: string): number | null {
  const value = attributes.get(name);
  return value === null ? null : parseColor(value.trim().toLowerCase());
}

function attributeBackground(attributes: Attributes): number | 'unknown' | null {
  if (attributes.get('background') !== null) return 'unknown';
  const value = attributes.get('bgcolor');
  return value === null ? null : (attributeColor(attributes, 'bgcolor') ?? 'unknown');
}
