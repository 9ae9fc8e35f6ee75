import type { Allowance } from '../mime/allowance.ts';
import type { Shortfall } from '../shortfall.ts';
import { type Member, shownName } from '../text/member.ts';
import { TOO_LONG, TOO_MANY } from '../text/member-budget.ts';
import type { Compound, CompoundEntry } from './compound.ts';
import { NATIVE_STREAM, readNativeStream } from './package.ts';

/** A stream whose content is a file of its own, and the storage it stands in. */
export interface FileStream {
  readonly entry: CompoundEntry;
  readonly storage: CompoundEntry;
}

/** Where an Office document of today, LibreOffice's, what an OLE server keeps (a PDF, a picture), and an OLE package's file stand. */
const FILE_STREAMS: ReadonlySet<string> = new Set([
  'PACKAGE',
  'PACKAGE_STREAM',
  'CONTENTS',
  NATIVE_STREAM.toUpperCase(),
]);

const CUT_PACKAGE: Shortfall = {
  reason: 'truncated',
  detail:
    'The package says that this file is longer than what is there; it was read up to there. Ask its sender for another copy.',
};

/** The streams that hold a file, at any depth of storages, a storage's own before those below it. */
export function fileStreams({ root, children }: Compound): readonly FileStream[] {
  const storages = [root];
  const found: FileStream[] = [];
  for (let index = 0; index < storages.length; index++) {
    const storage = storages[index] ?? root;
    for (const entry of children(storage)) {
      if (entry.kind === 'storage') storages.push(entry);
      else if (FILE_STREAMS.has(entry.name.toUpperCase())) found.push({ entry, storage });
    }
  }
  return found;
}

/** Reads such a stream as a member named as its package says, else as its storage; within what the message may still spend. */
export function readFileStream(compound: Compound, { entry, storage }: FileStream, allowance: Allowance): Member {
  const name = shownName(storage.kind === 'root' ? entry.name : storage.name);
  const { held, shortfall, read } = compound.stream(entry);
  if (!allowance.takePart()) return { name, bytes: null, shortfall: TOO_MANY };
  if (held > allowance.budget.partBytes || !allowance.takeExpandedBytes(held)) {
    return { name, bytes: null, shortfall: TOO_LONG };
  }
  if (held === 0 && shortfall !== null) return { name, bytes: null, shortfall };
  const isNative = entry.name.toUpperCase() === NATIVE_STREAM.toUpperCase();
  const file = isNative ? readNativeStream(read(0, held)) : null;
  if (file === null) return { name, bytes: () => read(0, held), shortfall };
  const cut = shortfall ?? (file.isCut ? CUT_PACKAGE : null);
  return { name: shownName(file.name ?? name), bytes: () => file.bytes, shortfall: cut };
}
