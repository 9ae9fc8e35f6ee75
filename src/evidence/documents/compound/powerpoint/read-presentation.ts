import type { KindReader } from '../document-kinds.ts';
import { writePictures } from '../pictures.ts';
import { streamBytes } from '../stream-bytes.ts';
import { addOleObjects } from './ole-objects.ts';
import { unlockPresentation } from './unlock-presentation.ts';
import { writePresentation } from './write-presentation.ts';

/** Reads a PowerPoint presentation. */
export const readPresentation: KindReader = ({ compound, passwords, limits }, findings) => {
  const stream = streamBytes(compound, compound.root, 'PowerPoint Document', findings);
  if (stream === null) return null;
  const user = streamBytes(compound, compound.root, 'Current User', findings) ?? Buffer.alloc(0);
  const pictures = streamBytes(compound, compound.root, 'Pictures', findings) ?? Buffer.alloc(0);
  const unlocked = unlockPresentation({ stream, user, pictures }, passwords);
  if ('reason' in unlocked) {
    findings.lost(unlocked);
    return { openedBy: null };
  }
  findings.lost(unlocked.shortfall);
  writePresentation(unlocked.stream, unlocked.objects, findings);
  addOleObjects(unlocked.stream, limits, findings);
  writePictures(unlocked.pictures, findings);
  return { openedBy: unlocked.openedBy };
};
