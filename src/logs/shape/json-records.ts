import { scanKeys } from '../record/json-keys.ts';
import { isObject, parseJson, type RawObject } from '../record/raw-object.ts';
import { lookOf } from '../record/record-look.ts';
import type { LogContainer } from './log-shape.ts';

/** The first record of a file, and how the records stand in it. */
export interface FirstRecord {
  readonly container: LogContainer;
  /** Names of the record's own fields, or of the columns. */
  readonly keys: readonly string[];
  /** The file's first characters; empty for a table. */
  readonly text: string;
  /** The record itself; null where it is cut off. */
  readonly record: () => RawObject | null;
}

/** Names under which APIs put the records beside what they say of them. */
const LIST = /^(?:value|records|results|events|items|logs)$/i;

/** What may be the records of a JSON text, the likelier first: the elements of a list, or the objects themselves. */
export function* jsonRecords(text: string, start: number): Generator<FirstRecord> {
  if (text[start] === '[') {
    const at = text.indexOf('{', start);
    if (at !== -1 && text.slice(start + 1, at).trim() === '') yield recordAt(text, at, { kind: 'array' });
    return;
  }
  const object = scanKeys(text, start);
  const list = object.lists.find((key) => LIST.test(key));
  if (list !== undefined && lookOf(object.keys) === null) {
    const at = text.indexOf('{', text.indexOf('[', text.indexOf(`"${list}"`, start)));
    if (at !== -1) yield recordAt(text, at, { kind: 'envelope', list });
    return;
  }
  const lineEnd = text.indexOf('\n', start);
  const oneLine = object.end === null ? lineEnd === -1 : lineEnd === -1 || object.end <= lineEnd;
  const isLines = oneLine && (object.end === null || text.slice(object.end).split('\n', 1)[0]?.trim() === '');
  yield recordAt(text, start, { kind: isLines ? 'lines' : 'array' });
}

function recordAt(text: string, at: number, container: LogContainer): FirstRecord {
  const { keys, end } = scanKeys(text, at);
  const record = () => {
    const value = end === null ? undefined : parseJson(text.slice(at, end));
    return isObject(value) ? value : null;
  };
  return { container, keys, text, record };
}
