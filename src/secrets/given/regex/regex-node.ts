import { type CodeUnits, joinedSets, NO_UNIT } from './code-units.ts';

/** Where a match stands, as an assertion asks. */
export type Edge = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word' | 'no-word';

/** A regular expression of any dialect; flags are worked into it. */
export type RegexNode =
  | { readonly type: 'set'; readonly set: CodeUnits }
  | { readonly type: 'edge'; readonly edge: Edge }
  | { readonly type: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: RegexNode }
  | { readonly type: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly type: 'choice'; readonly options: readonly RegexNode[] }
  | RepeatNode
  | { readonly type: 'capture'; readonly name: string | null; readonly body: RegexNode };

export interface RepeatNode {
  readonly type: 'repeat';
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
  readonly body: RegexNode;
}

export const EMPTY: RegexNode = { type: 'sequence', parts: [] };

export function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.type) {
    case 'sequence':
      return node.parts;
    case 'choice':
      return node.options;
    case 'set':
    case 'edge':
      return [];
    default:
      return [node.body];
  }
}

/** A tree with each child replaced. */
export function mapChildren(node: RegexNode, change: (child: RegexNode) => RegexNode): RegexNode {
  switch (node.type) {
    case 'sequence':
      return { ...node, parts: node.parts.map(change) };
    case 'choice':
      return { ...node, options: node.options.map(change) };
    case 'set':
    case 'edge':
      return node;
    default:
      return { ...node, body: change(node.body) };
  }
}

/** The longest match in code units; Infinity where a repeat has no end. */
export function longestOf(node: RegexNode): number {
  switch (node.type) {
    case 'set':
      return 1;
    case 'edge':
    case 'look':
      return 0;
    case 'choice':
      return Math.max(...node.options.map(longestOf));
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + longestOf(part), 0);
    case 'repeat':
      return node.max === 0 ? 0 : longestOf(node.body) * node.max || 0;
    case 'capture':
      return longestOf(node.body);
  }
}

export function isNullable(node: RegexNode): boolean {
  switch (node.type) {
    case 'set':
      return false;
    case 'edge':
    case 'look':
      return true;
    case 'choice':
      return node.options.some(isNullable);
    case 'sequence':
      return node.parts.every(isNullable);
    case 'repeat':
      return node.min === 0 || isNullable(node.body);
    case 'capture':
      return isNullable(node.body);
  }
}

/** What a non-empty match may begin with. */
export function firstUnits(node: RegexNode): CodeUnits {
  if (node.type === 'set') return node.set;
  if (node.type === 'edge' || node.type === 'look') return NO_UNIT;
  if (node.type !== 'sequence') return childrenOf(node).map(firstUnits).reduce(joinedSets, NO_UNIT);
  let first = NO_UNIT;
  for (const part of node.parts) {
    first = joinedSets(first, firstUnits(part));
    if (!isNullable(part)) break;
  }
  return first;
}
