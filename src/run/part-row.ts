import type { Case } from '../case/index.ts';
import { deriveId } from '../core/index.ts';
import type { Part } from '../evidence/index.ts';
import type { ItemMask } from './item-mask.ts';
import { partFacts } from './part-facts.ts';

/** The row of `parts` for one part or member. */
export interface PartRow {
  readonly id: string;
  readonly part: string;
  readonly member: string;
  readonly role: Part['role'];
  readonly mediaType: string;
  readonly fileName: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly state: Part['content']['state'];
  readonly reason: string | null;
}

/** The id of a part, by its message's id and its place among the parts. */
export function partId(kase: Case, message: string, index: number): string {
  return deriveId(kase.hash, 'part', message, index);
}

/** The row of a part. @param message the id of its message. */
export function partRow(kase: Case, message: string, part: Part, index: number, mask: ItemMask): PartRow {
  const { size, sha256 } = partFacts(part);
  return {
    id: partId(kase, message, index),
    part: part.path,
    member: JSON.stringify(part.member.map(mask.text)),
    role: part.role,
    mediaType: part.mediaType,
    fileName: part.fileName === null ? null : mask.text(part.fileName),
    size,
    sha256,
    state: part.content.state,
    reason: part.content.state === 'unread' ? part.content.reason : null,
  };
}

/** Of what is attached to the message itself, not of what is inside those files. */
export function attachedHashes(parts: readonly PartRow[]): readonly string[] {
  return parts.flatMap(({ member, sha256 }) => (member === '[]' && sha256 !== null ? [sha256] : []));
}
