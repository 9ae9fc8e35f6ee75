import type { Loss } from '../core/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import type { ScanOutcome } from '../secrets/index.ts';
import type { ItemText } from './item-texts.ts';

type Cause = Extract<ScanOutcome, { type: 'lost' }>['cause'];

const WHY: { readonly [Name in Cause]: Pick<Loss, 'reason' | 'detail'> } = {
  fault: {
    reason: 'damaged',
    detail:
      'This text was read but brought the search for credentials down, so none of it was searched; look at it by hand.',
  },
  time: {
    reason: 'over-budget',
    detail:
      'The search for credentials in this text took longer than one text may, so none of it was searched; look at it by hand.',
  },
};

/** The loss of a text that was read and could not be scanned. */
export function lostText(item: Message | Document, { part, member, utf8 }: ItemText, cause: Cause): Loss {
  return {
    level: 'part',
    ...WHY[cause],
    provenance: {
      source: item.source,
      container: item.place.container,
      folder: item.place.folder,
      sourceOffset: item.span[0],
      messageId: item.type === 'message' ? item.header.messageId : null,
      part,
      member,
      span: [0, utf8.length],
    },
  };
}
