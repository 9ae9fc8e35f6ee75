import { gzipSync } from 'node:zlib';
import {
  compoundFiles,
  compoundTrees,
  storeFiles as keyStores,
  lockedPacking,
  lockedZips,
  officeFiles,
  packedFiles,
  pdfFiles,
  pictureFiles,
  slowFiles,
  smallFiles,
} from './document-seeds.ts';
import { archives, EMLX, GRAPH, LOAD_FILE, MBOX, MESSAGES, RTFS } from './mail-seeds.ts';
import { mailedPackings, TEXTS } from './mailed-seeds.ts';
import { type Packing, pdfPacking, treePacking, wrapping, zipPacking } from './packing.ts';
import type { Random } from './random.ts';
import { MSGS, storeFiles, TNEF } from './store-seeds.ts';

/** Whole inputs of one reader, of which fuzzing makes broken ones. */
export interface Seeds {
  readonly reader: string;
  /** How often its turn comes, against the others: large stores and packed archives cost much more an input. */
  readonly weight: number;
  readonly files: readonly [Buffer, ...Buffer[]];
  /** Files made of others, which are changed within. */
  readonly packings?: readonly Packing[];
}

/** Picks a reader's seeds, each as often as its weight says. */
export function pickSeeds(seeds: readonly [Seeds, ...Seeds[]], random: Random): Seeds {
  let left = random.below(seeds.reduce((sum, { weight }) => sum + weight, 0));
  for (const one of seeds) {
    left -= one.weight;
    if (left < 0) return one;
  }
  return seeds[0];
}

/**
 * Makes the seeds of every reader.
 * @param only names of the readers that are wanted, with commas between; null for all.
 * @throws Error for a name that no reader has.
 */
export async function loadSeeds(only: string | null): Promise<readonly [Seeds, ...Seeds[]]> {
  const mailed = mailedPackings([
    ...officeFiles().slice(0, 3),
    ...compoundFiles().slice(0, 3),
    ...(await lockedZips()),
  ]);
  const all: readonly Seeds[] = [
    { reader: 'message', weight: 8, files: buffers(MESSAGES) },
    { reader: 'mbox', weight: 4, files: [MBOX] },
    { reader: 'emlx', weight: 4, files: [EMLX] },
    { reader: 'tnef', weight: 8, files: [TNEF] },
    { reader: 'msg', weight: 4, files: MSGS },
    { reader: 'pst', weight: 1, files: storeFiles() },
    { reader: 'rtf', weight: 8, files: buffers(RTFS) },
    { reader: 'graph', weight: 4, files: [GRAPH] },
    { reader: 'load-file', weight: 2, files: [LOAD_FILE] },
    { reader: 'archive', weight: 1, files: archives(MSGS[0]) },
    { reader: 'office', weight: 12, files: officeFiles(), packings: officeFiles().map((file) => zipPacking(file)) },
    { reader: 'compound', weight: 12, files: compoundFiles(), packings: compoundTrees().map(treePacking) },
    { reader: 'office-lock', weight: 2, files: [lockedPacking().pack([])], packings: [lockedPacking()] },
    { reader: 'pdf', weight: 2, files: pdfFiles(), packings: pdfFiles().slice(0, 2).map(pdfPacking) },
    { reader: 'packed', weight: 2, files: await packedFiles() },
    { reader: 'locked', weight: 4, files: await lockedZips() },
    { reader: 'picture', weight: 4, files: await pictureFiles() },
    { reader: 'key-store', weight: 8, files: keyStores() },
    { reader: 'small', weight: 8, files: smallFiles(), packings: smallFiles().map((file) => wrapping(file, gzipSync)) },
    { reader: 'text', weight: 4, files: buffers(TEXTS) },
    { reader: 'mailed', weight: 4, files: [mailed[0]?.pack([]) ?? GRAPH], packings: mailed },
    { reader: 'slow', weight: 1, files: await slowFiles() },
  ];
  const [first, ...rest] = all.filter(({ reader }) => only === null || only.split(',').includes(reader));
  if (first === undefined)
    throw new Error(`no reader ${only}; there are ${all.map(({ reader }) => reader).join(', ')}`);
  return [first, ...rest];
}

function buffers(texts: readonly string[]): readonly [Buffer, ...Buffer[]] {
  const [first = Buffer.alloc(0), ...rest] = texts.map((text) => Buffer.from(text, 'latin1'));
  return [first, ...rest];
}
