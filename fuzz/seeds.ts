import {
  compoundFiles,
  storeFiles as keyStores,
  lockedZips,
  officeFiles,
  packedFiles,
  pdfFiles,
  pictureFiles,
  smallFiles,
} from './document-seeds.ts';
import { archives, EMLX, GRAPH, LOAD_FILE, MBOX, MESSAGES, RTFS } from './mail-seeds.ts';
import type { Random } from './random.ts';
import { MSGS, storeFiles, TNEF } from './store-seeds.ts';

/** Whole inputs of one reader, of which fuzzing makes broken ones. */
export interface Seeds {
  readonly reader: string;
  /** How often its turn comes, against the others: large stores and packed archives cost much more an input. */
  readonly weight: number;
  readonly files: readonly [Buffer, ...Buffer[]];
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
    { reader: 'office', weight: 4, files: officeFiles() },
    { reader: 'compound', weight: 4, files: compoundFiles() },
    { reader: 'pdf', weight: 2, files: pdfFiles() },
    { reader: 'packed', weight: 1, files: await packedFiles() },
    { reader: 'locked', weight: 2, files: await lockedZips() },
    { reader: 'picture', weight: 2, files: await pictureFiles() },
    { reader: 'key-store', weight: 4, files: keyStores() },
    { reader: 'small', weight: 8, files: smallFiles() },
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
