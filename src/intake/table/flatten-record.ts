/** Separates the items of a list within one cell; never stands in a name or an address. */
export const LIST_SEPARATOR = '\n';

const DEEPEST = 4;
const MOST_CELLS = 200;
const WRAPPERS: ReadonlySet<string> = new Set(['properties', 'fields', 'metadata', 'message', 'item']);

/**
 * The cells of a JSON record: each scalar by its key. A mailbox object (`{emailAddress:{name,address}}`) becomes `name <address>`,
 * a list one cell of its items, other objects their leaves by leaf name (`attachments[].name` → `attachments.name`).
 * @returns null where the value is no object.
 */
export function flattenRecord(value: unknown): ReadonlyMap<string, string> | null {
  if (!isRecord(value)) return null;
  const cells = new Map<string, string>();
  collect(cells, value, '', 0);
  return cells;
}

function collect(
  cells: Map<string, string>,
  record: Readonly<Record<string, unknown>>,
  prefix: string,
  depth: number,
): void {
  for (const [key, value] of Object.entries(record)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const text = cellOf(value);
    if (text !== null) add(cells, name, text);
    else if (depth < DEEPEST) descend(cells, value, WRAPPERS.has(key.toLowerCase()) ? prefix : name, depth + 1);
  }
}

function descend(cells: Map<string, string>, value: unknown, prefix: string, depth: number): void {
  const records = isRecord(value) ? [value] : Array.isArray(value) ? value.filter(isRecord) : [];
  for (const record of records) collect(cells, record, prefix, depth);
}

function add(cells: Map<string, string>, name: string, text: string): void {
  const known = cells.get(name);
  if (known === undefined && cells.size >= MOST_CELLS) return;
  cells.set(name, known === undefined || known === '' ? text : `${known}${LIST_SEPARATOR}${text}`);
}

/** The text of a scalar, a mailbox or a list of these; null where the value is something else. */
function cellOf(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const items = value.map(cellOf);
    return items.every((item) => item !== null) ? items.join(LIST_SEPARATOR) : null;
  }
  return isRecord(value) ? mailboxOf(value) : null;
}

function mailboxOf(value: Readonly<Record<string, unknown>>): string | null {
  const inner = isRecord(value.emailAddress) ? value.emailAddress : value;
  const { address, name } = inner;
  if (typeof address !== 'string') return null;
  return typeof name === 'string' && name !== '' ? `${name} <${address}>` : address;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
