import type { CredentialWords } from '../language-pack.ts';
import type { Proposal } from '../proposal.ts';
import { isNote, lineEndAt, type Scene, sentenceOf, topicNear } from '../scene.ts';
import type { Mark } from '../term.ts';
import type { Slot } from '../value-slot.ts';

/** What somebody says on the telephone to prove who they are. */
const TOLD: CredentialWords = {
  rule: 'prose-security-answer',
  kind: 'password',
  value: 'name',
  needs: [],
  linked: false,
  floor: -1,
  words: [],
  fronts: [],
};

const TOPIC_REACH = 260;
/** How far from the verb the name may stand: "tell the operator X", "I had X put down". */
const REACH = 34;
const NAME =
  /(?<=[^\p{L}\p{N}.!?]\s*["“«„]?|^["“«„]?)(?:\p{Lu}\p{L}{0,3}\.? )?\p{Lu}[\p{L}'’-]{2,24}(?: \p{Lu}[\p{L}'’-]{2,24})?/gu;

/** "They asked for my first dog and I said X", "tell the operator X": a name beside a verb of saying, in a few lines about what proves who one is. */
export function toldProposals(scene: Scene): readonly Proposal[] {
  if (!isNote(scene)) return [];
  return scene.marks.flatMap((mark) => (mark.role.is === 'saying' ? saidAt(scene, mark) : []));
}

function saidAt(scene: Scene, mark: Mark): readonly Proposal[] {
  if (!asks(scene, mark.start)) return [];
  const slot = nameBehind(scene, mark) ?? nameBefore(scene, mark);
  return slot ? [{ slot, frame: 'told', words: TOLD, tie: 'topic near', extra: [], principal: null }] : [];
}

function asks(scene: Scene, at: number): boolean {
  if (topicNear(scene, at, TOPIC_REACH, ['question'])) return true;
  return scene.credentials.some(({ words, start }) => words.value === 'name' && Math.abs(start - at) <= TOPIC_REACH);
}

function nameBehind(scene: Scene, { start, end }: Mark): Slot | null {
  const limit = Math.min(end + REACH, lineEndAt(scene, start), sentenceOf(scene, start).end);
  return namesIn(scene, end, limit)[0] ?? null;
}

function nameBefore(scene: Scene, { start }: Mark): Slot | null {
  const from = Math.max(start - REACH, sentenceOf(scene, start).start);
  const last = namesIn(scene, from, start).at(-1);
  return last && start - last.end <= 3 ? last : null;
}

function namesIn(scene: Scene, from: number, to: number): readonly Slot[] {
  const { text, fold } = scene.reading;
  return [...text.slice(from, to).matchAll(NAME)].flatMap(({ 0: name, index }) => {
    const start = from + index;
    const end = start + name.length;
    const isWhole =
      !/[\p{L}\p{N}]/u.test(text.slice(end, end + 1)) && !/[\p{L}\p{N}]/u.test(text.slice(start - 1, start));
    const isTopic = scene.marks.some((mark) => NAMING.has(mark.role.is) && mark.start < end && start < mark.end);
    if (!isWhole || isTopic || scene.language.stops.has(fold.slice(start, end))) return [];
    return [{ start, end, style: 'bare', after: end } as const];
  });
}

/** What a word is that names something else. */
const NAMING: ReadonlySet<string> = new Set(['topic', 'credential', 'principal', 'host', 'other-sense', 'withheld']);
