import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { marksWithin, type Scene } from '../scene.ts';
import { shapeOf } from '../value-shape.ts';
import type { Slot } from '../value-slot.ts';
import { tieOf } from './tie.ts';

/** One line of a list: an account and what stands behind its sign. */
interface Row {
  readonly line: ReadingLine;
  readonly account: string;
  readonly sign: string;
  readonly slot: Slot;
}

const FEWEST = 2;
const MOST = 500;
const LONGEST = 120;
/** Least weight of shape that one of the values in a list must have. */
const FLOOR = 1.2;
const ROW = /^\s*(?:[-*•]\s+)?([\p{L}_][\p{L}\p{M}\d._+@\\-]{2,60})([:;|,\t]| [:;|] )(\S{4,48})\s*$/u;

/** `j.alder:Lupin44` on one line after another, under a sentence about what leaked, as stolen passwords are listed. */
export function listedProposals(scene: Scene): readonly Proposal[] {
  const found: Proposal[] = [];
  let run: Row[] = [];
  const close = () => {
    if (run.length >= FEWEST) found.push(...proposed(scene, run));
    run = [];
  };
  for (const line of scene.lines) {
    const row = rowOf(scene, line);
    const last = run.at(-1);
    if (row && last && (row.sign !== last.sign || line.index !== last.line.index + 1)) close();
    if (row) run.push(row);
    else close();
    if (found.length >= MOST) break;
  }
  close();
  return found;
}

/** Whether a line is one of a list of accounts: its sign parts two values. */
export function isInList(scene: Scene, line: ReadingLine): boolean {
  const row = rowOf(scene, line);
  const isLike = (other: ReadingLine | undefined) => other !== undefined && rowOf(scene, other)?.sign === row?.sign;
  const { lines } = scene.reading;
  return row !== null && (isLike(lines[line.index - 1]) || isLike(lines[line.index + 1]));
}

function rowOf(scene: Scene, line: ReadingLine): Row | null {
  if (line.end - line.start > LONGEST || line.look.count > 4 || line.look.words.length === 0) return null;
  const content = scene.reading.text.slice(line.start, line.end);
  const match = ROW.exec(content);
  const [, account = '', sign = '', value = ''] = match ?? [];
  if (!match || value.includes(sign.trim() || sign) || isLabel(scene, line, account)) return null;
  const end = line.start + content.trimEnd().length;
  return {
    line,
    account,
    sign: sign.trim() || sign,
    slot: { start: end - value.length, end, style: 'bare', after: end },
  };
}

/** `Host: X`, `Password: X`: a field, which other frames know better. */
function isLabel(scene: Scene, line: ReadingLine, account: string): boolean {
  const { reading, language } = scene;
  const at = reading.text.indexOf(account, line.start);
  const isNamed = (['credential', 'principal', 'host', 'other-sense', 'other-number', 'link'] as const).some((role) =>
    marksWithin(scene, role, at, at + account.length).some(({ end }) => end >= at + account.length),
  );
  return (isNamed && !language.knownAccounts.has(account.toLowerCase())) || language.stops.has(account.toLowerCase());
}

function proposed(scene: Scene, run: readonly Row[]): readonly Proposal[] {
  const weights = run.map(
    ({ slot }) => shapeOf(scene.reading.text.slice(slot.start, slot.end), scene.language.weakStems)?.weight,
  );
  if (!weights.some((weight) => (weight ?? -1) >= FLOOR)) return [];
  const first = run[0]?.slot.start ?? 0;
  const { tie, words } = tieOf(scene, first);
  if (tie === 'none') return [];
  return run.map(({ slot, account }) => ({ slot, frame: 'listed', words, tie, extra: [], principal: account }));
}
