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

/** How often a run of bytes is likely to stand in mail, as a sum of logarithms: lower is rarer. */
export function gramCost(gram: Uint8Array): number {
  let cost = 0;
  let isEven = true;
  for (const byte of gram) {
    cost += COSTS[byte] as number;
    isEven &&= LOWER[byte] === LOWER[gram[0] as number];
  }
  return isEven || isEverywhere(gram) ? EVERYWHERE_COST : cost;
}

const keyOf = (gram: Uint8Array): number =>
  gram.reduce((key, byte) => key * 256 + (LOWER[byte] as number), gram.length);

const RUNS = new Set(EVERYWHERE.flatMap(runsOf));

/** All that a run holds, by length and bytes. */
function runsOf(run: string): readonly number[] {
  const bytes = new TextEncoder().encode(run);
  const starts = Array.from(bytes, (_, at) => at);
  return starts.flatMap((from) =>
    starts.slice(from).flatMap((last) => (last - from < 4 ? [keyOf(bytes.subarray(from, last + 1))] : [])),
  );
}

const isEverywhere = (gram: Uint8Array): boolean => gram.length <= 4 && RUNS.has(keyOf(gram));
