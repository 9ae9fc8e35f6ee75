import type { Compound } from '../../../ole/compound.ts';
import type { Findings } from '../findings.ts';
import { streamBytes } from '../stream-bytes.ts';
import { type NamedText, type PropertySet, propertySets } from './property-set.ts';

/** Sets by their formats ([MS-OLEPS] §3.2.1), and the properties of theirs that people fill in or programs leave of them. */
const SUMMARY = 'f29f85e0-4ff9-1068-ab91-08002b27b3d9';
const DOCUMENT_SUMMARY = 'd5cdd502-2e9c-101b-9397-08002b2cf9ae';
const NAMES: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map([
  [
    SUMMARY,
    new Map([
      [2, 'Title'],
      [3, 'Subject'],
      [4, 'Author'],
      [5, 'Keywords'],
      [6, 'Comments'],
      [7, 'Template'],
      [8, 'Last saved by'],
      [12, 'Created'],
      [13, 'Last saved'],
      [18, 'Application'],
    ]),
  ],
  [
    DOCUMENT_SUMMARY,
    new Map([
      [2, 'Category'],
      [13, 'Parts'],
      [14, 'Manager'],
      [15, 'Company'],
      [26, 'Content type'],
      [27, 'Content status'],
      [28, 'Language'],
    ]),
  ],
]);

/** Where the properties of documents stand ([MS-OLEPS] §3.2). */
const STREAMS = ['\x05SummaryInformation', '\x05DocumentSummaryInformation'];

/** Writes a document's properties at the landmark "properties", one a line: those known by name, and its own ones. */
export function writeProperties(compound: Compound, findings: Findings): void {
  const lines = STREAMS.flatMap((name) => {
    const stream = streamBytes(compound, compound.root, name, findings);
    return stream === null ? [] : propertySets(stream).flatMap(linesOf);
  });
  if (lines.length === 0) return;
  findings.text.mark('properties');
  for (const line of lines) if (!findings.text.line(line)) return;
}

function linesOf({ format, properties }: PropertySet): readonly string[] {
  const known = NAMES.get(format);
  const nameOf = ({ id, name }: NamedText) => (known === undefined ? name : (known.get(id) ?? null));
  return properties.flatMap((property) => {
    const name = nameOf(property);
    return name === null ? [] : [`${name}: ${property.text}`];
  });
}
