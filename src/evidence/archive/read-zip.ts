import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { besideMember } from '../loadfile/beside.ts';
import { toldAccess } from '../source/file-medium.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { sourceLoss } from '../source/reading.ts';
import { depthOf, mostMembers, type ReadMedium, type Request } from '../source/request.ts';
import { archiveShortfall } from '../text/zip/zip-data.ts';
import { readMember, resumeAt } from './archive-member.ts';
import { openZipArchive, type ZipArchive } from './zip-archive.ts';
import { ZipContents } from './zip-contents.ts';

/**
 * Reads the members of a zip, each as a source of its own, in the order of its index (APPNOTE.TXT), which says how many there are.
 * @returns the balance; null, and nothing read, where the zip is one document in many pieces, or nothing at all is found in it.
 */
export async function* readZip(
  request: Request,
  access: RandomAccess,
  read: ReadMedium,
): AsyncGenerator<EvidenceEvent, Tally | null> {
  const zip = toldAccess(access, request.onBytes);
  const archive = openZipArchive(zip, mostMembers(request, zip.size));
  if (archive.isOneDocument || (archive.count === 0 && !archive.isWhole)) return null;
  const tally = yield* readEntries(request, zip, archive, read);
  const shortfall = archiveShortfall(archive.isWhole, archive.isSpanned);
  if (shortfall === null) return tally;
  yield sourceLoss(request, shortfall);
  return { ...tally, expected: 'unknown' };
}

async function* readEntries(
  request: Request,
  zip: RandomAccess,
  archive: ZipArchive,
  read: ReadMedium,
): AsyncGenerator<EvidenceEvent, Tally> {
  const resume = resumeAt(request);
  const contents = new ZipContents(request, zip, archive);
  const names = () => new Set([...archive.entries()].map(({ name }) => name));
  let { tally } = request.from;
  let number = 0;
  for (const entry of archive.entries()) {
    if (number >= archive.looked) break;
    const open = contents.next(entry);
    const isElsewhere = depthOf(request) === 0 && request.skips.has(entry.name);
    if (number >= resume.number && !entry.isFolder && !isElsewhere) {
      const member = { number, name: entry.name, content: await open(), beside: besideMember(entry.name, names) };
      tally = yield* readMember(
        request,
        member,
        { position: number === resume.number ? resume.within : [], tally },
        read,
      );
    }
    number += 1;
  }
  return archive.count > number ? yield* beyond(request, archive.count - number, tally) : tally;
}

/** Entries beyond those that are looked at count as they stand in the index. */
function* beyond(
  request: Request,
  count: number,
  { expected, unreadable, ...tally }: Tally,
): Generator<EvidenceEvent, Tally> {
  const detail = `The archive has more entries than are read of one; the last ${count} were not read. Extract it and add its folder.`;
  yield sourceLoss(request, { reason: 'over-budget', detail });
  return { ...tally, expected: expected === 'unknown' ? expected : expected + count, unreadable: unreadable + count };
}
