import { type Delimiter, delimiterOf } from './csv-delimiter.ts';
import { csvRows } from './csv-rows.ts';
import { flattenRecord } from './flatten-record.ts';
import { type JsonElement, jsonElements } from './json-elements.ts';
import { openInput, type TableInput } from './table-input.ts';
import type { BadRow, TableItem } from './table-row.ts';
import { type TextLine, textLines } from './text-lines.ts';
import { decodeUnits, encodingOf, type TextEncoding, textUnits } from './text-units.ts';

/** How a list is laid out. `lines`: one value on each. */
export type TableForm =
  | { readonly form: 'json'; readonly encoding: TextEncoding }
  | { readonly form: 'ndjson'; readonly encoding: TextEncoding }
  | { readonly form: 'csv'; readonly encoding: TextEncoding; readonly delimiter: Delimiter }
  | { readonly form: 'lines'; readonly encoding: TextEncoding };

/** A row whose cells have names where the form gives them (JSON); `cells` of CSV stand in the order of the header. */
export type NamedItem =
  | BadRow
  | { readonly type: 'row'; readonly row: RowPlace; readonly cells: ReadonlyMap<string, string> };
type RowPlace = { readonly number: number; readonly span: readonly [number, number] };

/** Keys under which exports put their list; lower case. */
const ENVELOPES: ReadonlySet<string> = new Set([
  ...['value', 'records', 'items', 'results', 'data', 'rows', 'entries', 'messages', 'manifest', 'stolen', 'emails'],
  ...['accounts', 'compromisedaccounts', 'compromised_accounts', 'compromised', 'mailboxes', 'users'],
]);

/** Recognises the form of a list by its first bytes. */
export async function formOf(head: Uint8Array): Promise<TableForm> {
  const encoding = encodingOf(head);
  const text = await textOf(head, encoding);
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    return { form: isLineByLine(start) ? 'ndjson' : 'json', encoding };
  }
  const lines = text.split(/\r\n|\n|\r/).slice(0, 200);
  const delimiter = delimiterOf(lines.length > 1 ? lines.slice(0, -1) : lines);
  return delimiter === null ? { form: 'lines', encoding } : { form: 'csv', encoding, delimiter };
}

/** Whether the first line is a whole object and another begins after it. */
function isLineByLine(text: string): boolean {
  const end = text.search(/[\r\n]/);
  if (end === -1) return false;
  const first = text.slice(0, end).trim();
  return first.startsWith('{') && text.slice(end).trimStart().startsWith('{') && first.endsWith('}');
}

async function textOf(head: Uint8Array, encoding: TextEncoding): Promise<string> {
  let text = '';
  for await (const units of textUnits(openInput(wholeCharacters(head, encoding)), encoding)) text += decodeUnits(units);
  return text;
}

/** Without the bytes of a character that the head cuts in two. */
function wholeCharacters(head: Uint8Array, encoding: TextEncoding): Uint8Array {
  if (encoding.width === 2) return head;
  let end = head.length;
  while (end > 0 && head.length - end < 3 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end > 0 && (head[end - 1] ?? 0) >= 0xc0 ? head.subarray(0, end - 1) : head;
}

/** The lines of a list of form `lines` or `ndjson`. */
export function listLines(input: TableInput, form: TableForm): AsyncGenerator<TextLine> {
  return textLines(openInput(input), form.encoding);
}

/** The records of a list of form `csv`, the header among them; a leading `sep=` or `#TYPE` line is none. */
export function csvItems(input: TableInput, form: TableForm & { readonly form: 'csv' }): AsyncGenerator<TableItem> {
  return csvRows(withoutPreamble(listLines(input, form)), form.delimiter);
}

async function* withoutPreamble(lines: AsyncIterable<TextLine>): AsyncGenerator<TextLine> {
  let started = false;
  for await (const line of lines) {
    if (!started && line.text !== null && /^(?:sep=.\s*$|#TYPE )/i.test(line.text)) continue;
    started ||= line.text?.trim() !== '';
    yield line;
  }
}

/** The records of a list of form `json` or `ndjson`. */
export async function* jsonItems(input: TableInput, form: TableForm): AsyncGenerator<NamedItem> {
  if (form.form === 'ndjson') {
    for await (const line of listLines(input, form)) {
      if (line.text !== null && line.text.trim() === '') continue;
      const fault = line.text === null ? 'over-budget' : null;
      yield itemOf({ text: line.text, span: line.span, fault }, line.number);
    }
    return;
  }
  let number = 0;
  for await (const element of jsonElements(openInput(input), form.encoding, ENVELOPES)) {
    number += 1;
    yield itemOf(element, number);
  }
}

function itemOf(element: JsonElement, number: number): NamedItem {
  const { span } = element;
  if (element.text === null) {
    const truncated = element.fault === 'truncated';
    const detail = truncated ? 'the file ends within it' : 'it is larger than a record may be';
    return { type: 'bad', number, span, reason: truncated ? 'truncated' : 'over-budget', detail };
  }
  const cells = parsed(element.text);
  return cells === null
    ? { type: 'bad', number, span, reason: 'damaged', detail: 'it is no JSON object' }
    : { type: 'row', row: { number, span }, cells };
}

function parsed(text: string): ReadonlyMap<string, string> | null {
  try {
    return flattenRecord(JSON.parse(text));
  } catch {
    return null;
  }
}
