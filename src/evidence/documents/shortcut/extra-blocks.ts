import { guidAt } from '../../decode/guid.ts';
import type { Structure } from './structure.ts';

/** A fact of a shortcut: a name for a person and what it says. */
export type Fact = readonly [label: string, text: string];

/** Blocks of [MS-SHLLINK] §2.5 by their signatures. */
const BLOCKS = { environment: 0xa0000001, tracker: 0xa0000003, installer: 0xa0000006, icon: 0xa0000007 } as const;
const NARROW = 260;
const WIDE = 520;
const MOST_BLOCKS = 64;
const MOST_STRINGS = 200;

/** What the blocks after a shortcut's texts say, and where they end. */
export function readExtraBlocks(data: Structure): { readonly facts: readonly Fact[]; readonly end: number } {
  const facts: Fact[] = [];
  let at = 0;
  for (let count = 0; count < MOST_BLOCKS && at + 4 <= data.length; count += 1) {
    const size = data.u32(at);
    if (size < 8) return { facts, end: at + 4 };
    facts.push(...blockFacts(data.u32(at + 4), data.part(at, at + size)));
    at += size;
  }
  return { facts, end: Math.min(at, data.length) };
}

function blockFacts(signature: number, block: Structure): readonly Fact[] {
  const path = block.wide(8 + NARROW, WIDE) || block.narrow(8, NARROW);
  switch (signature) {
    case BLOCKS.environment:
      return [['Target with variables', path]];
    case BLOCKS.icon:
      return [['Icon with variables', path]];
    case BLOCKS.installer:
      return [['Installer application', path]];
    case BLOCKS.tracker:
      return trackerFacts(block);
    default:
      return wideStrings(block.bytes).map((text): Fact => ['Further text', text]);
  }
}

/** The computer that the target was last seen on, and the network card of the one that made its identifier. */
function trackerFacts(block: Structure): readonly Fact[] {
  if (block.length < 0x60) return [];
  const file = guidAt(block.bytes, 0x30);
  return [
    ['Computer', block.narrow(16, 16)],
    ['Network card', (file.slice(-12).match(/../g) ?? []).join(':')],
  ];
}

const SHORTEST = 4;

/** Texts in UTF-16 among other bytes: properties of the target. */
function wideStrings(bytes: Buffer): readonly string[] {
  const found: string[] = [];
  let text = '';
  for (let at = 0; at + 2 <= bytes.length && found.length < MOST_STRINGS; at += 2) {
    const code = bytes.readUInt16LE(at);
    if (code >= 0x20 && code < 0xd800 && code !== 0x7f) {
      text += String.fromCharCode(code);
      continue;
    }
    if (code === 0 && isWords(text)) found.push(text);
    text = '';
  }
  return found;
}

/** Numbers read as letters are seldom all of one script. */
const isWords = (text: string) => text.length >= SHORTEST && /^[\u0020-\u024f]+$/.test(text);
