import type { SecretFinding } from '../secrets/index.ts';
import type { ItemText } from './item-texts.ts';

/** One text of a message or document, and what was found in it. */
export type ScannedText = Omit<ItemText, 'context'> & { readonly findings: readonly SecretFinding[] };
