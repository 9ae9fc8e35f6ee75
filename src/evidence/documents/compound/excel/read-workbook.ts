import type { KindReader, OpenedBy } from '../document-kinds.ts';
import { writePictures } from '../pictures.ts';
import { streamBytes } from '../stream-bytes.ts';
import { drawingsOf } from './drawings.ts';
import { writePivotCaches } from './pivot-caches.ts';
import { unlockWorkbook } from './unlock-workbook.ts';
import { writeWorkbook } from './write-workbook.ts';

/** Where a workbook stands: Excel 97 and newer, Excel 5 and 95; a file may hold both. */
const STREAMS = ['Workbook', 'Book'];

/** Reads an Excel workbook. */
export const readWorkbook: KindReader = ({ compound, passwords }, findings) => {
  const streams = STREAMS.flatMap((name) => streamBytes(compound, compound.root, name, findings) ?? []);
  if (streams.length === 0) return null;
  let openedBy: OpenedBy = null;
  for (const stream of streams) {
    const unlocked = unlockWorkbook(stream, passwords);
    if ('reason' in unlocked) {
      findings.lost(unlocked);
      continue;
    }
    openedBy ??= unlocked.openedBy;
    writeWorkbook(unlocked.stream, findings);
    writePictures(drawingsOf(unlocked.stream), findings);
  }
  writePivotCaches(compound, findings);
  return { openedBy };
};
