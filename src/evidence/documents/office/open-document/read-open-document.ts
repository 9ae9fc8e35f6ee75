import { DataReader } from '../data-reader.ts';
import type { PackagePart } from '../package/package-part.ts';
import type { Reading } from '../reading.ts';
import { BinaryData } from './binary-data.ts';
import { HiddenStyles } from './hidden-styles.ts';
import { OpenDocumentReader } from './open-document-reader.ts';
import { SettingsReader } from './settings-reader.ts';

/** Most files in the text of one document. */
const MOST_FILES = 10_000;

/** Parts that list others and hold no text. */
const LISTS = /^META-INF\/manifest\.xml$|-lb\.xml$|-lc\.xml$|^manifest\.rdf$/i;

/** Reads an OpenDocument package (OpenDocument 1.2 part 3): content, headers and footers, properties, macros, then the documents embedded in it. */
export function readOpenDocument(reading: Reading): void {
  const { office } = reading;
  readContent(reading, office.find('content.xml'), new HiddenStyles());
  readContent(reading, office.find('styles.xml'), new HiddenStyles());
  for (const part of office.parts) {
    if (!/\.(?:xml|rdf)$/i.test(part.name)) continue;
    if (/(?:^|\/)(?:content|styles)\.xml$/i.test(part.name)) readContent(reading, part, new HiddenStyles());
    else readFurther(reading, part);
  }
}

function readFurther(reading: Reading, part: PackagePart): void {
  if (LISTS.test(part.name)) {
    reading.pass(part);
    return;
  }
  if (/(?:^|\/)settings\.xml$/i.test(part.name)) {
    reading.xml(part, new SettingsReader(reading.out));
    return;
  }
  const isAbout = /(?:^|\/)meta\.xml$/i.test(part.name);
  reading.out.mark(isAbout ? 'properties' : (part.name.split('/').at(-1) ?? part.name));
  const isDialog = /^Dialogs\//i.test(part.name);
  reading.xml(part, new DataReader(reading.out, isDialog, true));
}

function readContent(reading: Reading, part: PackagePart | null, styles: HiddenStyles): void {
  if (part === null || reading.isDone(part)) return;
  const reader = new OpenDocumentReader(reading.out, styles, new BinaryData(MOST_FILES));
  reading.xml(part, reader);
  reader.finish();
}
