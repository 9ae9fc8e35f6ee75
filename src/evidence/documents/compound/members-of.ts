import { TOO_MANY } from '../../text/member-budget.ts';
import type { Piece, PieceLimits } from '../document-reader.ts';
import type { HeldFile } from './findings.ts';

/** The files of a document, one in memory at a time, by names that differ from one another; within the part's limits. */
export function* membersOf(
  files: readonly HeldFile[],
  { members, memberBytes, pieceBytes }: PieceLimits,
): Generator<Piece> {
  const seen = new Map<string, number>();
  let left = memberBytes;
  for (const [index, file] of files.entries()) {
    if (index >= members) return yield { type: 'unread', name: '(other objects)', shortfall: TOO_MANY };
    const found = file(Math.min(left, pieceBytes));
    left -= found.bytes.length;
    const count = (seen.get(found.name) ?? 0) + 1;
    seen.set(found.name, count);
    const name = count === 1 ? found.name : `${found.name} (${count})`;
    const { bytes, mediaType, shortfall } = found;
    if (bytes.length === 0 && shortfall !== null) yield { type: 'unread', name, shortfall };
    else yield { type: 'member', name, mediaType, bytes, shortfall, password: null };
  }
}
