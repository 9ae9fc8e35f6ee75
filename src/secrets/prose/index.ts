/** Credentials that people write in prose: what the words around a value say of it, by language packs. */
export { findProse, proseGate } from './find-prose.ts';
export { ProseGate, type WorthReading } from './gate/prose-gate.ts';
export { NOTHING_TOLD, type Told } from './gate/told.ts';
export type { ProseCandidate } from './prose-candidate.ts';
