import { type CodeUnits, inverted, sharedUnits, unitsIn } from './code-units.ts';
import { WORD } from './named-classes.ts';
import { childrenOf, firstUnits, isNullable, longestOf, type RegexNode, type RepeatNode } from './regex-node.ts';

/** What stands behind a node, nearest first; null at the end, where a match is found and nothing is tried again. */
type Rest = { readonly head: RegexNode; readonly tail: Rest } | null;

const LONGEST_RUN = 16;
const LINE_FEED = unitsIn('\n');

/**
 * In how many ways a match may be tried from one start, at most: the product of the repeats and alternatives that the text does not decide at
 * once. A bound from the pattern alone, for the worst of texts.
 */
export function waysToTry(node: RegexNode): number {
  return waysOf(node, null);
}

function waysOf(node: RegexNode, rest: Rest): number {
  switch (node.type) {
    case 'set':
    case 'edge':
      return 1;
    case 'look':
      return waysOf(node.body, null);
    case 'capture':
      return waysOf(node.body, rest);
    case 'sequence':
      return waysOfParts(node.parts, rest);
    case 'choice':
      return waysOfOptions(node.options, rest);
    case 'repeat':
      return waysOfRepeat(node, rest);
  }
}

function waysOfParts(parts: readonly RegexNode[], rest: Rest): number {
  let ways = 1;
  let behind = rest;
  for (const part of parts.toReversed()) {
    ways *= waysOf(part, behind);
    behind = { head: part, tail: behind };
  }
  return ways;
}

function waysOfOptions(options: readonly RegexNode[], rest: Rest): number {
  const ways = options.map((option) => waysOf(option, rest));
  const undecided = options.map((option, at) =>
    options.reduce(
      (sum, other, place) => (place === at || !areTold(option, other) ? sum + (ways[place] ?? 0) : sum),
      0,
    ),
  );
  return Math.max(...undecided);
}

/** Whether the next characters of the text tell two alternatives apart. */
function areTold(a: RegexNode, b: RegexNode): boolean {
  if (isNullable(a) || isNullable(b)) return false;
  if (areDisjoint(firstUnits(a), firstUnits(b))) return true;
  const other = runOf({ head: b, tail: null });
  return runOf({ head: a, tail: null }).some((set, at) => areDisjoint(set, other[at] ?? set));
}

function waysOfRepeat(node: RepeatNode, rest: Rest): number {
  const { body, min, max } = node;
  const again: Rest = { head: { ...node, min: 0 }, tail: rest };
  const within = waysOf(body, again) ** max;
  if (min === max || rest === null) return within;
  const stops = mayGoEitherWay(body, rest) ? Math.floor((max - min) / spacing(body, rest)) + 1 : 1;
  return within * stops;
}

/** Whether, after an iteration, the text may go on with another or with what follows. */
function mayGoEitherWay(body: RegexNode, rest: Rest): boolean {
  const first = firstUnits(body);
  for (let at = rest; at !== null; at = at.tail) {
    const { head } = at;
    if (!areDisjoint(first, firstUnits(head)) || leadingAssertions(head).some((each) => mayHoldWithin(each, body)))
      return true;
    if (!isNullable(head)) return false;
  }
  return false;
}

/** Whether an assertion may hold between two iterations; one that cannot tells where the repeat ends. */
function mayHoldWithin(assertion: RegexNode, body: RegexNode): boolean {
  if (assertion.type !== 'edge' || body.type !== 'set') return true;
  switch (assertion.edge) {
    case 'text-end':
      return false;
    case 'line-end':
      return !areDisjoint(body.set, LINE_FEED);
    case 'word':
      return !areDisjoint(body.set, WORD) && !areDisjoint(body.set, inverted(WORD));
    default:
      return true;
  }
}

function leadingAssertions(node: RegexNode): readonly RegexNode[] {
  if (node.type === 'edge' || node.type === 'look') return [node];
  if (node.type === 'set') return [];
  if (node.type !== 'sequence') return childrenOf(node).flatMap(leadingAssertions);
  const found: RegexNode[] = [];
  for (const part of node.parts) {
    found.push(...leadingAssertions(part));
    if (!isNullable(part)) break;
  }
  return found;
}

/** How many iterations lie, at least, between two after which the characters that must follow can stand. */
function spacing(body: RegexNode, rest: Rest): number {
  const run = runOf(rest);
  let period = 1;
  while (
    period < run.length &&
    run.some((set, at) => at + period < run.length && areDisjoint(set, run[at + period] ?? []))
  ) {
    period += 1;
  }
  return Math.max(1, Math.floor(period / Math.max(1, longestOf(body))));
}

/** The sets that the next characters must be of, as far as they are told. */
function runOf(rest: Rest): readonly CodeUnits[] {
  const run: CodeUnits[] = [];
  for (let at = rest; at !== null && addRun(at.head, run); at = at.tail);
  return run;
}

/** Adds the sets with which a node must begin. @returns whether the run goes on behind it. */
function addRun(node: RegexNode, run: CodeUnits[]): boolean {
  if (run.length >= LONGEST_RUN) return false;
  switch (node.type) {
    case 'set':
      run.push(node.set);
      return true;
    case 'edge':
    case 'look':
      return true;
    case 'capture':
      return addRun(node.body, run);
    case 'sequence':
      return node.parts.every((part) => addRun(part, run));
    case 'choice':
      return false;
    case 'repeat': {
      for (let times = 0; times < Math.min(node.min, LONGEST_RUN); times += 1)
        if (!addRun(node.body, run)) return false;
      return node.min === node.max;
    }
  }
}

function areDisjoint(a: CodeUnits, b: CodeUnits): boolean {
  return sharedUnits(a, b).length === 0;
}
