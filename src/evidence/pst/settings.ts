import type { MapiObject } from '../mapi/mapi-object.ts';
import type { MapiProperty } from '../mapi/property.ts';
import { decodeText, isText, PropertyReader } from '../mapi/property-reader.ts';
import { TYPE } from '../mapi/property-type.ts';
import { recogniseSource } from '../source/recognise.ts';
import { type Member, shownName } from '../text/member.ts';
import { TOO_LONG } from '../text/member-budget.ts';
import { textRuns } from './text-runs.ts';

/** What the properties of an item say. */
interface Settings {
  /** Texts, and what is legible in binary values; each once, in the order of the properties. */
  readonly lines: readonly string[];
  /** Values that are files in themselves: XML, archives, documents; and values that could not be read. */
  readonly files: readonly Member[];
}

/** Shorter than this, bytes are no file worth a part of their own. */
const LEAST_FILE_BYTES = 16;

/** Reads all that a scanner could make out in an item's properties. @param valueBytes most bytes one property may have. */
export function readSettings(object: MapiObject, valueBytes: number): Settings {
  const { charset } = new PropertyReader(object.properties);
  const lines = new Set<string>();
  const files: Member[] = [];
  for (const property of object.properties.values()) {
    const isBinary = property.type === TYPE.binary;
    if (!isBinary && !isText(property)) continue;
    const name = `property 0x${property.id.toString(16).padStart(4, '0')}`;
    const values = property.size > valueBytes ? TOO_LONG : property.values();
    if ('reason' in values) files.push({ name, bytes: null, shortfall: values });
    else if (isBinary) readBinary(name, values, lines, files);
    else for (const value of values) lines.add(labelled(object, property, decodeText(property.type, value, charset)));
  }
  lines.delete('');
  return { lines: [...lines], files };
}

function readBinary(name: string, values: readonly Uint8Array[], lines: Set<string>, files: Member[]): void {
  for (const value of values) {
    if (isFile(value)) files.push({ name, bytes: () => value, shortfall: null });
    else for (const run of textRuns(value)) lines.add(run);
  }
}

/** A text named by words is shown with them: "Password" says what its value is. */
function labelled({ nameOf }: MapiObject, { id }: MapiProperty, text: string): string {
  const name = nameOf(id)?.name;
  return typeof name === 'string' && text !== '' ? `${shownName(name)}: ${text}` : text;
}

function isFile(value: Uint8Array): boolean {
  if (value.length < LEAST_FILE_BYTES) return false;
  const recognised = recogniseSource(value);
  return recognised.kind !== 'binary' || recognised.format !== null;
}
