import { type CodeUnits, joinedSets, NO_UNIT } from './code-units.ts';
import { mapChildren, type RegexNode, type RepeatNode } from './regex-node.ts';

/**
 * The same language with fewer ways to read a text: alternatives of single characters are one set, repeats of one set side by side are one
 * repeat.
 */
export function simplify(node: RegexNode): RegexNode {
  const inner = mapChildren(node, simplify);
  if (inner.type === 'choice') return joinedOptions(inner.options);
  if (inner.type !== 'sequence') return inner;
  const merged: RegexNode[] = [];
  for (const part of inner.parts.flatMap((each) => (each.type === 'sequence' ? each.parts : [each]))) {
    const before = merged.at(-1);
    const joined = before === undefined ? null : joinedRepeat(before, part);
    if (joined === null) merged.push(part);
    else merged[merged.length - 1] = joined;
  }
  return { ...inner, parts: merged };
}

function joinedOptions(options: readonly RegexNode[]): RegexNode {
  const sets = options.flatMap((option): readonly CodeUnits[] => (option.type === 'set' ? [option.set] : []));
  return sets.length === options.length
    ? { type: 'set', set: sets.reduce(joinedSets, NO_UNIT) }
    : { type: 'choice', options };
}

function joinedRepeat(a: RegexNode, b: RegexNode): RepeatNode | null {
  if (a.type !== 'repeat' || b.type !== 'repeat' || a.body.type !== 'set' || b.body.type !== 'set') return null;
  const isSame = a.lazy === b.lazy && JSON.stringify(a.body.set) === JSON.stringify(b.body.set);
  return isSame ? { ...a, min: a.min + b.min, max: a.max + b.max } : null;
}
