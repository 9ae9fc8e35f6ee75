import type { CredentialWords } from '../language-pack.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { credentialBefore, marksWithin, type Scene } from '../scene.ts';
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
/** How far before a link, and behind it, words may stand that say what it is for; how far before it a credential word. */
const CUE_REACH = 400;
const CUE_BEHIND = 140;
const CREDENTIAL_REACH = 260;
const MOST_LINKS = 8;

/** "Use this link to set your password: https://…?token=…". */
export function entryLinkProposals(scene: Scene): readonly Proposal[] {
  if (!scene.reading.fold.includes('://')) return [];
  return scene.reading.lines
    .flatMap((line) => addressesIn(scene.reading.text, line))
    .flatMap((slot) => link(scene, slot));
}

function link(scene: Scene, slot: Slot): readonly Proposal[] {
  const ticket = ticketIn(scene, slot);
  const said = ticket === null ? null : saidOf(scene, slot);
  if (ticket === null || said === null) return [];
  if (said === 'nothing' && !ticket.isNamed) return [];
  const isPlain = (ticket.isNamed && said !== 'nothing') || (said === 'an entry' && ticket.isLong && scene.brief);
  if (said === 'a credential' && !ticket.isNamed && !ticket.isLong) return [];
  const extra = isPlain ? [] : ([[-0.9, 'only its address or the text says what it is for']] as const);
  return [{ slot, frame: 'entry-link', words: ENTRY_LINK, tie: 'direct', extra, principal: null }];
}

/** What the text says near a link: that it lets its reader in, or something of a credential; null where it is no few lines of mail. */
function saidOf(scene: Scene, { start, end }: Slot): 'an entry' | 'a credential' | 'nothing' | null {
  const isCued = (from: number, to: number) => marksWithin(scene, 'link-cue', from, to).length > 0;
  if (isCued(start - CUE_REACH, start) || isCued(end, end + CUE_BEHIND)) return 'an entry';
  if (!scene.brief) return null;
  if (scene.setting.subject.isOfEntry) return 'an entry';
  if (scene.setting.isBulk() || !scene.setting.isMail) return null;
  const names = scene.setting.subject.credential ?? credentialBefore(scene, start, CREDENTIAL_REACH);
  return names === null ? 'nothing' : 'a credential';
}

const ADDRESS = /https?:\/\/[^\s<>"'()[\]|、。，；：！？「」『』（）【】《》،؛]{4,600}/gi;

function addressesIn(text: string, line: ReadingLine): readonly Slot[] {
  const content = text.slice(line.start, Math.min(line.end, line.start + 3000));
  return [...content.matchAll(ADDRESS)].slice(0, MOST_LINKS).map(({ 0: address, index }) => {
    const start = line.start + index;
    const end = start + address.replace(/[.,;:!?*]+$/, '').length;
    return { start, end, style: 'bare', after: end };
  });
}

/** What of an address nobody chose. */
interface Ticket {
  /** Its path or query names what it is for. */
  readonly isNamed: boolean;
  /** It is as long as tickets mostly are. */
  readonly isLong: boolean;
}

/** Runs of an address that may be its ticket; shorter ones only as the value of a parameter, or behind all of the path. */
const RUN = /[A-Za-z\d_-]{14,}/g;
const SHORT_RUN = /(?:=|\/(?=[A-Za-z\d_-]*$))([A-Za-z\d_-]{8,})(?=[&#]|$)/g;
/** What newsletters write behind their links. */
const CAMPAIGN = /[?&]utm_[^&#]*/g;

function ticketIn({ reading, language }: Scene, slot: Slot): Ticket | null {
  const address = reading.text.slice(slot.start, slot.end);
  const path = address.slice(address.indexOf('/', 8) + 1 || address.length).replace(CAMPAIGN, '');
  if (path === '') return null;
  const isLong = (path.match(RUN) ?? []).some((run) => isRandom(run, 3));
  const isShort = isLong || [...path.matchAll(SHORT_RUN)].some(({ 1: run = '' }) => isRandom(run, 2));
  if (!isShort) return null;
  const folded = path.toLowerCase();
  return { isNamed: language.linkParts.some((part) => folded.includes(part)), isLong };
}

/** Letters and digits among one another, as no name has them. */
function isRandom(run: string, digits: number): boolean {
  const turns = run.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g) ?? [];
  return (run.match(/\d/g) ?? []).length >= digits && turns.length >= 2;
}
