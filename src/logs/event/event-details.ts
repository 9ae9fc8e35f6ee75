import { isSecretName, MASKED, maskNamed, maskText } from '../record/mask-secret.ts';
import type { RawObject } from '../record/raw-object.ts';

const MAX_VALUE_CHARACTERS = 32_768;

type Kept = string | number | boolean;

/**
 * Collects an operation's parameters and properties as {name: value}. The first value of a name stays; a second one that differs is
 * kept under `name#2`, `name#3` and so on. Values that a name marks as secret are masked before they are kept.
 */
export class EventDetails {
  readonly #values = new Map<string, Kept>();

  /** Adds one value; null, undefined and empty texts are left out. */
  add(name: string, value: unknown): void {
    const kept = masked(name, value);
    if (kept === null) return;
    const known = this.#values.get(name);
    if (known === undefined) this.#values.set(name, kept);
    else if (known !== kept) this.#addAnother(name, kept);
  }

  /** Adds name-value pairs as UAL writes them: `{Name, Value}`, `{Name, NewValue, OldValue}`; also `{key, value}` and `{displayName, …}`. */
  addPairs(pairs: readonly RawObject[]): void {
    for (const pair of pairs) {
      const name = pair.Name ?? pair.displayName ?? pair.key;
      if (typeof name !== 'string' || name === '') continue;
      this.add(name, pair.Value ?? pair.NewValue ?? pair.newValue ?? pair.value);
      const old = pair.OldValue ?? pair.oldValue;
      if (old !== undefined && old !== null && old !== '') this.add(`${name}.old`, old);
    }
  }

  get(name: string): string | null {
    const value = this.#values.get(name);
    return value === undefined ? null : String(value);
  }

  /** JSON text, or null where nothing was added. */
  toJson(): string | null {
    if (this.#values.size === 0) return null;
    let json = '';
    for (const [name, value] of this.#values) {
      json += `${json === '' ? '{' : ','}${quoted(name)}:${typeof value === 'string' ? quoted(value) : JSON.stringify(value)}`;
    }
    return `${json}}`;
  }

  #addAnother(name: string, kept: Kept): void {
    let key = name;
    for (let count = 2; this.#values.has(key) && this.#values.get(key) !== kept; count++) key = `${name}#${count}`;
    this.#values.set(key, kept);
  }
}

/** Characters that JSON escapes, and halves of surrogate pairs, which strict readers refuse alone. */
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;

function quoted(text: string): string {
  return SPECIAL.test(text) ? JSON.stringify(text.toWellFormed()) : `"${text}"`;
}

function masked(name: string, value: unknown): Kept | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  const plainName = name.endsWith('.old') ? name.slice(0, -4) : name;
  if (typeof value === 'string') return maskNamed(plainName, cut(value));
  if (typeof value === 'number') return isSecretName(plainName) ? MASKED : value;
  if (typeof value === 'object') return maskNamed(plainName, cut(JSON.stringify(value)));
  return maskText(String(value));
}

/** A value longer than the table keeps ends in an ellipsis; the raw record has the rest. */
function cut(text: string): string {
  return text.length <= MAX_VALUE_CHARACTERS ? text : `${text.slice(0, MAX_VALUE_CHARACTERS)}…`;
}
