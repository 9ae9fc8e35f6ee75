/** What an XML member of an office document holds for a reader. */
export type OfficeMember = 'text' | 'data' | 'sheet' | 'links' | 'shared-strings' | 'markup' | 'other';

/** Members that describe looks and structure and hold no text of the document. */
const MARKUP =
  /^(?:\[Content_Types\]\.xml|mimetype|META-INF\/manifest\.xml|settings\.xml|(?:word|xl|ppt)\/(?:theme\/|styles|settings|fontTable|webSettings|numbering|stylesWithEffects|tableStyles|viewProps|presProps|calcChain|metadata|volatileDependencies|printerSettings\/)|xl\/(?:tables\/|queryTables\/)?tableSingleCells)/;

/** Whether entries with these names are an office document: Office Open XML (ECMA-376) or OpenDocument (ISO 26300). */
export function isOfficeDocument(names: ReadonlySet<string>): boolean {
  const isOpenXml = names.has('[Content_Types].xml') && [...names].some((name) => /^(?:word|xl|ppt)\//.test(name));
  return isOpenXml || (names.has('mimetype') && names.has('content.xml') && names.has('META-INF/manifest.xml'));
}

/** What the member of that name is. */
export function officeMember(name: string): OfficeMember {
  if (name.endsWith('.rels')) return 'links';
  if (name === 'xl/sharedStrings.xml') return 'shared-strings';
  if (MARKUP.test(name)) return 'markup';
  if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) return 'sheet';
  if (/^(?:docProps|customXml)\/[^/]+\.xml$|^meta\.xml$/.test(name)) return 'data';
  return /\.(?:xml|vml)$/.test(name) ? 'text' : 'other';
}
