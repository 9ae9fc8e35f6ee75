import { type CodeUnits, foldedUnits, inverted, onlyUnit, sharedUnits, sizeOf, unitsOf } from './code-units.ts';
import { childrenOf, type Edge, type RegexNode } from './regex-node.ts';

/** A pattern for JavaScript, with its one flag beside `m`, which changes nothing in it. */
export interface PrintedRegex {
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

const EDGES: { readonly [Kind in Edge]: string } = {
  'text-start': '(?<![^])',
  'text-end': '(?![^])',
  'line-start': '(?<![^\\n])',
  'line-end': '(?![^\\n])',
  word: '\\b',
  'no-word': '\\B',
};
const BEYOND_ASCII: CodeUnits = [[0x80, 0xffff]];
const ASCII = inverted(BEYOND_ASCII);
const CAPITALS = unitsOf([[0x41, 0x5a]]);

/** Prints a tree whose repeats all have a most. Groups keep their numbers; names are left out. */
export function printRegex(node: RegexNode): PrintedRegex {
  const ignoreCase = holdsLetters(node) && isFolded(node);
  return { pattern: printed(node, ignoreCase), ignoreCase };
}

/** Whether the flag `i` would change nothing: each set has both cases of its letters, and all or none of what is beyond ASCII. */
function isFolded(node: RegexNode): boolean {
  if (node.type !== 'set') return childrenOf(node).every(isFolded);
  const beyond = sizeOf(sharedUnits(node.set, BEYOND_ASCII));
  const ascii = sharedUnits(node.set, ASCII);
  return (beyond === 0 || beyond === sizeOf(BEYOND_ASCII)) && sizeOf(foldedUnits(ascii)) === sizeOf(ascii);
}

function holdsLetters(node: RegexNode): boolean {
  if (node.type === 'set') return sizeOf(node.set) === 2 && sizeOf(sharedUnits(node.set, CAPITALS)) === 1;
  return childrenOf(node).some(holdsLetters);
}

function printed(node: RegexNode, ignoreCase: boolean): string {
  const inner = (child: RegexNode): string => printed(child, ignoreCase);
  switch (node.type) {
    case 'set':
      return printedSet(ignoreCase ? sharedUnits(node.set, inverted(CAPITALS)) : node.set, ignoreCase);
    case 'edge':
      return EDGES[node.edge];
    case 'look':
      return `(?${node.behind ? '<' : ''}${node.negative ? '!' : '='}${inner(node.body)})`;
    case 'sequence':
      return node.parts.map((part) => (part.type === 'choice' ? `(?:${inner(part)})` : inner(part))).join('');
    case 'choice':
      return node.options.map(inner).join('|');
    case 'capture':
      return `(${inner(node.body)})`;
    case 'repeat': {
      const body =
        node.body.type === 'set' || node.body.type === 'capture' ? inner(node.body) : `(?:${inner(node.body)})`;
      return `${body}${counts(node.min, node.max)}${node.lazy && node.min !== node.max ? '?' : ''}`;
    }
  }
}

function counts(min: number, max: number): string {
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printedSet(set: CodeUnits, ignoreCase: boolean): string {
  const only = onlyUnit(set);
  if (only !== null) return printedUnit(only);
  const beyond = sharedUnits(set, BEYOND_ASCII);
  // With `i` a negated class would leave out the other cases of what it names; capitals were taken out, so it must not be negated.
  const isMostly = sizeOf(beyond) === sizeOf(BEYOND_ASCII) && !ignoreCase;
  return isMostly ? `[^${printedRanges(inverted(set))}]` : `[${printedRanges(set)}]`;
}

function printedRanges(set: CodeUnits): string {
  // Cut at the end of ASCII, where reading of bounds is exact.
  return [...sharedUnits(set, ASCII), ...sharedUnits(set, BEYOND_ASCII)]
    .map(([first, last]) => printedRange(first, last))
    .join('');
}

function printedRange(first: number, last: number): string {
  if (first === last) return printedUnit(first);
  return `${printedUnit(first)}${last === first + 1 ? '' : '-'}${printedUnit(last)}`;
}

function printedUnit(unit: number): string {
  const char = String.fromCharCode(unit);
  if (/[A-Za-z0-9_ ]/.test(char)) return char;
  if (unit > 0x20 && unit < 0x7f) return `\\${char}`;
  const digits = unit.toString(16);
  return unit < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}
