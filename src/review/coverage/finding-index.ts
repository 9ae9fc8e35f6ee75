import type { Finding } from '../detection/finding.ts';
import { subjectIndex } from '../scope.ts';
import { COVERAGE_SOURCES, type CoverageSource, type CoveredSubject } from './coverage-cell.ts';

/** Ids of the raised findings that concern a cell. */
export type FindingsOfCell = (subject: CoveredSubject, source: CoverageSource, day: string) => readonly string[];

/** Raised findings by the subject, the sources and the days that they have evidence of. */
export function findingIndex(subjects: readonly CoveredSubject[], findings: readonly Finding[]): FindingsOfCell {
  const subjectOf = subjectIndex(subjects);
  const index = new Map<string, Set<string>>();
  for (const finding of findings.filter((one) => one.answer === 'raised')) {
    for (const name of [finding.principal, finding.mailbox, finding.application]) {
      const subject = subjectOf(name);
      if (subject === null) continue;
      for (const source of sourcesOfFinding(finding)) {
        for (const day of finding.days) {
          const key = `${subject.id} ${source} ${day}`;
          index.set(key, (index.get(key) ?? new Set()).add(finding.id));
        }
      }
    }
  }
  return (subject, source, day) => [...(index.get(`${subject.id} ${source} ${day}`) ?? [])].sort();
}

/** What has no cells of its own is what the unified audit log is to show, and so are directory audits, which it holds too. */
function sourcesOfFinding(finding: Finding): ReadonlySet<CoverageSource> {
  const sources = new Set<CoverageSource>(finding.sources.flatMap(cellsOf));
  if (finding.mailAccess) sources.add('mail-access');
  return sources;
}

function cellsOf(source: string): readonly CoverageSource[] {
  const own = COVERAGE_SOURCES.filter((one) => one === source);
  if (source === 'entra-audit') return [...own, 'ual'];
  return own.length === 0 ? ['ual'] : own;
}
