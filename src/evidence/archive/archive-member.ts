import { basename } from 'node:path';
import type { Tally } from '../../core/index.ts';
import type { Checkpoint, EvidenceEvent } from '../evidence-event.ts';
import type { Beside } from '../loadfile/beside.ts';
import type { Document } from '../message.ts';
import { bytePlace } from '../place.ts';
import type { Shortfall } from '../shortfall.ts';
import type { Medium } from '../source/medium.ts';
import { countOne, openedEvents } from '../source/reading.ts';
import { depthOf, type ReadMedium, type Request } from '../source/request.ts';
import { TOO_DEEP } from '../text/member-budget.ts';
import { readLockedMember } from './locked-member.ts';

/** A member of an archive that holds bytes. */
export interface ArchiveMember {
  /** Its place in the archive's own order, folders and links counted too. */
  readonly number: number;
  /** As the archive has it, shown; never a path. */
  readonly name: string;
  readonly content: MemberContent;
  readonly beside: Beside;
}

/** What can be read of a member. */
export type MemberContent =
  /** `expandsTo`: most bytes it may come to where it is compressed; null where it stands as it is. */
  | { readonly state: 'medium'; readonly medium: Medium; readonly expandsTo: (() => number) | null }
  /** `zip`: of this member alone, which a password opens. */
  | { readonly state: 'locked'; readonly zip: () => Uint8Array }
  | { readonly state: 'unread'; readonly shortfall: Shortfall };

/** Reads a member as a source of its own. @param from a position within the member, the balance of all the source; returns the balance then. */
export async function* readMember(
  archive: Request,
  { number, name, content, beside }: ArchiveMember,
  from: Checkpoint,
  read: ReadMedium,
): AsyncGenerator<EvidenceEvent, Tally> {
  const { position, container } = archive.within;
  const within = { position: [...position, number], container: [...container, name] };
  const request: Request = { ...archive, from, within, beside, isMail: false, onBytes: () => {} };
  if (content.state === 'unread') return yield* unreadMember(request, content.shortfall);
  if (content.state === 'locked') {
    const isTooDeep = depthOf(request) > request.budget.depth;
    return yield* isTooDeep ? unreadMember(request, TOO_DEEP) : readLockedMember(request, content.zip());
  }
  const { medium, expandsTo } = content;
  try {
    if (depthOf(request) > request.budget.depth) return yield* unreadMember(request, TOO_DEEP);
    return yield* read({ ...request, expandsTo }, medium);
  } finally {
    await medium.input.close();
  }
}

/** A member that was not read is a document of one unread part: a row with a place, as everything that is not read. */
function* unreadMember({ source, from, within }: Request, shortfall: Shortfall): Generator<EvidenceEvent, Tally> {
  const { position, container } = within;
  const tally = countOne(from.tally, shortfall.reason === 'encrypted' ? 'encrypted' : 'unreadable');
  const document: Document = {
    type: 'document',
    source,
    span: [0, 0],
    place: { ...bytePlace(0), position: [...position, 0], container },
    parts: [
      {
        path: '',
        member: [],
        role: 'body',
        mediaType: 'application/octet-stream',
        charset: null,
        fileName: basename(container.at(-1) ?? source),
        contentId: null,
        headerSpan: null,
        bodySpan: null,
        content: { state: 'unread', ...shortfall },
        bytes: () => null,
        problems: [],
      },
    ],
    problems: [],
  };
  yield* openedEvents(document, { position: [...position.slice(0, -1), (position.at(-1) ?? 0) + 1], tally });
  return tally;
}

/** Where to go on in an archive: the number of the member, and the place within it. */
export function resumeAt({ from }: Pick<Request, 'from'>): {
  readonly number: number;
  readonly within: readonly number[];
} {
  const [number = 0, ...within] = from.position;
  return { number, within };
}
