import type { Ratio, Score } from './score.ts';

const percent = ({ right, of }: Ratio) => (of === 0 ? 'none to find' : `${((100 * right) / of).toFixed(1)} %`);
const count = (ratio: Ratio) => `${ratio.right} of ${ratio.of}`;
const line = (label: string, text: string) => `  ${label.padEnd(34)}${text}`;
const named = (names: readonly string[]) => (names.length === 0 ? '' : ` (${names.join(', ')})`);

function credentialLines(score: Score): readonly string[] {
  const { onDecoys, elsewhere, rules } = score.falseAlarms;
  return [
    line(
      'planted credentials found',
      `${count(score.credentialsMedium)} at medium or high, ${score.credentials.right} at any confidence, ${count(score.kinds)} kinds`,
    ),
    ...(score.credentialsMissed.length > 0 ? [line('  not found', score.credentialsMissed.join(', '))] : []),
    line(
      'precision at medium or high',
      `${percent(score.precision)}; false alarms: ${onDecoys} in decoys, ${elsewhere} elsewhere${named(rules)}`,
    ),
    line('occurrences found', `${count(score.occurrences)}, ${percent(score.occurrences)}`),
    line('marked stolen or not, rightly', count(score.stolenMarks)),
    line(
      'tied to their owner',
      `${count(score.owners)}; tied to another: ${score.falselyTied.length}${named(score.falselyTied)}`,
    ),
    line(
      'resets proven, of those provable',
      `${count(score.resets)}; wrongly called proven: ${score.falselyProven.length}${named(score.falselyProven)}`,
    ),
  ];
}

function stolenLines(score: Score): readonly string[] {
  const { held, partly, missing, extra } = score.reconciliation;
  const alone = score.accountsAlone;
  return [
    line(
      'stolen messages recognised',
      `${count(score.stolenRecall)}, recall ${percent(score.stolenRecall)}, precision ${percent(score.stolenPrecision)}`,
    ),
    ...(alone === null
      ? []
      : [
          line(
            '  with the accounts list alone',
            `${count(alone.recall)}, recall ${percent(alone.recall)}, precision ${percent(alone.precision)}; ${count(alone.reachable)} of those it can reach`,
          ),
        ]),
    ...(score.byLogs === null
      ? []
      : [
          line(
            'read in our own mailboxes',
            `${count(score.byLogs.recall)} by the logs, precision ${percent(score.byLogs.precision)}`,
          ),
        ]),
    line(
      'reconciled rightly',
      `held ${count(held)}, partly ${count(partly)}, missing ${count(missing)}, extra ${count(extra)}`,
    ),
  ];
}

/** The score in plain lines for a terminal, without colour. */
export function renderScore(score: Score): readonly string[] {
  return [
    `Score against the ground truth (seed ${score.seed})`,
    ...credentialLines(score),
    ...stolenLines(score),
    line(
      'steps of the attack noticed',
      `${count(score.attack)}${score.attackMissed.length > 0 ? `; not noticed: ${score.attackMissed.join(', ')}` : ''}; beside them ${score.otherFindings.ofAttack} finding(s) about who took part, ${score.otherFindings.elsewhere} about others`,
    ),
    line('days without logs admitted', `${count(score.coverage)}; days wrongly called a gap: ${score.falseGapDays}`),
  ];
}
