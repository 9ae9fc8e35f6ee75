import { type Loss, sourceProvenance } from '../core/index.ts';
import type { BadRow } from './table/table-row.ts';

/** The loss row of a list's row that cannot be used: its line and the reason, never its content. */
export function rowLoss(
  source: string,
  bad: Pick<BadRow, 'number' | 'span' | 'reason' | 'detail'>,
  list: string,
): Loss {
  return {
    level: 'row',
    reason: bad.reason,
    detail: `row ${bad.number} of the ${list} was not read: ${bad.detail}; correct the row and add the list again`,
    provenance: sourceProvenance(source, bad.span),
  };
}
