import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  prepareZXingModule,
  purgeZXingModule,
  type ReaderOptions,
  type ReadResult,
  readBarcodes,
} from 'zxing-wasm/reader';
import { giveMemoryBack } from './give-memory-back.ts';
import { type PictureSize, pixelsOf } from './picture-size.ts';

/** A code found in a picture: what kind it is, and what it says. */
export interface Barcode {
  readonly symbology: string;
  readonly text: string;
}

/**
 * Codes that people put secrets into, and which are hard to mistake: of those made of bars the one that any text goes into and that checks itself.
 * Others are read into any row of lines.
 */
const FORMATS = ['QRCode', 'MicroQRCode', 'RMQRCode', 'DataMatrix', 'Aztec', 'PDF417', 'Code128'] as const;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['QRCode', 'QR code'],
  ['MicroQRCode', 'Micro QR code'],
  ['RMQRCode', 'rMQR code'],
  ['DataMatrix', 'Data Matrix'],
  ['Code128', 'Code 128'],
]);

/** Up to so many pixels a picture is searched thoroughly, also for light codes on dark; it takes 10 ms. Larger ones would take seconds. */
const THOROUGH_PIXELS = 500_000;
/** Most codes of one picture. */
const MOST_CODES = 64;
/** WebAssembly does not give memory back: what a large picture took would be held against all that follow. */
const MOST_KEPT_BYTES = 64 * 1024 * 1024;

/** The formats that are decoded here. */
export const DECODED_FOR_CODES: ReadonlySet<string> = new Set(['PNG', 'JPEG', 'GIF', 'BMP']);

/**
 * Finds codes in a PNG, JPEG, BMP or the first frame of a GIF.
 * @returns null where the picture does not decode.
 */
export async function barcodesIn(
  picture: Uint8Array,
  size: PictureSize,
  isThorough: boolean,
): Promise<readonly Barcode[] | null> {
  const { found, isLarge } = await readWith(picture, optionsFor(isThorough || pixelsOf(size) <= THOROUGH_PIXELS));
  if (isLarge) giveMemoryBack();
  // Codes that do not check are not given; what is not valid is the picture.
  if (found.some(({ isValid }) => !isValid)) return null;
  return found.map((code) => ({ symbology: nameOf(code), text: contentsOf(code) }));
}

function optionsFor(isThorough: boolean): ReaderOptions {
  return {
    formats: [...FORMATS],
    tryHarder: isThorough,
    tryInvert: isThorough,
    tryRotate: true,
    tryDownscale: true,
    returnErrors: false,
    textMode: 'Plain',
    maxNumberOfSymbols: MOST_CODES,
  };
}

/** What was found, and whether that took so much memory that it was let go. */
async function readWith(picture: Uint8Array, options: ReaderOptions) {
  const zxing = await prepareZXingModule({ overrides: zxingBinary(), fireImmediately: true });
  const found: readonly ReadResult[] = await readBarcodes(picture, options).finally(() => {
    if (heapBytes(zxing) > MOST_KEPT_BYTES) purgeZXingModule();
  });
  return { found, isLarge: heapBytes(zxing) > MOST_KEPT_BYTES };
}

function heapBytes(module: object): number {
  return 'HEAPU8' in module && module.HEAPU8 instanceof Uint8Array ? module.HEAPU8.length : 0;
}

let overrides: { wasmBinary: ArrayBuffer } | null = null;

/** The decoder, from its package: by itself it would be fetched. */
function zxingBinary(): { wasmBinary: ArrayBuffer } {
  if (overrides !== null) return overrides;
  const bytes = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  overrides = { wasmBinary: Uint8Array.from(bytes).buffer };
  return overrides;
}

function nameOf({ format, symbology }: ReadResult): string {
  return NAMES.get(format) ?? NAMES.get(symbology) ?? format;
}

/** Text as it is; of bytes, what can be printed. */
function contentsOf({ contentType, text, bytes }: ReadResult): string {
  if (contentType !== 'Binary' && contentType !== 'Mixed' && contentType !== 'UnknownECI') return text;
  const printable =
    Buffer.from(bytes)
      .toString('latin1')
      .match(/[\x20-\x7e]{4,}/g) ?? [];
  return [...new Set([text, ...printable])].join('\n');
}
