/** Letters from the commonest in European text to the rarest. */
const COMMON_FIRST = ' etaoinsrhldcumfpgwybvkxjqz';
/** Runs that stand in most mail: links, markup, rules and addresses. */
const EVERYWHERE = [
  'http://www.',
  'https://',
  '.com/',
  '.org',
  '.net',
  'mail',
  'href=',
  'font',
  'nbsp;',
  'class',
  'style',
  '3d"',
  '</',
  'ing ',
  ' the ',
  'tion',
  'ment',
];
const EVERYWHERE_COST = 200;

const COSTS = Uint8Array.from({ length: 256 }, (_, byte) => byteCost(String.fromCharCode(byte).toLowerCase()));
const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));

function byteCost(char: string): number {
  const rank = COMMON_FIRST.indexOf(char);
  if (rank >= 0) return 27 - rank;
  return /[0-9]/.test(char) ? 8 : 12;
}

const GRAM = 4;

/** How often the four bytes from a place on are likely to stand in mail, as a sum of logarithms: lower is rarer. */
export function gramCost(bytes: Uint8Array, from: number): number {
  let cost = 0;
  let isEven = true;
  for (let at = from; at < from + GRAM; at += 1) {
    cost += COSTS[bytes[at] as number] as number;
    isEven &&= LOWER[bytes[at] as number] === LOWER[bytes[from] as number];
  }
  return isEven || COMMON_GRAMS.has(keyOf(bytes, from)) ? EVERYWHERE_COST : cost;
}

function keyOf(bytes: Uint8Array, from: number): number {
  let key = 0;
  for (let at = from; at < from + GRAM; at += 1) key = (key << 8) | (LOWER[bytes[at] as number] as number);
  return key;
}

const COMMON_GRAMS = new Set(
  EVERYWHERE.flatMap((run) => {
    const bytes = new TextEncoder().encode(run);
    return Array.from({ length: Math.max(0, bytes.length - GRAM + 1) }, (_, from) => keyOf(bytes, from));
  }),
);
