import { longestOf, mapChildren, type RegexNode } from './regex-node.ts';

/** How often, at most, a group is repeated that had no most and itself holds such a repeat. */
const OUTER_MOST = 16;

/** A tree in which each repeat without a most has one, so that what is repeated is at most `cap` characters long beyond what it must be. */
export function boundRepeats(node: RegexNode, cap: number): RegexNode {
  if (node.type !== 'repeat') return mapChildren(node, (child) => boundRepeats(child, cap));
  if (node.max !== Number.POSITIVE_INFINITY) return { ...node, body: boundRepeats(node.body, cap) };
  const isNested = longestOf(node.body) === Number.POSITIVE_INFINITY;
  const body = boundRepeats(node.body, isNested ? Math.ceil(cap / OUTER_MOST) : cap);
  const most = isNested ? OUTER_MOST : Math.max(1, Math.floor(cap / Math.max(1, longestOf(body))));
  return { ...node, body, max: Math.max(node.min, 1) + most - 1 };
}
