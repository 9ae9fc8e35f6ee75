import { visibleText } from '../visible-text.ts';

/** HTML that is safe to show: made by `html`, where every value that goes in is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from anywhere, made safe for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** What may stand in a template: text and numbers are escaped, markup is taken as it is, null is nothing. */
export type Slot = string | number | null | Markup | readonly Markup[];

/** Builds markup from a template: every slot that is not markup itself is escaped. */
export function html(strings: TemplateStringsArray, ...slots: readonly Slot[]): Markup {
  return new Markup(strings.map((text, index) => text + render(slots[index] ?? null)).join(''));
}

function render(slot: Slot): string {
  if (slot === null) return '';
  if (typeof slot === 'string') return escapeHtml(slot);
  if (typeof slot === 'number') return slot.toLocaleString('en-US');
  return slot instanceof Markup ? slot.text : slot.map((one) => one.text).join('');
}
