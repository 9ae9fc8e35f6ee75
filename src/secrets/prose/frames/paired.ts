import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { marksWithin, type Scene } from '../scene.ts';
import { shapeOf } from '../value-shape.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { tieOf } from './tie.ts';

/** Least weight of shape for the second of a pair. */
const FLOOR = 0.8;
const SEPARATORS = new Set(['/', '-', '–', '—', '|', ':', '\\', '->', '//']);
const ADDRESS = /^[^\s@/:]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;
const ACCOUNT = /^[\p{L}_@][\p{L}\p{M}\d._@\\-]{1,60}$/u;

/** "svc_backup / X", "jbuild:X", "a.b@c.example - X", "ledger/X@PRODDB". */
export function pairedProposals(scene: Scene): readonly Proposal[] {
  return scene.reading.lines.flatMap((line) => pairsOf(scene, line));
}

function pairsOf(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const found: Proposal[] = [];
  const before: Slot[] = [];
  for (let at = line.start; at < line.end; ) {
    const slot = slotAt(scene.reading, at, line.end);
    if (!slot) break;
    const [account, sign] = before.slice(-2);
    const apart = account && sign && isSeparator(scene, sign) ? pair(scene, account, slot) : null;
    const joined = splitPair(scene, slot);
    for (const proposal of [apart, joined]) if (proposal) found.push(proposal);
    before.push(slot);
    at = Math.max(slot.after, at + 1);
  }
  return found;
}

const isSeparator = (scene: Scene, slot: Slot): boolean =>
  slot.style === 'bare' &&
  slot.after - slot.start <= 2 &&
  SEPARATORS.has(scene.reading.text.slice(slot.start, slot.after));

/** `user/X` and `user:X` written together; a part after `@` is the database. */
function splitPair(scene: Scene, slot: Slot): Proposal | null {
  const { text } = scene.reading;
  if (slot.style === 'quoted') return null;
  const whole = text.slice(slot.start, slot.end);
  const cut = whole.search(/[/:]/);
  if (cut < 2 || whole.includes('://') || ADDRESS.test(whole)) return null;
  const place = /@[\p{L}\d.-]+$/u.exec(whole.slice(cut + 1))?.[0].length ?? 0;
  const account: Slot = { ...slot, end: slot.start + cut, after: slot.start + cut };
  return pair(scene, account, { ...slot, start: slot.start + cut + 1, end: slot.end - place, style: 'bare' });
}

function pair(scene: Scene, account: Slot, slot: Slot): Proposal | null {
  const { text } = scene.reading;
  const name = text.slice(account.start, account.end);
  if (!ADDRESS.test(name) && !ACCOUNT.test(name)) return null;
  const shape = shapeOf(text.slice(slot.start, slot.end), scene.language.weakStems);
  if (!shape || shape.weight < FLOOR || shape.name === 'host name') return null;
  const { tie, words } = tieOf(scene, account.start);
  const named = ADDRESS.test(name) || marksWithin(scene, 'principal', account.start - 30, account.start).length > 0;
  return { slot, frame: 'paired', words, tie, extra: named ? [[0.5, 'the account is plain']] : [], principal: name };
}
