import { mapiMessage } from '../mapi/mapi-message.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import { bytePlace } from '../place.ts';
import { unreadExtraction } from '../text/extraction.ts';
import { TOO_DEEP } from '../text/member-budget.ts';
import { membersByName } from '../text/message-members.ts';
import { readTnef } from './tnef-object.ts';

/** A winmail.dat: an embedded message whose members are its bodies and attachments by file name. The mail around it keeps its own header. */
export function extractTnef(leaf: LeafPart, extract: PartExtractor): Extraction {
  const { allowance, depth } = leaf;
  if (depth >= allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const bytes = leaf.bytes();
  const { object, problems } = readTnef(bytes);
  const message = mapiMessage(object, {
    budget: allowance.budget,
    source: '',
    span: [0, bytes.length],
    place: bytePlace(0),
    extract,
    problems,
    within: { allowance, depth: depth + 1 },
  });
  return {
    content: { state: 'message', header: message.header },
    members: membersByName(leaf, message.parts),
    problems: message.problems.map(({ code }) => ({ code, offset: -1 })),
  };
}
