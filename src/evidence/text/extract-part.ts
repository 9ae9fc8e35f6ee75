import { asBuffer } from '../decode/byte-string.ts';
import { isStoreText } from '../documents/key-store/text-store.ts';
import { beginsPgpKeys } from '../documents/key-store/vault/pgp-keys.ts';
import { beginsFlatOpenDocument } from '../documents/office/office-kind.ts';
import { readerOf } from '../documents/reader-of.ts';
import { defer, deferText } from '../isolation/deferral.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import { extractCompound } from '../ole/compound-part.ts';
import { extractPst } from '../pst/pst-part.ts';
import { extractRtf, looksLikeRtf } from '../rtf/rtf-part.ts';
import type { Shortfall } from '../shortfall.ts';
import { extractArmor } from '../signed/armor-part.ts';
import { extractPgp, isPgpMessage } from '../signed/pgp-part.ts';
import { extractCms } from '../signed/signed-part.ts';
import { memoryAccess } from '../source/random-access.ts';
import { isStore, type Recognised, recogniseSource } from '../source/recognise.ts';
import { extractTnef } from '../tnef/tnef-part.ts';
import { extractAppleSingle } from './apple-single.ts';
import type { BinaryFormat } from './binary-format.ts';
import { extractCalendar, isCalendar } from './calendar/calendar-part.ts';
import { extractEmbeddedMail } from './embedded-mail.ts';
import { unreadExtraction } from './extraction.ts';
import { extractGzip } from './gzip-part.ts';
import { extractHtml } from './html-part.ts';
import { readPlainText } from './plain-text.ts';
import { extractPropertyList } from './property-list/property-list-part.ts';
import { beginsPropertyList } from './property-list/xml-property-list.ts';
import { beginsRegistry, extractRegistry } from './registry/registry-part.ts';
import { extractTar } from './tar/tar-part.ts';
import { unreadFormat, unsupported } from './unread-format.ts';
import { beginsXml, extractXml } from './xml/xml-part.ts';
import { endsAsZip } from './zip/zip-directory.ts';
import { extractZip } from './zip/zip-part.ts';

/**
 * Reads what is not MIME structure: text of any kind, HTML, archives, documents. The content says what it is; the declared type decides only
 * between kinds of text. What cannot be read says so and why.
 */
export const extractPart: PartExtractor = (leaf) => {
  try {
    if (isHtmlBody(leaf)) return extractHtml(leaf, null);
    const recognised = recogniseSource(leaf.bytes());
    const reader = readerOf(recognised);
    if (reader !== null) return defer(leaf, reader);
    if (mayEndAsZip(recognised) && endsAsZip(memoryAccess(leaf.bytes()))) return extractZip(leaf, extractPart);
    return unreadFormat(recognised) ?? extract(leaf, recognised);
  } catch {
    // A reader's own fault must cost this part alone; no bytes of mail may bring a run down.
    return unreadExtraction({
      reason: 'damaged',
      detail: 'This part brought its reader down and was left; open it by hand.',
    });
  }
};

/** A program may carry an archive behind it, and of a split archive only the last piece has an index. */
function mayEndAsZip(recognised: Recognised): boolean {
  if (recognised.kind !== 'binary') return false;
  return recognised.format === null || recognised.format.mediaType === 'application/x-msdownload';
}

function extract(leaf: LeafPart, recognised: Recognised): Extraction {
  switch (recognised.kind) {
    case 'zip':
      return extractZip(leaf, extractPart);
    case 'gzip':
      return extractGzip(leaf, extractPart);
    case 'tnef':
      return extractTnef(leaf, extractPart);
    case 'mbox':
    case 'message':
    case 'emlx':
      return isDeclaredText(leaf) ? extractText(leaf, AS_DECLARED) : extractEmbeddedMail(leaf, recognised, extractPart);
    case 'graph':
      return extractText(leaf, AS_DECLARED);
    case 'load-file':
      return extractText(leaf, { ...AS_DECLARED, charset: recognised.charset });
    case 'text':
      return extractText(leaf, recognised);
    case 'tar':
      return extractTar(leaf, extractPart);
    case 'binary':
      return isStore(recognised) ? extractPst(leaf, extractPart) : extractBinary(leaf, recognised.format);
  }
}

