import { readFileSync } from 'node:fs';
import type { SourceRow } from '../case/index.ts';
import type { Loss } from '../core/index.ts';
import { zipMemberContent } from '../logs/index.ts';
import { sourceLoss } from './source-fault.ts';

/** The bytes of an export that is read whole: a file, or the member of a zip. @returns the loss where they cannot be had. */
export async function exportBytes(source: SourceRow, most: number): Promise<Uint8Array | Loss> {
  const tooLarge = () => sourceLoss(source, 'over-budget', `It is larger than ${most >> 20} MiB; export it in parts.`);
  if (source.member === null) return source.size > most ? tooLarge() : readFileSync(source.path);
  const bytes = await zipMemberContent(source.path, source.member, most);
  return bytes ?? sourceLoss(source, 'damaged', 'In the zip it is damaged or too large. Extract it and add it.');
}

/** Tells a loss from bytes. */
export function isLoss(read: Uint8Array | Loss): read is Loss {
  return 'reason' in read;
}
