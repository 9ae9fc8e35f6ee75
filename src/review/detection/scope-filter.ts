import { type Scope, type SubjectOf, subjectIndex } from '../scope.ts';
import type { AnswerRow } from './answer-row.ts';

/** @returns the row under its subjects' ids, or null where it does not concern the scope. */
export function scopeFilter(scope: Scope): (row: AnswerRow) => AnswerRow | null {
  const inTime = (row: AnswerRow): boolean =>
    (scope.until === null || row.from <= scope.until) && (scope.from === null || row.until >= scope.from);
  if (scope.kind === 'tenant') return (row) => (inTime(row) ? row : null);
  const principalOf = subjectIndex(scope.principals);
  const applicationOf = subjectIndex(scope.applications);
  return (row) => (inTime(row) ? underSubjects(row, principalOf, applicationOf) : null);
}

function underSubjects(row: AnswerRow, principalOf: SubjectOf, applicationOf: SubjectOf): AnswerRow | null {
  const wide = row.principal === null && row.mailbox === null && row.answer !== 'raised';
  const principal = principalOf(row.principal);
  const mailbox = principalOf(row.mailbox);
  // A service principal acts under its own id, so the actor of an event may be an application in scope.
  const application = applicationOf(row.application) ?? applicationOf(row.principal);
  if (!wide && principal === null && mailbox === null && application === null) return null;
  return {
    ...row,
    principal: principal?.id ?? row.principal,
    mailbox: mailbox?.id ?? row.mailbox,
    application: application?.id ?? row.application,
  };
}
