import { type Instant, millisecondsOf } from '../../core/index.ts';
import { normaliseSubject, subjectsAgree } from '../subject.ts';
import { SENT_TOLERANCE } from './compare.ts';
import type { HeldMessage } from './held-message.ts';

/** What tells messages of one Message-ID apart. */
export interface SentMessage {
  readonly sentAt: Instant | null;
  readonly subjectNormal: string | null;
}

/** Lists name a time in another zone, or the time of delivery. */
const DAY = 86_400_000;

/**
 * Whether two statements with one Message-ID mean one message: sent within two minutes, or within 24 hours and under one subject; by the
 * subject alone where either gives no time. A subject that either does not give stands for any.
 */
export function isSameMessage(a: SentMessage, b: SentMessage): boolean {
  const apart = timeApart(a, b);
  if (apart !== null && apart <= SENT_TOLERANCE) return true;
  return (apart === null || apart <= DAY) && subjectsAgree(a.subjectNormal, b.subjectNormal) !== 'differ';
}

export function sentOf({ sentAt, subject }: HeldMessage): SentMessage {
  return { sentAt, subjectNormal: subject === null ? null : normaliseSubject(subject) };
}

/** The one of several claims with one Message-ID that a message is: of those it could be, the one nearest in time; null where it is none. */
export function nearestOf<One extends SentMessage>(claims: readonly One[], message: SentMessage): One | null {
  let nearest: One | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const claim of claims) {
    if (!isSameMessage(claim, message)) continue;
    const apart = timeApart(claim, message) ?? DAY;
    if (apart < least) [nearest, least] = [claim, apart];
  }
  return nearest;
}

/** Milliseconds; null where either gives no time. */
function timeApart(a: SentMessage, b: SentMessage): number | null {
  if (a.sentAt === null || b.sentAt === null) return null;
  return Math.abs(millisecondsOf(a.sentAt) - millisecondsOf(b.sentAt));
}
