/** Credentials that people write in prose: what the words around a value say of it, by language packs. */
export { findProse, PROSE_TRIGGERS } from './find-prose.ts';
export type { ProseCandidate } from './prose-candidate.ts';
