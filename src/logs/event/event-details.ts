import { isSecretName, MASKED, maskNamed, maskText } from '../record/mask-secret.ts';
import { isObject, type RawObject } from '../record/raw-object.ts';
import { wellFormedJson } from '../record/well-formed-json.ts';

const MAX_VALUE_CHARACTERS = 32_768;

/**
 * Collects an operation's parameters and properties as {name: value}. The first value of a name stays; a second one that differs is
 * kept under `name#2`, `name#3` and so on. Values that a name marks as secret are masked before they are kept.
 */
export class EventDetails {
  readonly #values = new Map<string, string | number | boolean>();

  /** Adds one value; null, undefined and empty texts are left out. */
  add(name: string, value: unknown): void {
    const kept = masked(name, value);
    if (kept === null) return;
    let key = name;
    for (let count = 2; this.#values.has(key) && this.#values.get(key) !== kept; count++) key = `${name}#${count}`;
    this.#values.set(key, kept);
  }

  /** Adds name-value pairs as UAL writes them: `{Name, Value}`, `{Name, NewValue, OldValue}`; also `{key, value}` and `{displayName, …}`. */
  addPairs(pairs: readonly RawObject[]): void {
    for (const pair of pairs) {
      const name = pair.Name ?? pair.displayName ?? pair.key;
      if (typeof name !== 'string' || name === '') continue;
      this.add(name, pair.Value ?? pair.NewValue ?? pair.newValue ?? pair.value);
      this.add(`${name}.old`, pair.OldValue ?? pair.oldValue);
    }
  }

  get(name: string): string | null {
    const value = this.#values.get(name);
    return value === undefined ? null : String(value);
  }

  /** JSON text, or null where nothing was added. */
  toJson(): string | null {
    return this.#values.size === 0 ? null : wellFormedJson(Object.fromEntries(this.#values));
  }
}

function masked(name: string, value: unknown): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null;
  const plainName = name.endsWith('.old') ? name.slice(0, -4) : name;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return isSecretName(plainName) ? MASKED : value;
  if (typeof value === 'string') return maskNamed(plainName, cut(value));
  if (isObject(value) || Array.isArray(value)) {
    return maskNamed(plainName, cut(JSON.stringify(value)));
  }
  return maskText(String(value));
}

/** A value longer than the table keeps ends in an ellipsis; the raw record has the rest. */
function cut(text: string): string {
  return text.length <= MAX_VALUE_CHARACTERS ? text : `${text.slice(0, MAX_VALUE_CHARACTERS)}…`;
}
