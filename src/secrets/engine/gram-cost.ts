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

/** How often a run of bytes is likely to stand in mail, as a sum of logarithms: lower is rarer. */
export function gramCost(gram: Uint8Array): number {
  const text = String.fromCharCode(...gram).toLowerCase();
  if (new Set(text).size === 1 || EVERYWHERE.some((run) => run.includes(text))) return EVERYWHERE_COST;
  let cost = 0;
  for (const char of text) cost += charCost(char);
  return cost;
}

function charCost(char: string): number {
  const rank = COMMON_FIRST.indexOf(char);
  if (rank >= 0) return 27 - rank;
  return /[0-9]/.test(char) ? 8 : 12;
}
