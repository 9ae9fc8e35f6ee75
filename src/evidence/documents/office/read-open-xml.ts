import { DataReader } from './data-reader.ts';
import { readSlides } from './markup/read-slides.ts';
import { readBody, readItems, readWord } from './markup/read-word.ts';
import { TextSettings } from './markup/text-settings.ts';
import type { PackagePart } from './package/package-part.ts';
import { ownerOf } from './package/relationships.ts';
import type { Reading } from './reading.ts';
import { readBinarySheets } from './sheet/binary/read-binary-sheets.ts';
import { DataMashup } from './sheet/data-mashup.ts';
import { readSheets } from './sheet/read-sheets.ts';
import { readDrawings, readShapes } from './visio/read-drawings.ts';
import { VmlReader } from './vml-reader.ts';

/** Names of parts that describe looks and structure and hold no text of the document. */
const LOOKS =
  /(?:^|\/)(?:theme|styles|stylesWithEffects|fontTable|webSettings|numbering|tableStyles|viewProps|presProps|calcChain|metadata|volatileDependencies|binaryIndex|colors\d*|style\d*|themeOverride|printerSettings)\d*\.(?:xml|bin)$|^\[Content_Types\]\.xml$|\.(?:odttf|fntdata)$|^word\/theme\/|(?:^|\/)customXml\/itemProps\d*\.xml$/i;
const XML = /\.(?:xml|vml|rels)$/i;

/** Parts of these roots that hold text in a markup: what they are told as. */
const MARKUP: ReadonlyMap<string, string> = new Map([
  ['hdr', 'header'],
  ['ftr', 'footer'],
  ['sldMaster', 'master'],
  ['sldLayout', 'layout'],
  ['notesMaster', 'notes master'],
  ['handoutMaster', 'handout master'],
  ['notes', 'notes'],
  ['sld', 'slide'],
  ['glossaryDocument', 'building blocks'],
  ['chartSpace', 'chart'],
  ['dataModel', 'diagram'],
  ['drawing', 'diagram'],
  ['wsDr', 'drawing'],
  ['userShapes', 'drawing'],
]);
const MASTERS: ReadonlySet<string> = new Set(['sldMaster', 'sldLayout', 'notesMaster', 'handoutMaster']);
const HIDDEN: ReadonlySet<string> = new Set([...MASTERS, 'glossaryDocument']);
/** Roots of data whose attributes say as much as their texts. */
const TELLING =
  /^(?:connections|queryTable|pivotCache\w+|externalLink|tagLst|people|DataConnections|mapInfo|MapInfo|customProperties)$/;

/** Reads an Office Open XML document (ECMA-376): the text, spreadsheet, slides or drawing it is, then whatever else its package holds. */
export function readOpenXml(reading: Reading): void {
  const main = mainPart(reading);
  if (main !== null) MAIN.get(main.root)?.(reading, main.name);
  for (const part of reading.office.parts) {
    if (LOOKS.test(part.name)) reading.pass(part);
    else if (XML.test(part.name) && !/\.rels$/i.test(part.name)) readFurther(reading, part);
  }
  readLinks(reading);
}

const MAIN: ReadonlyMap<string, (reading: Reading, name: string) => void> = new Map([
  ['document', readWord],
  ['workbook', readSheets],
  ['workbook.bin', readBinarySheets],
  ['presentation', readSlides],
  ['VisioDocument', readDrawings],
]);

/** Folders of parts that are read with the document they belong to, even where that is lost: its name, and its outermost element. */
const ORPHANS: readonly (readonly [folder: RegExp, name: string, root: string])[] = [
  [/^xl\/(?:work|chart|macro)sheets\//i, 'xl/workbook.xml', 'workbook'],
  [/^ppt\/slides\//i, 'ppt/presentation.xml', 'presentation'],
];
const NAMED = ['word/document.xml', 'xl/workbook.xml', 'xl/workbook.bin', 'ppt/presentation.xml', 'visio/document.xml'];

/** The part that the package says is the document; else the one that is so by its name, or by what belongs to it. */
function mainPart(reading: Reading): { readonly name: string; readonly root: string } | null {
  const { office } = reading;
  const related = ['officeDocument', 'document'].flatMap((kind) => reading.allRelated('', kind));
  for (const part of [...related, ...NAMED.map((name) => office.find(name))]) {
    const root = part === null ? '' : /workbook\.bin$/i.test(part.name) ? 'workbook.bin' : reading.root(part);
    if (part !== null && MAIN.has(root)) return { name: part.name, root };
  }
  const orphan = ORPHANS.find(([folder]) => office.parts.some(({ name }) => folder.test(name)));
  return orphan === undefined ? null : { name: orphan[1], root: orphan[2] };
}

function readFurther(reading: Reading, part: PackagePart): void {
  if (reading.isDone(part) || reading.out.isFull) return;
  const root = reading.root(part);
  const place = MARKUP.get(root);
  if (place !== undefined) reading.markupIn(part, place, HIDDEN.has(root), MASTERS.has(root));
  else if (root === 'document') readBody(reading, part);
  else if (/^(?:footnotes|endnotes|comments)$/.test(root)) readItems(reading, part);
  else if (root === 'settings') reading.xml(part, new TextSettings(reading.out));
  else if (root === 'PageContents' || root === 'MasterContents') readShapes(reading, part);
  else if (root === 'xml') reading.xml(part, new VmlReader(reading.out));
  else if (root === 'DataMashup') readQueries(reading, part);
  else readData(reading, part, root);
}

function readQueries(reading: Reading, part: PackagePart): void {
  const mashup = new DataMashup();
  reading.xml(part, mashup);
  const bytes = mashup.package();
  if (bytes !== null) reading.files.push({ name: 'queries.zip', bytes });
}

function readData(reading: Reading, part: PackagePart, root: string): void {
  const isProperties = /^(?:coreProperties|Properties)$/.test(root);
  const isCustom = /^customXml\//i.test(part.name);
  reading.out.mark(isProperties ? 'properties' : isCustom ? 'custom XML' : (part.name.split('/').at(-1) ?? part.name));
  reading.xml(part, new DataReader(reading.out, isCustom || TELLING.test(root), true));
}

/** Addresses outside the document that its parts name and that were not told where they stand; none is fetched. */
function readLinks(reading: Reading): void {
  reading.out.mark('links');
  for (const { name } of reading.office.parts) {
    const owner = ownerOf(name);
    if (owner === null) continue;
    for (const { target, isExternal } of reading.linksOf(owner).values()) {
      if (!isExternal || reading.told.has(target)) continue;
      reading.told.add(target);
      reading.out.line(target, true);
    }
  }
}