/** A body that is declared as HTML and begins as it does, in a charset of one byte a letter, needs no second look. */
function isHtmlBody({ role, mediaType, bytes }: LeafPart): boolean {
  if (role === 'attachment' || !DECLARED_HTML.test(mediaType)) return false;
  const [first, second = 0] = bytes();
  return first === 0x3c && (second === 0x21 || (second | 0x20) === 0x68);
}

const DECLARED_HTML = /^(?:text\/html|application\/xhtml\+xml)$/;

function isDeclaredText(leaf: LeafPart): boolean {
  return leaf.mediaType.startsWith('text/');
}

type Text = Extract<Recognised, { kind: 'text' }>;

/** For what is declared as text and looks like something else. */
const AS_DECLARED: Text = { kind: 'text', charset: null, isHtml: false };

function extractText(leaf: LeafPart, { charset, isHtml }: Text): Extraction {
  if (DECLARED_RTF.test(leaf.mediaType) && looksLikeRtf(leaf.bytes())) return extractRtf(leaf, extractPart);
  if (isCalendar(leaf)) return extractCalendar(leaf, charset, extractPart);
  if (DECLARED_HTML.test(leaf.mediaType) || (isHtml && !isDeclaredText(leaf))) return extractHtml(leaf, charset);
  const list = beginsPropertyList(leaf.bytes()) ? extractPropertyList(leaf, charset, extractPart) : null;
  if (list !== null) return list;
  if (beginsFlatOpenDocument(leaf.bytes())) return defer(leaf, 'office');
  if (beginsXml(leaf.bytes())) return extractXml(leaf, charset);
  if (beginsRegistry(leaf.bytes())) return extractRegistry(leaf, charset);
  const text = readPlainText(leaf, charset);
  if (isStoreText(text)) return deferText(leaf, text, 'key-store');
  return extractArmor(leaf, text, extractPart, LOCKED);
}

const DECLARED_RTF = /^(?:text|application)\/(?:x-)?rtf$/;

/** What is declared as text is read as text even where it does not look so, rather than lost. */
function extractBinary(leaf: LeafPart, format: BinaryFormat | null): Extraction {
  if (format?.mediaType === 'application/x-ole-storage') {
    return extractCompound(leaf, extractPart, LOCKED);
  }
  if (format?.mediaType === 'application/rtf') return extractRtf(leaf, extractPart);
  if (format?.mediaType === 'application/applefile') return extractAppleSingle(leaf, extractPart);
  if (format?.mediaType === 'application/pkcs7-mime') {
    return extractCms(leaf, leaf.bytes(), extractPart, LOCKED) ?? unreadExtraction(unsupported(format));
  }
  if (beginsPgpKeys(asBuffer(leaf.bytes()))) return defer(leaf, 'key-store');
  if (isPgpMessage(asBuffer(leaf.bytes()))) return extractPgp(leaf, asBuffer(leaf.bytes()), extractPart, LOCKED);
  if (isDeclaredText(leaf)) return extractText(leaf, AS_DECLARED);
  const kind = /^(image|audio|video|font)\//.exec(leaf.mediaType)?.[1];
  if (kind !== undefined) {
    return unreadExtraction({
      reason: 'unsupported',
      detail: `This is declared as ${kind} and its text, if any, is not read yet; open it by hand.`,
    });
  }
  return unreadExtraction({
    reason: 'unrecognised',
    detail: 'This is neither text nor a format known here; open it by hand.',
  });
}

const LOCKED: Shortfall = {
  reason: 'encrypted',
  detail: 'This is encrypted; open it with its key or password and add what comes out.',
};
