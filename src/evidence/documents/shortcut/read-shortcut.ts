import { asBuffer } from '../../decode/byte-string.ts';
import { instantOfFiletime } from '../../mapi/filetime.ts';
import { shownName } from '../../text/member.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { LandmarkedText } from '../landmarked-text.ts';
import { type Fact, readExtraBlocks } from './extra-blocks.ts';
import { readLinkInfo } from './link-info.ts';
import { itemNames, itemPath } from './shell-items.ts';
import { Structure } from './structure.ts';

const HEADER = 0x4c;
/** [MS-SHLLINK] §2.1.1. */
const FLAGS = { idList: 0x1, linkInfo: 0x2, isUnicode: 0x80 } as const;
/** Texts in the order they come in, each where its flag is set (§2.4). */
const TEXTS = [
  { flag: 0x4, label: 'Description' },
  { flag: 0x8, label: 'Relative path' },
  { flag: 0x10, label: 'Working folder' },
  { flag: 0x20, label: 'Arguments' },
  { flag: 0x40, label: 'Icon' },
] as const;
/** What is appended may be a file of its own; padding is not. */
const SHORTEST_APPENDIX = 16;

const CUT: Piece = {
  type: 'unread',
  name: null,
  shortfall: { reason: 'truncated', detail: 'This shortcut is cut short; what there is of it was read.' },
};

/** Reads Windows shortcuts ([MS-SHLLINK]): what they start, with which arguments, on which computer; one fact a line. */
export const readShortcut: DocumentReader = function* ({ bytes, limits }: ReadOrder): Generator<Piece> {
  const link = readLink(new Structure(asBuffer(bytes)));
  const text = new LandmarkedText(limits.pieceBytes);
  text.line('Windows shortcut');
  for (const [label, value] of shownFacts(link.facts)) {
    text.mark(label.toLowerCase());
    text.line(`${label}: ${shownName(value)}`);
  }
  yield { type: 'text', name: null, text: text.finish(), password: null };
  const appended = asBuffer(bytes).subarray(link.end);
  if (appended.length >= SHORTEST_APPENDIX)
    yield { type: 'member', name: 'appended.bin', mediaType: null, bytes: appended, shortfall: null, password: null };
  if (link.isCut) yield CUT;
};

interface Link {
  readonly facts: readonly Fact[];
  readonly end: number;
  readonly isCut: boolean;
}

function readLink(link: Structure): Link {
  const flags = link.u32(0x14);
  const facts: Fact[] = [];
  let at = HEADER;
  if ((flags & FLAGS.idList) !== 0) {
    const size = link.u16(at);
    facts.push(['Target', itemPath(itemNames(link.part(at + 2, at + 2 + size)))]);
    at += 2 + size;
  }
  if ((flags & FLAGS.linkInfo) !== 0) {
    const { path, volumeLabel, share, device } = readLinkInfo(link.part(at, at + link.u32(at)));
    facts.push(['Target', path], ['Network share', share], ['Drive of the share', device], ['Volume', volumeLabel]);
    at += Math.max(4, link.u32(at));
  }
  for (const { flag, label } of TEXTS) {
    if ((flags & flag) === 0) continue;
    const width = (flags & FLAGS.isUnicode) === 0 ? 1 : 2;
    const length = link.u16(at) * width;
    facts.push([label, width === 2 ? link.wide(at + 2, length) : link.narrow(at + 2, length)]);
    at += 2 + length;
  }
  const extra = readExtraBlocks(link.part(at));
  const times = [timeFact(link, 'Made', 0x1c), timeFact(link, 'Changed', 0x2c)];
  return { facts: [...facts, ...extra.facts, ...times], end: at + extra.end, isCut: at > link.length };
}

function timeFact(link: Structure, label: string, at: number): Fact {
  return [label, instantOfFiletime(link.bytes.subarray(at, at + 8)) ?? ''];
}

/** Each fact once, none that is empty; the command as it would be typed, where there are arguments. */
function shownFacts(facts: readonly Fact[]): readonly Fact[] {
  const said = facts.filter(([, text]) => text.trim() !== '');
  const target =
    said.find(([label]) => label.startsWith('Target'))?.[1] ?? said.find(([label]) => label === 'Relative path')?.[1];
  const shown = new Map<string, Fact>();
  for (const [label, text] of said) {
    const fact: Fact = label === 'Arguments' ? ['Command', `${target ?? ''} ${text.trim()}`.trim()] : [label, text];
    shown.set(fact.join('\0'), fact);
  }
  return [...shown.values()];
}
