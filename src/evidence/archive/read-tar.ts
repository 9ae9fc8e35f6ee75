import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { ANYTHING_BESIDE } from '../loadfile/beside.ts';
import type { Shortfall } from '../shortfall.ts';
import type { ByteInput } from '../source/byte-input.ts';
import type { ByteWindow } from '../source/byte-window.ts';
import { toldAccess } from '../source/file-medium.ts';
import { accessInput, type Medium } from '../source/medium.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { sourceLoss } from '../source/reading.ts';
import type { ReadMedium, Request } from '../source/request.ts';
import { sliceAccess } from '../source/slice-access.ts';
import { shownName } from '../text/member.ts';
import { BAD_HEADER, NO_END, SPARSE } from '../text/tar/tar-shortfalls.ts';
import { CUT } from '../text/zip/zip-data.ts';
import { type MemberContent, readMember, resumeAt } from './archive-member.ts';
import { type TarEntry, tarEntries } from './tar-entries.ts';

/**
 * Reads the members of a tar, each as a source of its own, in order. Folders, links and devices hold nothing and are passed over.
 * @param archive from the tar's first byte on.
 * @param access the same bytes at any place, where they can be had so: members then need no copy, and need not be read to be passed over.
 * @returns the balance; its expectation counts headers, and is unknown where some are damaged or the end is lost.
 */
export async function* readTar(
  archive: Request & { readonly window: ByteWindow },
  access: RandomAccess | null,
  read: ReadMedium,
): AsyncGenerator<EvidenceEvent, Tally> {
  const tar = { window: archive.window, access: access === null ? null : toldAccess(access, archive.onBytes) };
  const resume = resumeAt(archive);
  let { tally } = archive.from;
  let number = 0;
  let isWhole = true;
  for await (const entry of tarEntries(tar.window, access?.size ?? Number.POSITIVE_INFINITY)) {
    const shortfall = archiveShortfall(entry);
    isWhole &&= shortfall === null && !(entry.kind === 'file' && isCut(tar, entry.size));
    const isAfter = number > resume.number || (number === resume.number && resume.within.length === 0);
    if (shortfall !== null && isAfter) yield sourceLoss(archive, shortfall);
    if (shortfall !== null) continue;
    if (entry.kind === 'file' && number >= resume.number) {
      const name = shownName(entry.name);
      const member = { number, name, content: contentOf(tar, entry), beside: ANYTHING_BESIDE };
      const from = { position: number === resume.number ? resume.within : [], tally };
      tally = yield* readMember(archive, member, from, read);
    }
    number += 1;
  }
  return isWhole ? tally : { ...tally, expected: 'unknown' };
}

interface Tar {
  readonly window: ByteWindow;
  readonly access: RandomAccess | null;
}

function archiveShortfall({ kind }: TarEntry): Shortfall | null {
  if (kind === 'damage') return BAD_HEADER;
  return kind === 'cut' ? NO_END : null;
}

const isCut = ({ window, access }: Tar, size: number) => access !== null && window.offset + size > access.size;

function contentOf(tar: Tar, { size, isSparse }: Extract<TarEntry, { kind: 'file' }>): MemberContent {
  if (isSparse) return { state: 'unread', shortfall: SPARSE };
  return { state: 'medium', medium: mediumOf(tar, size), expandsTo: null };
}

function mediumOf({ window, access }: Tar, size: number): Medium {
  if (access === null) return windowMedium(window, size);
  const data = sliceAccess(access, window.offset, size);
  const damage = data.size < size ? CUT : null;
  return { input: accessInput(data), size: data.size, access: () => data, damage: () => damage };
}

/** The next bytes of a window. */
function windowMedium(window: ByteWindow, size: number): Medium {
  let left = size;
  let isCutShort = false;
  const read = async (into: Buffer) => {
    if (left === 0) return 0;
    const held = await window.atLeast(1);
    const count = held.copy(into, 0, 0, Math.min(held.length, left));
    window.advance(count);
    left -= count;
    isCutShort = count === 0;
    return count;
  };
  const input: ByteInput = { read, close: async () => {} };
  return { input, size, access: null, damage: () => (isCutShort ? CUT : null) };
}
