import { mapiMessage } from '../mapi/mapi-message.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Compound } from '../ole/compound.ts';
import { bytePlace } from '../place.ts';
import { unreadExtraction } from '../text/extraction.ts';
import { TOO_LONG } from '../text/member-budget.ts';
import { membersByNumber } from '../text/message-members.ts';
import { readMsg } from './msg-object.ts';

/** An Outlook message in an attachment or archive: a message whose parts follow as members named by their part numbers. */
export function extractMsg(leaf: LeafPart, compound: Compound, extract: PartExtractor): Extraction {
  const { allowance, depth } = leaf;
  const { budget } = allowance;
  const size = leaf.bytes().length;
  // Messages within messages may share their bytes, so that a small file could hold any amount.
  if (!allowance.takeExpandedBytes(size)) return unreadExtraction(TOO_LONG);
  const message = mapiMessage(readMsg(compound, budget.partBytes), {
    budget,
    source: '',
    span: [0, size],
    place: bytePlace(0),
    extract,
    within: { allowance, depth: depth + 1 },
  });
  const members = membersByNumber(leaf, message.parts);
  const problems = message.problems.map(({ code }) => ({ code, offset: -1 }));
  return { content: { state: 'message', header: message.header }, members, problems };
}
