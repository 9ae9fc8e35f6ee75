import { classOf, SPACE } from './characters.ts';
import type { Term } from './term.ts';

/** Terms by their units, in one table: a look-up for each unit read, whatever the number of terms. */
export interface TermTrie {
  /** Column of each UTF-16 unit; 0 for units that stand in no term. All white space shares the column of the space. */
  readonly columns: Uint16Array;
  readonly width: number;
  /** `next[node * width + column]`: the node after it; 0 for none. Node 0 is the root. */
  readonly next: Uint32Array;
  /** Column of white space. */
  readonly space: number;
  /** 1 where terms end at the node. */
  readonly isEnd: Uint8Array;
  /** The terms that end at a node, in the order given. */
  readonly ends: readonly (readonly Term[])[];
}

const SPACE_UNIT = 0x20;

export function buildTrie(terms: readonly Term[]): TermTrie {
  const columns = columnsOf(terms);
  const width = columns.reduce((most, column) => Math.max(most, column), 0) + 1;
  const nodes = inBreadth(rootOf(terms, columns));
  const next = new Uint32Array(nodes.length * width);
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  nodes.forEach((node, number) => {
    for (const [column, child] of node.children) next[number * width + column] = numbers.get(child) ?? 0;
  });
  const isEnd = Uint8Array.from(nodes, ({ ends }) => (ends.length > 0 ? 1 : 0));
  return { columns, width, next, space: columns[SPACE_UNIT] ?? 0, isEnd, ends: nodes.map(({ ends }) => ends) };
}

interface Node {
  readonly children: Map<number, Node>;
  readonly ends: Term[];
}

function rootOf(terms: readonly Term[], columns: Uint16Array): Node {
  const root: Node = { children: new Map(), ends: [] };
  for (const term of terms) {
    let node = root;
    for (let at = 0; at < term.text.length; at++) {
      const column = columns[term.text.charCodeAt(at)] ?? 0;
      const child = node.children.get(column) ?? { children: new Map(), ends: [] };
      node.children.set(column, child);
      node = child;
    }
    node.ends.push(term);
  }
  return root;
}

/** Nodes by depth: those that most words pass through lie together in memory. */
function inBreadth(root: Node): readonly Node[] {
  const nodes = [root];
  for (let at = 0; at < nodes.length; at++) nodes.push(...(nodes[at]?.children.values() ?? []));
  return nodes;
}

function columnsOf(terms: readonly Term[]): Uint16Array {
  const columns = new Uint16Array(0x10000);
  let last = 0;
  for (const { text } of terms) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (columns[unit] === 0) columns[unit] = ++last;
    }
  }
  const space = columns[SPACE_UNIT] ?? 0;
  for (let unit = 0; unit < 0x10000; unit++) if ((classOf(unit) & SPACE) !== 0) columns[unit] = space;
  return columns;
}
