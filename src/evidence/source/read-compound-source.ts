import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { mapiMessage } from '../mapi/mapi-message.ts';
import type { Message } from '../message.ts';
import { isMsg, readMsg } from '../msg/msg-object.ts';
import { type Compound, openCompound } from '../ole/compound.ts';
import { extractPart } from '../text/extract-part.ts';
import type { RandomAccess } from './random-access.ts';
import { countOne, itemEvents, lossAt, placeAt, type Reading } from './reading.ts';

type Request = Pick<Reading, 'source' | 'budget' | 'from' | 'within' | 'opener'>;

/**
 * Reads a source that is an Outlook message or template: one message, of which no more than one part is in memory at a time. Returns the balance;
 * null, and no event, where the compound file is of another kind.
 */
export function readCompoundSource(
  request: Request,
  access: RandomAccess,
): AsyncGenerator<EvidenceEvent, Tally> | null {
  const compound = openCompound(access);
  return 'reason' in compound || !isMsg(compound) ? null : readMsgSource(request, access, compound);
}

async function* readMsgSource(
  request: Request,
  access: RandomAccess,
  compound: Compound,
): AsyncGenerator<EvidenceEvent, Tally> {
  const { from, within } = request;
  if ((from.position[0] ?? 0) > 0) return from.tally;
  const message = parse(request, access.size, compound);
  if (message === null) {
    const detail = 'The message brought its reader down and was left; open it by hand.';
    yield { type: 'loss', loss: lossAt('message', request, 'damaged', detail) };
    return countOne(from.tally, 'unreadable');
  }
  const tally = countOne(from.tally, 'read');
  yield* itemEvents(request, message, { position: [...within.position, access.size], tally });
  return tally;
}

/** The message; null where it brought its reader down, which no bytes should. */
function parse(request: Request, size: number, compound: Compound): Message | null {
  const { source, budget } = request;
  try {
    const place = placeAt(request, 0);
    return mapiMessage(readMsg(compound, budget.partBytes), {
      budget,
      source,
      span: [0, size],
      place,
      extract: extractPart,
    });
  } catch {
    return null;
  }
}
