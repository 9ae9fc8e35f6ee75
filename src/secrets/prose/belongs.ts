import { isSpaceAt } from './characters.ts';
import type { Proposal } from './proposal.ts';
import { lineEndAt, marksWithin, type Scene, sentenceOf } from './scene.ts';
import type { MarkRole } from './term.ts';
import { slotAt } from './value-slot.ts';

/** Whose a value is and what it opens, as the words beside it say. */
export interface Belonging {
  readonly principal: string | null;
  readonly host: string | null;
}

const BEFORE = 200;
const AFTER = 80;
/** What only the name of an account or a host looks like: a digit, `_`, `@` or a dot or hyphen inside. */
const NAME = /^(?=.{2,80}$)[\p{L}\p{N}][\p{L}\p{N}._@\\-]*[\p{L}\p{N}]$/u;
const TELLING = /[\d_@\\]|[\p{L}\d][.-][\p{L}\d]/u;
const ADDRESS = /^[^\s@]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;

/** Looks beside the value, nearest first, never into the value itself. */
export function belonging(proposal: Proposal, scene: Scene): Belonging {
  const { slot } = proposal;
  return {
    principal:
      proposal.principal ??
      labelled(scene, slot, 'principal') ??
      addressBefore(scene, slot.start) ??
      prepositional(scene, slot, 'principal'),
    host: labelled(scene, slot, 'host') ?? prepositional(scene, slot, 'host'),
  };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** "user: X", "host X": the word after the label. */
function labelled(scene: Scene, slot: Place, role: MarkRole['is'] & ('principal' | 'host')): string | null {
  const before = marksWithin(scene, role, slot.start - BEFORE, slot.start).toReversed();
  const after = marksWithin(scene, role, slot.end, slot.end + AFTER);
  for (const label of [...before, ...after]) {
    const name = nameAfter(scene, label.end, slot, false);
    if (name !== null) return name;
  }
  return null;
}

function nameAfter(scene: Scene, from: number, value: Place, telling: boolean): string | null {
  const { text, fold } = scene.reading;
  const lineEnd = lineEndAt(scene, from);
  let at = from;
  for (let link = marksWithin(scene, 'link', at, at + 3)[0]; link; link = marksWithin(scene, 'link', at, at + 3)[0]) {
    if (text.slice(at, link.start).trim() !== '' || link.end <= at) break;
    at = link.end;
  }
  if (!isSpaceAt(text, at) && at === from) return null;
  const slot = slotAt(scene.reading, at, lineEnd);
  if (!slot || slot.end <= slot.start || (slot.start < value.end && value.start < slot.end)) return null;
  const name = text.slice(slot.start, slot.end);
  if (!NAME.test(name) || scene.language.stops.has(fold.slice(slot.start, slot.end))) return null;
  return telling && !TELLING.test(name) ? null : name;
}

function addressBefore(scene: Scene, start: number): string | null {
  const words = scene.reading.text
    .slice(Math.max(0, start - 90), start)
    .split(/[\s,;|<>()]+/)
    .toReversed();
  return words.find((word) => ADDRESS.test(word)) ?? null;
}

/** "for svc_backup", "on bastion2", in the value's own sentence. */
function prepositional(scene: Scene, slot: Place, of: 'principal' | 'host'): string | null {
  const { fold } = scene.reading;
  const sentence = sentenceOf(scene, slot.start);
  const from = Math.max(sentence.start, slot.start - BEFORE);
  const stretch = fold.slice(from, Math.min(sentence.end, slot.end + AFTER));
  for (const word of scene.language.belongs[of]) {
    for (let at = stretch.indexOf(`${word} `); at >= 0; at = stretch.indexOf(`${word} `, at + 1)) {
      if (!isSpaceAt(stretch, at - 1)) continue;
      const name = nameAfter(scene, from + at + word.length, slot, true);
      if (name !== null) return name;
    }
  }
  return null;
}
