import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { openDeferred } from '../isolation/open-deferred.ts';
import type { Document, Message } from '../message.ts';
import type { Part } from '../part.ts';
import { parseDocument } from '../source/document.ts';
import { outcomeOf } from '../source/read-document.ts';
import { countOne, openedEvents, placeAt } from '../source/reading.ts';
import type { Request } from '../source/request.ts';
import { withParts } from '../with-parts.ts';

/**
 * Reads a member that is locked as a document of its own, with what is in it once a password opens it.
 * @param zip of this member alone.
 */
export async function* readLockedMember(request: Request, zip: Uint8Array): AsyncGenerator<EvidenceEvent, Tally> {
  const { source, from, within, budget, opener } = request;
  const about = { source, offset: 0, place: placeAt(request, 0), charset: null, mediaType: 'application/zip' };
  const document = withoutZip(await openDeferred(parseDocument({ ...about, bytes: zip }, budget), opener));
  const tally = countOne(from.tally, outcomeOf(document));
  const { position } = within;
  yield* openedEvents(document, { position: [...position.slice(0, -1), (position.at(-1) ?? 0) + 1], tally });
  return tally;
}

/** The document as the member itself: the zip around it is ours. */
function withoutZip(item: Message | Document): Message | Document {
  const [zip, member, ...inside] = item.parts;
  if (zip === undefined || member === undefined) return item;
  const role = member.content.state === 'container' ? 'container' : 'body';
  const own: Part = { ...member, member: [], role, fileName: zip.fileName };
  return withParts(item, [own, ...inside.map(unwrapped)]);
}

const REST = '(rest)';

function unwrapped(part: Part): Part {
  const [, ...member] = part.member;
  return { ...part, member: member.length === 0 ? [REST] : member };
}
