import { isSpaceAt } from '../characters.ts';
import type { CredentialWords } from '../language-pack.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { marksWithin, type Scene } from '../scene.ts';
import type { Slot } from '../value-slot.ts';

/** A sign-in or reset link is itself the credential, whole. */
const ENTRY_LINK: CredentialWords = {
  rule: 'prose-entry-link',
  kind: 'url',
  value: 'any',
  needs: [],
  linked: false,
  floor: 0,
  words: [],
  fronts: [],
};
const CUE_REACH = 400;
const LONGEST_LINK = 600;
/** Runs of an address that may be its ticket. */
const RUN = /[A-Za-z\d_-]{14,}/g;

/** "Use this link to set your password: https://…?token=…". */
export function entryLinkProposals(scene: Scene): readonly Proposal[] {
  if (!scene.marks.some(({ role }) => role.is === 'link-cue')) return [];
  return scene.reading.lines.flatMap((line) => {
    const slot = addressIn(scene.reading.fold, line);
    if (!slot || marksWithin(scene, 'link-cue', slot.start - CUE_REACH, slot.start).length === 0) return [];
    if (!holdsTicket(scene, slot)) return [];
    return [{ slot, frame: 'entry-link', words: ENTRY_LINK, tie: 'direct', extra: [], principal: null } as const];
  });
}

/** The first web address of a line. */
function addressIn(fold: string, line: ReadingLine): Slot | null {
  const start = line.start + fold.slice(line.start, Math.min(line.end, line.start + 1000)).search(/https?:\/\//);
  if (start < line.start) return null;
  let end = start;
  while (end < line.end && end - start < LONGEST_LINK && !isSpaceAt(fold, end) && !'<>"\'()'.includes(fold[end] ?? ' '))
    end++;
  while (end > start && '.,;'.includes(fold[end - 1] ?? ' ')) end--;
  return { start, end, style: 'bare', after: end };
}

/** Its path or query names what it is for and holds a run of letters and digits that nobody chose. */
function holdsTicket({ reading, language }: Scene, slot: Slot): boolean {
  const address = reading.text.slice(slot.start, slot.end);
  const path = address.slice(address.indexOf('/', 8) + 1);
  if (!path || !language.linkParts.some((part) => path.toLowerCase().includes(part))) return false;
  return (path.match(RUN) ?? []).some((run) => (run.match(/\d/g) ?? []).length >= 3 && /[A-Za-z]/.test(run));
}
