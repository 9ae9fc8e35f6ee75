import { createHash } from 'node:crypto';
import type { ScoredCase, ScoredMessage } from '../../examples/index.ts';
import type { MessageStatus, Truth } from '../../examples/truth/truth.ts';

export const fingerprint = (value: string) => createHash('sha256').update(value).digest('hex');

const DAY = 86_400_000;

/** What a case would hold that got everything right. */
export function perfectCase(truth: Truth): ScoredCase {
  const messages = (wanted: (status: MessageStatus, byAccounts: boolean) => boolean): ScoredMessage[] =>
    truth.stolen
      .filter((one) => wanted(one.status, one.byAccounts))
      .map(({ messageId, from, sentAt }) => ({ messageId, from, sentAt }));
  return {
    fingerprint,
    credentials: truth.credentials.map((one) => ({
      fingerprint: fingerprint(one.value),
      confidence: 'high',
      kind: one.kind,
      rule: 'perfect',
      principal: one.principal[0] ?? null,
      application: one.application[1] ?? null,
      occurrences: one.places,
      stolen: one.stolen,
      resolution: one.proven === null ? 'open' : 'proven',
    })),
    stolen: {
      held: messages((status) => status === 'held'),
      partly: messages((status) => status === 'partly'),
      missing: messages((status) => status === 'missing'),
      extra: messages((status) => status === 'extra'),
    },
    stolenByAccountsAlone: messages((_, byAccounts) => byAccounts),
    findings: truth.attack.map((step) => ({
      detection: `pack-${step.detections[0]}`,
      principal: step.names[0] ?? null,
      application: null,
      from: step.from,
      until: step.until,
    })),
    coverageGaps: truth.coverageHoles.flatMap((hole) => {
      const days = (Date.parse(hole.until) - Date.parse(hole.from)) / DAY + 1;
      return Array.from({ length: days }, (_, at) => ({
        principal: 'svc@bcs-agency.example',
        known: true,
        source: hole.source,
        day: new Date(Date.parse(hole.from) + at * DAY).toISOString().slice(0, 10),
      }));
    }),
  };
}
