import type { ScoredCase, ScoredFinding } from '../scored-case.ts';
import type { TrueHole, TrueStep, Truth } from '../truth/truth.ts';
import type { Score } from './score.ts';

const DAY = 86_400_000;
/** Findings group events by the hour or day: so much may their times differ from the step's. */
const SLACK = 3_600_000;

function overlapsInTime(step: TrueStep, finding: ScoredFinding): boolean {
  return (
    Date.parse(finding.from) <= Date.parse(step.until) + SLACK &&
    Date.parse(finding.until) >= Date.parse(step.from) - SLACK
  );
}

/** Whether a finding names somebody or something that took part in a step. */
function tookPart(step: TrueStep, finding: ScoredFinding): boolean {
  const names = new Set(step.names.map((name) => name.toLowerCase()));
  const named = [finding.principal, finding.application].some((name) => name !== null && names.has(name.toLowerCase()));
  return named || (step.ip !== null && finding.ip === step.ip);
}

/** Whether a finding is about a step: the right detection, the right time, and somebody or something that took part. */
function isAbout(step: TrueStep, finding: ScoredFinding): boolean {
  const detection = finding.detection.toLowerCase();
  const isOfKind = step.detections.some((word) => detection.includes(word));
  return isOfKind && tookPart(step, finding) && overlapsInTime(step, finding);
}

/** Findings that no step asks for: those about who took part, while the attack went on, and all others. */
function beyondSteps(attack: readonly TrueStep[], findings: readonly ScoredFinding[]): Score['otherFindings'] {
  const other = findings.filter((finding) => !attack.some((step) => isAbout(step, finding)));
  const from = attack.map((step) => step.from).sort()[0] ?? '';
  const until =
    attack
      .map((step) => step.until)
      .sort()
      .at(-1) ?? '';
  const ofAttack = other.filter((finding) =>
    attack.some((step) => tookPart(step, finding) && overlapsInTime({ ...step, from, until }, finding)),
  );
  return { ofAttack: ofAttack.length, elsewhere: other.length - ofAttack.length };
}

function daysOf(hole: TrueHole): readonly string[] {
  const count = Math.max(0, Math.round((Date.parse(hole.until) - Date.parse(hole.from)) / DAY) + 1);
  return Array.from(
    { length: count },
    (_, at) => `${hole.source} ${new Date(Date.parse(hole.from) + at * DAY).toISOString().slice(0, 10)}`,
  );
}

/** Days that lie outside every log of the organisation, before the first theft or after the exports, are nobody's mistake. */
function falseGaps(truth: Truth, given: ReadonlySet<string>, holes: ReadonlySet<string>): number {
  const times = truth.attack
    .flatMap((step) => [step.from, step.until])
    .map((time) => time.slice(0, 10))
    .sort();
  const [first, last] = [times[0] ?? '', times.at(-1) ?? ''];
  return [...given].filter((cell) => {
    const day = cell.slice(-10);
    return !holes.has(cell) && day >= first && day <= last;
  }).length;
}

/** The part of the score that is about the logs: steps of the attack noticed, days without records admitted. */
export function scoreReview(
  truth: Truth,
  results: ScoredCase,
): Pick<Score, 'attack' | 'attackMissed' | 'otherFindings' | 'coverage' | 'falseGapDays'> {
  const noticed = truth.attack.filter((step) => results.findings.some((finding) => isAbout(step, finding)));
  const holes = new Set(truth.coverageHoles.flatMap(daysOf));
  const known = results.coverageGaps.filter((gap) => gap.known);
  const given = new Set(known.map((gap) => `${gap.source} ${gap.day}`));
  return {
    attack: { right: noticed.length, of: truth.attack.length },
    attackMissed: truth.attack.filter((step) => !noticed.includes(step)).map((step) => step.step),
    otherFindings: beyondSteps(truth.attack, results.findings),
    coverage: { right: [...holes].filter((cell) => given.has(cell)).length, of: holes.size },
    falseGapDays: falseGaps(truth, given, holes),
  };
}
