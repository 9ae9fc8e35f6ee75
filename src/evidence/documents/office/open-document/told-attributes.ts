import type { XmlTag } from '../xml/xml-tag.ts';

/** Attributes of an element in which people or programs wrote something, by its name; `*` for all of them. */
const TOLD: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'hidden-paragraph': ['string-value'],
    'conditional-text': ['string-value-if-true', 'string-value-if-false'],
    'user-field-decl': ['name', 'string-value', 'value'],
    'variable-set': ['string-value'],
    'event-listener': ['href'],
    'section-source': ['href'],
    'table-source': ['href'],
    'cell-range-source': ['href'],
    'connection-resource': ['href'],
    'dde-connection-decl': ['dde-application', 'dde-topic', 'dde-item'],
    'dde-source': ['dde-application', 'dde-topic', 'dde-item'],
    'database-source-sql': ['database-name', 'sql-statement'],
    'database-source-query': ['database-name', 'query-name'],
    'database-source-table': ['database-name', 'table-name'],
    'content-validation': ['condition'],
    'named-expression': ['name', 'expression'],
    'image-map': ['href'],
  }),
);
/** Of form controls (OpenDocument 1.2 part 1 §13). */
const OF_FORMS = ['label', 'current-value', 'value', 'title', 'command', 'datasource', 'string-value', 'href'];
const OUTSIDE = /^(?:[a-z][a-z0-9+.-]{1,20}:|\.\.\/|\/|\\\\)/i;

/** What an element says in its attributes that stands in no paragraph. */
export function toldAttributes(name: string, tag: XmlTag): string {
  if (tag.prefix === 'db') return joined(tag, null);
  if (tag.prefix === 'form') return joined(tag, OF_FORMS);
  if (tag.prefix === 'draw') return OUTSIDE.test(tag.get('href') ?? '') ? (tag.get('href') ?? '') : '';
  const told = TOLD.get(name);
  return told === undefined ? '' : joined(tag, told);
}

function joined(tag: XmlTag, names: readonly string[] | null): string {
  return tag.attributes
    .filter(({ name, value }) => value.trim() !== '' && (names === null || names.includes(name)))
    .map(({ value }) => value)
    .join('\t');
}
