import { type Instant, parseInstant } from '../../core/index.ts';
import type { CoverageCell, Finding } from '../../review/index.ts';
import { CliError } from '../cli-error.ts';

/** What of a review is asked for; null: all. */
export interface ReviewScope {
  readonly principal: string | null;
  readonly application: string | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
}

export interface ScopeOptions {
  readonly principal?: string;
  readonly application?: string;
  readonly from?: string;
  readonly until?: string;
}

/**
 * Reads the options that narrow a review.
 * @throws CliError bad-option where a time is none.
 */
export function reviewScope({ principal, application, from, until }: ScopeOptions): ReviewScope {
  return {
    principal: principal?.toLowerCase() ?? null,
    application: application?.toLowerCase() ?? null,
    from: timeOf('--from', from, 'T00:00:00.000Z'),
    until: timeOf('--until', until, 'T23:59:59.999Z'),
  };
}

/** A day alone is its first moment for `--from` and its last for `--until`. */
function timeOf(name: string, text: string | undefined, dayEnd: string): Instant | null {
  if (text === undefined) return null;
  const at = parseInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}${dayEnd}` : text);
  if (at !== null) return at;
  throw new CliError('bad-option', `${name} ${text} is no time`, 'Write 2024-02-05 or 2024-02-05T03:00:00Z.', 2);
}

/** Whether a finding is about somebody and some time in scope. */
export function findingInScope(scope: ReviewScope, finding: Finding): boolean {
  const { principal, mailbox, application, from, until } = finding;
  return (
    isNamed(scope.principal, [principal, mailbox]) &&
    isNamed(scope.application, [application, principal]) &&
    (scope.from === null || until === null || until >= scope.from) &&
    (scope.until === null || from === null || from <= scope.until)
  );
}

/** Whether a cell of the coverage is in scope; applications stand in it under their own names. */
export function cellInScope(scope: ReviewScope, { principal, day }: CoverageCell): boolean {
  return (
    isNamed(scope.principal, [principal]) &&
    isNamed(scope.application, [principal]) &&
    (scope.from === null || day >= scope.from.slice(0, 10)) &&
    (scope.until === null || day <= scope.until.slice(0, 10))
  );
}

function isNamed(wanted: string | null, names: readonly (string | null)[]): boolean {
  return wanted === null || names.some((name) => name?.toLowerCase() === wanted);
}
