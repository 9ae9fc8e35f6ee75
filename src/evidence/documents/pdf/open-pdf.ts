import { getDocument, type PDFDocumentProxy } from 'unpdf/pdfjs';
import type { Shortfall } from '../../shortfall.ts';
import { characterMap, isUnicodeMap } from './character-map.ts';
import type { ReadingTime } from './reading-time.ts';
import { salvagePages } from './salvage-pages.ts';

/** A document whose pages can be read, and which of the passwords opened it: null where none was needed. */
export interface OpenedPdf {
  readonly document: PDFDocumentProxy;
  readonly password: number | null;
  /** Whether its index was lost, so that its pages were looked for one by one. */
  readonly isSalvaged: boolean;
  /** Names of tables of letters that its pages ask for and that are not there; grows while they are read. */
  readonly unknownTables: ReadonlySet<string>;
}

/** Most pixels of a picture that is decoded. */
const MOST_PIXELS = 50_000_000;

const ENCRYPTED: Shortfall = {
  reason: 'encrypted',
  detail: 'This PDF asks for a password that was not found; open it with its password and add what comes out.',
};

/** PDF.js names a handler that is not the standard one in this way (ISO 32000-2, 7.6.5). */
const OTHER_LOCK: Shortfall = {
  reason: 'encrypted',
  detail:
    'This PDF is locked by a certificate or a rights service, not by a password; open it with its owner’s account.',
};

const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'This PDF is damaged: neither its index nor any page was found. Ask its sender for another copy.',
};

/**
 * Opens a PDF (ISO 32000-2). Each password is verified by the document's own check values (7.6.4.4) before anything is decrypted; an empty user password
 * needs none of them. Nothing is fetched, compiled or drawn.
 * @param withPictures Whether pictures are decoded; without, they are left out of what a page draws.
 */
export async function openPdf(
  bytes: Uint8Array,
  passwords: readonly string[],
  time: ReadingTime,
  withPictures: boolean,
): Promise<OpenedPdf | Shortfall> {
  const opened = await open(bytes, passwords, time, withPictures);
  const salvaged = opened === DAMAGED ? salvagePages(bytes) : null;
  if (salvaged === null) return opened;
  const again = await open(salvaged, [], time, withPictures);
  return 'document' in again ? { ...again, isSalvaged: true } : DAMAGED;
}

async function open(
  bytes: Uint8Array,
  passwords: readonly string[],
  time: ReadingTime,
  withPictures: boolean,
): Promise<OpenedPdf | Shortfall> {
  const tries = passwords.flatMap((password, index) => spellingsOf(password).map((spelling) => ({ spelling, index })));
  let tried = -1;
  const unknownTables = new Set<string>();
  const task = getDocument({
    // PDF.js takes what it is given for itself.
    data: Uint8Array.from(bytes),
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    cMapPacked: false,
    BinaryDataFactory: tablesThatMiss(unknownTables),
    maxImageSize: withPictures ? MOST_PIXELS : 0,
    verbosity: 0,
  });
  task.onPassword = (answer: (password: string | Error) => void) => {
    tried += 1;
    answer((time.isOver ? undefined : tries[tried]?.spelling) ?? new Error('no password is left to try'));
  };
  try {
    const document = await task.promise;
    return { document, password: tries[tried]?.index ?? null, isSalvaged: false, unknownTables };
  } catch (error) {
    await task.destroy();
    if (tried >= 0) return ENCRYPTED;
    return isOtherLock(error) ? OTHER_LOCK : DAMAGED;
  }
}

/** What PDF.js asks for its tables: it would look for files. Fonts of its own it can do without. */
function tablesThatMiss(unknown: Set<string>) {
  let hasOwnNumbers = false;
  return class {
    async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
      const map = kind === 'cMapUrl' ? characterMap(filename) : null;
      // Whose letters nobody numbered here are numbered as Adobe does, and but for ASCII that is not known here.
      if (map !== null && !isUnicodeMap(filename)) hasOwnNumbers = true;
      else if (!hasOwnNumbers && kind === 'cMapUrl') unknown.add(filename);
      if (map !== null) return Uint8Array.from(Buffer.from(map, 'latin1'));
      if (kind === 'cMapUrl') unknown.add(filename);
      throw new Error('this table is not here');
    }
  };
}

/**
 * A password as the ciphers take it: older ones one byte a letter (PDFDocEncoding), newer ones UTF-8, normalised (SASLprep, RFC 4013).
 * A letter stands for a byte.
 */
function spellingsOf(password: string): readonly string[] {
  const normalised = password.normalize('NFKC');
  const bytes = Buffer.from(normalised).toString('latin1');
  return [...new Set([password, normalised, bytes])];
}

function isOtherLock(error: unknown): boolean {
  return error instanceof Error && /encrypt|filter/i.test(error.message) && !/InvalidPDF/.test(error.name);
}
