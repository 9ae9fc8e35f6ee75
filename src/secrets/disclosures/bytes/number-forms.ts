import { DIGIT, GLUE, isOf, LETTER, UPPER } from './byte-class.ts';

/** A step of the forms' tree: where each kind of byte leads, and which forms end here. */
interface FormNode {
  digit: FormNode | null;
  capital: FormNode | null;
  readonly others: Map<number, FormNode>;
  readonly forms: number[];
}

/** Told of each form that stands at a place: its number and where it ends. */
type OnForm = (form: number, start: number, stop: number) => void;

const MOST_LETTERS_BEFORE = 6;
const DOT = 0x2e;
const SPACE = 0x20;
/** Beyond the longest run of digits of a form. */
const LONGEST_RUN = 32;

const emptyNode = (): FormNode => ({ digit: null, capital: null, others: new Map(), forms: [] });

/** Finds numbers by their forms (`999-99-9999`, `AAAAAA99A99A999A`) in one walk down a tree from where a digit begins. */
export class NumberForms {
  readonly #root = emptyNode();
  /** By the length of a form's first run of digits and the byte after it, whether there is such a form: most numbers fail here. */
  readonly #begins = new Uint8Array(LONGEST_RUN * 256);

  /** @param forms each with the number it is told by. */
  constructor(forms: readonly (readonly [form: string, number: number])[]) {
    for (const [form, number] of forms) {
      this.#add(form, number);
      this.#noteStart(form);
    }
  }

  /** Whether some form begins with a run of so many digits before such a byte; undefined is the end of the text. */
  mayBegin(digits: number, next: number | undefined): boolean {
    return digits < LONGEST_RUN && this.#begins[digits * 256 + (next ?? 0)] === 1;
  }

  #noteStart(form: string): void {
    const run = /9+/.exec(form);
    const length = run?.[0].length ?? 0;
    const next = form[(run?.index ?? 0) + length];
    const isAny = next === undefined || next === 'A';
    if (isAny) this.#begins.fill(1, length * 256, (length + 1) * 256);
    else this.#begins[length * 256 + next.charCodeAt(0)] = 1;
  }

  /** Tells every form that begins with the digits at a byte, or with the letters right before them. @param from nothing before it is looked at. */
  read(utf8: Uint8Array, digit: number, from: number, onForm: OnForm): void {
    let start = digit;
    while (start > from && digit - start <= MOST_LETTERS_BEFORE && isOf(utf8, start - 1, LETTER)) start -= 1;
    this.#walk(utf8, start, onForm);
    const isSpacedOut = start === digit && utf8[digit - 1] === SPACE && isOf(utf8, digit - 2, UPPER);
    if (isSpacedOut && digit - 3 >= from && isOf(utf8, digit - 3, UPPER)) this.#walk(utf8, digit - 3, onForm);
  }

  #walk(utf8: Uint8Array, start: number, onForm: OnForm): void {
    if (isOf(utf8, start - 1, GLUE) || (utf8[start - 1] === DOT && isOf(utf8, start - 2, GLUE))) return;
    let node: FormNode | null = this.#root;
    for (let at = start; node !== null; at += 1) {
      if (node.forms.length > 0 && isEnd(utf8, at)) for (const form of node.forms) onForm(form, start, at);
      node = stepOf(node, utf8, at);
    }
  }

  #add(form: string, number: number): void {
    let node = this.#root;
    for (const character of form) {
      if (character === '9') {
        node.digit ??= emptyNode();
        node = node.digit;
      } else if (character === 'A') {
        node.capital ??= emptyNode();
        node = node.capital;
      } else {
        const code = character.charCodeAt(0);
        const next: FormNode = node.others.get(code) ?? emptyNode();
        node.others.set(code, next);
        node = next;
      }
    }
    node.forms.push(number);
  }
}

function stepOf(node: FormNode, utf8: Uint8Array, at: number): FormNode | null {
  if (isOf(utf8, at, DIGIT)) return node.digit;
  if (isOf(utf8, at, UPPER)) return node.capital;
  return node.others.get(utf8[at] ?? -1) ?? null;
}

/** A dot may end a sentence, but not stand before a further digit. */
function isEnd(utf8: Uint8Array, at: number): boolean {
  if (isOf(utf8, at, GLUE)) return false;
  return !(utf8[at] === DOT && isOf(utf8, at + 1, DIGIT));
}
