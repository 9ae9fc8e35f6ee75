import { byteString } from '../../decode/byte-string.ts';

/** What kind of office document entries of these names make; null for none. */
export type OfficeKind = 'open-xml' | 'open-document' | 'iwork';

/** Parts that an Office Open XML document is not without (ECMA-376), in folders as programs name them. */
const OPEN_XML =
  /^\/?(?:word\/document|xl\/(?:workbook|worksheets\/)|ppt\/(?:presentation|slides\/)|visio\/(?:document|pages\/))/;
const OPEN_XML_FOLDER = /^\/?(?:word|xl|ppt|visio)\//;
const IWORK = /^(?:index\/document\.iwa|index\.apxl|index\.zip|.+\.(?:pages|numbers|key)\/index\.zip)$/;

/** Whether entries with these names are an office document: Office Open XML (ECMA-376), OpenDocument (ISO 26300) or iWork. */
export function officeKind(entryNames: Iterable<string>): OfficeKind | null {
  const names = new Set([...entryNames].map(plainName));
  const inFolder = names.has('[content_types].xml') ? OPEN_XML_FOLDER : OPEN_XML;
  for (const name of names) {
    if (inFolder.test(name)) return 'open-xml';
    if (IWORK.test(name)) return 'iwork';
  }
  const isOpenDocument = names.has('mimetype') && (names.has('content.xml') || names.has('encrypted-package'));
  return isOpenDocument || (names.has('content.xml') && names.has('meta-inf/manifest.xml')) ? 'open-document' : null;
}

/** Whether an entry of this name is of an office document and of nothing else: the package is one document, whatever else is in it. */
export function isOfficeEntry(name: string): boolean {
  const plain = plainName(name);
  return plain === '[content_types].xml' || OPEN_XML.test(plain) || IWORK.test(plain);
}

const plainName = (name: string) => name.replaceAll('\\', '/').toLowerCase();

const FLAT =
  /^(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,200}-->\s{0,100})?<office:document\s/;
const FLAT_HEAD = 1024;

/** Whether bytes begin an OpenDocument that is one XML text (OpenDocument 1.2 part 1 §3.1.2). */
export function beginsFlatOpenDocument(bytes: Uint8Array): boolean {
  return FLAT.test(byteString(bytes, 0, Math.min(FLAT_HEAD, bytes.length)));
}
