import type { KindReader } from '../document-kinds.ts';
import { writePictures } from '../pictures.ts';
import { streamBytes } from '../stream-bytes.ts';
import { readFileInformation } from './file-information.ts';
import { unlockWord } from './unlock-word.ts';
import { writeWord } from './write-word.ts';

/** Reads a Word document. */
export const readWord: KindReader = ({ compound, passwords }, findings) => {
  const main = streamBytes(compound, compound.root, 'WordDocument', findings);
  if (main === null) return null;
  const information = readFileInformation(main);
  if (information === null) {
    findings.lost(NO_DOCUMENT);
    return { openedBy: null };
  }
  const tables = streamBytes(compound, compound.root, information.tableStream, findings) ?? Buffer.alloc(0);
  const data = streamBytes(compound, compound.root, 'Data', findings) ?? Buffer.alloc(0);
  const unlocked = unlockWord(information, { main, tables, data }, passwords);
  if ('reason' in unlocked) {
    findings.lost(unlocked);
    return { openedBy: null };
  }
  const { streams, openedBy } = unlocked;
  writeWord(readFileInformation(streams.main) ?? information, streams, findings);
  // Pictures in the text stand in the one stream, those that float over it in the other.
  for (const stream of [streams.data, streams.main]) writePictures(stream, findings);
  return { openedBy };
};

const NO_DOCUMENT = {
  reason: 'damaged',
  detail: 'This Word document does not begin as one of Word 6 to 2003 does, and was not read; open it by hand.',
} as const;
