import type { ExtractedText, Part } from '../../src/evidence/index.ts';
import { landmarkAt } from '../../src/evidence/landmark.ts';
import { openedDocument } from './opened-document.ts';
import { type FixtureEntry, writeZip } from './zip-fixture.ts';

const TYPES = { name: '[Content_Types].xml', data: '<Types/>' };
const KINDS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A file of the package by its name. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A relationship by its id: its kind, its target, and whether that is outside. */
export type Links = Readonly<Record<string, readonly [kind: string, target: string, isExternal?: boolean]>>;

/** A package of Office Open XML. */
export function openXml(files: Files, first: readonly FixtureEntry[] = [TYPES]): Buffer {
  return writeZip([...first, ...Object.entries(files).map(([name, data]) => ({ name, data }))]);
}

/** The file of relationships of a part. */
export function relationships(links: Links): string {
  const all = Object.entries(links).map(
    ([id, [kind, target, isExternal]]) =>
      `<Relationship Id="${id}" Type="${KINDS}/${kind}" Target="${target}"${isExternal === true ? ' TargetMode="External"' : ''}/>`,
  );
  return `<Relationships>${all.join('')}</Relationships>`;
}

/** A text document with this body. */
export function wordDocument(body: string, files: Files = {}, links: Links = {}): Buffer {
  return openXml({
    'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relationships(links),
    ...files,
  });
}

/** A paragraph of runs with these texts. */
export const paragraph = (...texts: readonly string[]) => `<w:p>${texts.map(run).join('')}</w:p>`;
/** A run with a text. */
export const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A workbook of sheets by name: what is in `worksheet`. A name that begins with `-` is of a hidden one. */
export function workbook(sheets: Readonly<Record<string, string>>, files: Files = {}, links: Links = {}): Buffer {
  const entries = Object.entries(sheets);
  const list = entries.map(
    ([name], index) =>
      `<sheet name="${name.replace(/^-/, '')}" sheetId="${index + 1}" r:id="rId${index + 1}"${name.startsWith('-') ? ' state="hidden"' : ''}/>`,
  );
  const own = entries.map(([, data], index) => [`xl/worksheets/s${index + 1}.xml`, `<worksheet>${data}</worksheet>`]);
  const targets = entries.map(
    (_, index) => [`rId${index + 1}`, ['worksheet', `worksheets/s${index + 1}.xml`]] as const,
  );
  return openXml({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships({ ...Object.fromEntries(targets), ...links }),
    ...Object.fromEntries(own),
    ...files,
  });
}

/** An OpenDocument package. */
export function openDocument(content: string, files: Files = {}): Buffer {
  return openXml({ 'content.xml': content, 'META-INF/manifest.xml': '<manifest/>', ...files }, [
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', method: 0 },
  ]);
}

/** The parts of a document in a file. */
export async function partsOf(bytes: Uint8Array, passwords: readonly string[] = []): Promise<readonly Part[]> {
  return (await openedDocument(bytes, { passwords })).parts;
}

/** A document's own text. */
export async function ownText(bytes: Uint8Array, passwords: readonly string[] = []): Promise<ExtractedText> {
  const content = (await partsOf(bytes, passwords))[0]?.content;
  if (content?.state !== 'text') throw new Error(`no text, but ${JSON.stringify(content)}`);
  return content.text;
}

/** A text's lines as `place| line`, with `place~ line` for what is hidden. */
export function linesOf({ utf8, hidden, landmarks }: ExtractedText): readonly string[] {
  let at = 0;
  return Buffer.from(utf8)
    .toString()
    .split('\n')
    .map((line) => {
      const isHidden = hidden.some(([start, end]) => start <= at && at < end);
      const place = landmarkAt(landmarks, at) ?? '';
      at += Buffer.byteLength(line) + 1;
      return `${place}${isHidden ? '~' : '|'} ${line}`;
    });
}

/** The lines of a document's own text. */
export const linesIn = async (bytes: Uint8Array) => linesOf(await ownText(bytes));
