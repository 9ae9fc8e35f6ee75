import type { RegexNode, RepeatNode } from './regex-node.ts';

/**
 * A repeat that gives nothing back, said without one: of a single character, so that it ends where no such character follows, or at its most.
 * @throws SyntaxError for a repeat of anything else
 */
export function possessive(repeat: RepeatNode): RegexNode {
  const { body, min, max } = repeat;
  if (body.type !== 'set') throw new SyntaxError('a possessive repeat of a group has no counterpart');
  const ended = (most: number): RegexNode => ({
    type: 'sequence',
    parts: [
      { ...repeat, max: most },
      { type: 'look', behind: false, negative: true, body },
    ],
  });
  if (max === Number.POSITIVE_INFINITY) return ended(max);
  const full: RegexNode = { ...repeat, min: max };
  return min === max ? full : { type: 'choice', options: [full, ended(max - 1)] };
}
