import type { XmlTag } from '../xml/xml-tag.ts';

/** Elements that tell of a drawing what it shows, in these attributes (ECMA-376 part 1 §20.4.2.5, §20.1.2.2.8). */
const DRAWINGS: ReadonlySet<string> = new Set(['docPr', 'cNvPr', 'shape', 'imagedata', 'rect']);
const DESCRIPTIONS = ['descr', 'title', 'alt', 'tooltip'];
/** Elements of a content control (§17.5.2) or form field (§17.16.17) that hold what people wrote. */
const DETAILS: ReadonlySet<string> = new Set([
  'alias',
  'tag',
  'listItem',
  'name',
  'default',
  'statusText',
  'helpText',
  'listEntry',
]);
const VALUES = ['val', 'displayText', 'value'];
const MOST = 8;

/**
 * What an element says in its attributes that a person wrote and a reader may not see.
 * @param within The content control's or form field's properties it stands in; null for none.
 */
export function describeElement(name: string, tag: XmlTag, within: string | null): readonly string[] {
  if (DRAWINGS.has(name)) return values(tag, DESCRIPTIONS);
  return within !== null && DETAILS.has(name) ? values(tag, VALUES) : [];
}

function values(tag: XmlTag, names: readonly string[]): readonly string[] {
  return tag.attributes
    .filter(({ name, value }) => names.includes(name) && value.trim() !== '')
    .slice(0, MOST)
    .map(({ value }) => value);
}
