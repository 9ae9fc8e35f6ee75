/** Letters from the commonest in European text to the rarest. */
const COMMON_FIRST = ' etaoinsrhldcumfpgwybvkxjqz';

/** How often a run of bytes is likely to stand in mail, as a sum of logarithms: lower is rarer. */
export function gramCost(gram: Uint8Array): number {
  let cost = 0;
  for (const byte of gram) cost += byteCost(byte);
  return cost;
}

function byteCost(byte: number): number {
  const rank = COMMON_FIRST.indexOf(String.fromCharCode(byte).toLowerCase());
  if (rank >= 0) return 27 - rank;
  return byte >= 0x30 && byte <= 0x39 ? 8 : 4;
}
