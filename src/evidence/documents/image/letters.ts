import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { giveMemoryBack } from './give-memory-back.ts';
import { type PictureSize, pixelsOf } from './picture-size.ts';

/** What is used of the recogniser's own interface. */
interface Recogniser {
  readonly Init: (folder: null, language: string, engine: number) => number;
  readonly SetImageFile: (orientation: number, angle: number) => number;
  readonly Recognize: (progress: null) => number;
  readonly GetTSVText: (page: number) => string;
  readonly Clear: () => void;
}

interface Module {
  readonly FS: { readonly writeFile: (path: string, bytes: Uint8Array) => void };
  readonly TessBaseAPI: new () => Recogniser;
}

interface Loaded {
  readonly module: Module;
  readonly recogniser: Recogniser;
}

/** The engine of neural networks alone; the older one is not in this build. */
const LSTM = 1;
const LANGUAGE = 'eng';
/** A picture of more pixels makes the recogniser's memory so large that it is not kept. */
const LARGE_PIXELS = 4_000_000;

let loaded: Promise<Loaded> | null = null;

/**
 * Reads the letters in a picture (PNG, JPEG, GIF, BMP, TIFF, WebP), line by line.
 * @param size How large it claims to be.
 * @param orientation How it is turned, as EXIF says (1 to 8).
 * @returns null where the picture does not decode.
 * @throws where the recogniser breaks down; the next picture gets a new one.
 */
export async function lettersIn(
  picture: Uint8Array,
  size: PictureSize,
  orientation: number,
): Promise<readonly string[] | null> {
  try {
    const table = await tableOf(picture, size, orientation);
    return table === null ? null : confidentLines(table);
  } catch (error) {
    loaded = null;
    throw error;
  } finally {
    if (loaded === null) giveMemoryBack();
  }
}

async function tableOf(picture: Uint8Array, size: PictureSize, orientation: number): Promise<string | null> {
  loaded ??= load();
  const { module, recogniser } = await loaded;
  const table = recognise(module, recogniser, picture, orientation);
  if (pixelsOf(size) > LARGE_PIXELS) loaded = null;
  return table;
}

function recognise({ FS }: Module, recogniser: Recogniser, picture: Uint8Array, orientation: number): string | null {
  FS.writeFile('/input', picture);
  try {
    // What it answers is whether it failed; it would then go on with the picture before.
    if (recogniser.SetImageFile(orientation, 0) !== 0) return null;
    recogniser.Recognize(null);
    return recogniser.GetTSVText(0);
  } finally {
    FS.writeFile('/input', new Uint8Array(0));
    recogniser.Clear();
  }
}

/** The recogniser and what it has learnt, from their packages: by themselves they would be fetched. */
async function load(): Promise<Loaded> {
  const require = createRequire(import.meta.url);
  const create: unknown = require('tesseract.js-core/tesseract-core-simd-lstm.js');
  const wasmBinary = readFileSync(require.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm'));
  const learnt = readFileSync(require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'));
  const silent = { print: () => {}, printErr: () => {} };
  const module = await (create as (options: object) => Promise<Module>)({ wasmBinary, ...silent });
  module.FS.writeFile(`${LANGUAGE}.traineddata`, gunzipSync(learnt));
  const recogniser = new module.TessBaseAPI();
  if (recogniser.Init(null, LANGUAGE, LSTM) !== 0) throw new Error('the letters that were learnt could not be loaded');
  return { module, recogniser };
}

/** In hundredths: of each word, and of a line's such words on the average. A password among words is no word, and less sure than they are. */
const SURE_LINE = 60;
const SURE_WORD = 25;
const WORD = '5';

/** The lines that are sure to be letters: what is seen into the patterns of a photograph is not. `table`: a word a row (Tesseract's TSV). */
export function confidentLines(table: string): readonly string[] {
  const lines = new Map<string, { text: string; sure: number }[]>();
  for (const row of table.split('\n')) {
    const [level, page, block, paragraph, line, , , , , , sure, text = ''] = row.split('\t');
    if (level !== WORD || text.trim() === '') continue;
    const key = [page, block, paragraph, line].join('/');
    lines.set(key, [...(lines.get(key) ?? []), { text, sure: Number(sure) }]);
  }
  return [...lines.values()].flatMap((words) => {
    const kept = words.filter(({ sure }) => sure >= SURE_WORD);
    const sum = kept.reduce((total, { sure }) => total + sure, 0);
    return sum < SURE_LINE * Math.max(1, kept.length) ? [] : [kept.map(({ text }) => text).join(' ')];
  });
}
