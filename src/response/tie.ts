import type { ByteSpan } from '../core/index.ts';
import type { Confidence } from '../secrets/index.ts';

/** Why a credential is held to be somebody's, the surest first. */
export type TieReason =
  | 'hint'
  | 'stated'
  | 'writer'
  | 'same-text'
  | 'same-message'
  | 'quoted'
  | 'reader'
  | 'application-words'
  | 'thread'
  | 'maker';

/** Where it says so. */
export interface TieEvidence {
  /** `messages.id`. */
  readonly message: string;
  /** Part number, or "subject". */
  readonly part: string;
  /** JSON array of the members within it, masked. */
  readonly member: string;
  /** Bytes of its text. */
  readonly span: ByteSpan;
}

/** What ties a credential to its principal or application. */
export interface Tie {
  readonly reason: TieReason;
  readonly confidence: Confidence;
  /** null where the credential itself says it. */
  readonly evidence: TieEvidence | null;
}

const SAID: { readonly [Reason in TieReason]: { readonly confidence: Confidence; readonly sentence: string } } = {
  hint: { confidence: 'high', sentence: 'the directory lists a key that begins like it' },
  stated: { confidence: 'high', sentence: 'it is named with it' },
  writer: { confidence: 'medium', sentence: 'its sender calls it their own' },
  'same-text': { confidence: 'medium', sentence: 'the only account named in the same text' },
  'same-message': { confidence: 'medium', sentence: 'the only account named in the message that carries it' },
  quoted: { confidence: 'medium', sentence: 'the only account named in the question that it answers' },
  reader: { confidence: 'medium', sentence: 'the message calls it its reader’s own, and has one reader' },
  'application-words': { confidence: 'low', sentence: 'the words of the application’s name stand in what it opens' },
  thread: { confidence: 'low', sentence: 'the only account named earlier in the conversation' },
  maker: { confidence: 'low', sentence: 'such tokens act as who made them, and its sender wrote it down' },
};

/** A tie of a reason, as sure as that reason is. */
export function tieBy(reason: TieReason, evidence: TieEvidence | null): Tie {
  return { reason, confidence: SAID[reason].confidence, evidence };
}

/** A reason in words. */
export function tieSentence(reason: TieReason): string {
  return SAID[reason].sentence;
}
