import type { CharSet } from '../../src/secrets/pack/char-set.ts';
import type { PatternNode } from '../../src/secrets/pack/pattern-syntax.ts';
import type { Random } from '../random.ts';

/** Characters a pattern speaks of, the ones that most of its sets hold first: those that one part of it may leave to the next. */
export function popularChars(tree: PatternNode): readonly string[] {
  const counts = new Array<number>(128).fill(0);
  for (const set of setsOf(tree)) {
    for (const char of charsOf(set)) counts[char.charCodeAt(0)] = (counts[char.charCodeAt(0)] ?? 0) + 1;
  }
  const codes = [...counts.keys()].filter((code) => (counts[code] ?? 0) > 0);
  return codes
    .toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .map((code) => String.fromCharCode(code));
}

/** The printable ASCII characters and line breaks of a set. */
export function charsOf(set: CharSet): readonly string[] {
  return PLAIN.filter((char) => (set.ascii & (1n << BigInt(char.charCodeAt(0)))) !== 0n);
}

const PLAIN = [...Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at)), '\t', '\n'];

export function childrenOf(node: PatternNode): readonly PatternNode[] {
  if (node.type === 'sequence') return node.parts;
  if (node.type === 'choice') return node.options;
  return node.type === 'repeat' || node.type === 'look' ? [node.body] : [];
}

function setsOf(node: PatternNode): readonly CharSet[] {
  return node.type === 'char' ? [node.set] : childrenOf(node).flatMap(setsOf);
}

/** A text that the pattern may match, its look-arounds aside: short where a repeat leaves it open. */
export function sampleOf(node: PatternNode, random: Random): string {
  switch (node.type) {
    case 'char':
      return pick(charsOf(node.set), random);
    case 'sequence':
      return node.parts.map((part) => sampleOf(part, random)).join('');
    case 'choice':
      return sampleOf(node.options[random.below(node.options.length)] ?? node, random);
    case 'repeat': {
      const spare = Math.min(3, node.max - node.min);
      return Array.from({ length: node.min + random.below(spare + 1) }, () => sampleOf(node.body, random)).join('');
    }
    case 'look':
    case 'assertion':
      return '';
  }
}

function pick(chars: readonly string[], random: Random): string {
  return chars[random.below(chars.length)] ?? '\u00e9';
}
