import { readCsvTable } from '../../../core/index.ts';
import { exportText } from '../../../directory/index.ts';

/** One object of an export by bare name: lower case, letters and digits only. */
export type SettingRow = ReadonlyMap<string, unknown>;

/** What an export holds, and how many of its rows are no rows. */
export interface SettingRows {
  readonly rows: readonly SettingRow[];
  readonly broken: number;
}

/**
 * The objects of an export of a PowerShell cmdlet: JSON (one object, a list, or one a line), CSV, or what Format-List prints. UTF-8 or UTF-16, with
 * or without a byte order mark. What is cut off at the end is a broken row.
 */
export function settingRows(bytes: Uint8Array): SettingRows {
  const text = exportText(bytes).trimStart();
  if (text.startsWith('{') || text.startsWith('[')) return jsonRows(text);
  return LISTED.test(text.slice(0, HEAD)) ? listedRows(text) : csvRows(text);
}

const HEAD = 65_536;
const LISTED = /^[A-Za-z]{3,60} {0,80}: /;

const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

function jsonRows(text: string): SettingRows {
  const whole = parsed(text);
  if (whole !== undefined) return objectRows(Array.isArray(whole) ? whole : [whole]);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return objectRows(lines.map(parsed));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Graph and REST put the list beside what they say of it. */
function objectRows(values: readonly unknown[]): SettingRows {
  const objects = values.flatMap((value) => (isObject(value) && Array.isArray(value.value) ? value.value : [value]));
  const rows = objects.filter(isObject).map((one) => new Map(Object.entries(one).map(([k, v]) => [bare(k), v])));
  return { rows, broken: objects.length - rows.length };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function csvRows(text: string): SettingRows {
  const isTyped = text.startsWith('#TYPE');
  const table = isTyped ? text.slice(text.indexOf('\n') + 1) : text;
  const { header, rows: read } = readCsvTable(table);
  const names = header.map(bare);
  const whole = read.filter((fields) => fields !== null && fields.length === names.length);
  const rows = whole.map((fields) => new Map(names.map((name, at) => [name, fields?.[at] ?? ''])));
  return { rows, broken: read.length - rows.length + (isTyped && table.trim() === '' ? 1 : 0) };
}

/** `Name : value`, a blank line between objects; what goes on in the next line begins with blanks. */
function listedRows(text: string): SettingRows {
  const objects = text.split(/\r?\n(?:[ \t]*\r?\n)+/).filter((one) => one.trim() !== '');
  const rows = objects.map((object) => {
    const fields = new Map<string, string>();
    let last = '';
    for (const line of object.split(/\r?\n/)) {
      const colon = line.indexOf(' :');
      if (/^\S/.test(line) && colon !== -1) {
        last = bare(line.slice(0, colon));
        fields.set(last, line.slice(colon + 2).trim());
      } else fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`);
    }
    return fields;
  });
  return { rows, broken: 0 };
}
