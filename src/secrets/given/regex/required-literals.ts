import type { CodeUnits } from './code-units.ts';
import type { RegexNode } from './regex-node.ts';

const MOST = 96;
const LONGEST = 24;
const SHORTEST = 3;
/** Longer than this a literal is rare enough, however it reads. */
const LONG_ENOUGH = 8;
const MOST_OF_A_SET = 4;

/**
 * Literals, lower case, of which one stands in every match (ASCII letters in either case); each has three characters or more.
 * @returns null where none can be told
 */
export function requiredLiterals(node: RegexNode): readonly string[] | null {
  const finite = languageOf(node);
  if (finite !== null && isUseful(finite)) return finite;
  switch (node.type) {
    case 'sequence':
      return ofSequence(node.parts);
    case 'choice': {
      const each = node.options.map(requiredLiterals);
      const all = each.flatMap((literals) => literals ?? []);
      return each.includes(null) || all.length > MOST ? null : [...new Set(all)];
    }
    case 'capture':
      return requiredLiterals(node.body);
    case 'repeat':
      return node.min === 0 ? null : requiredLiterals(node.body);
    default:
      return null;
  }
}

/** The best of the runs of characters that stand side by side, and of what each part needs by itself. */
function ofSequence(parts: readonly RegexNode[]): readonly string[] | null {
  let best: readonly string[] | null = null;
  let run: readonly string[] = [''];
  const consider = (literals: readonly string[] | null) => {
    if (literals !== null && isUseful(literals) && (best === null || worth(literals) > worth(best))) best = literals;
  };
  for (const part of flattened(parts)) {
    const next = languageOf(part);
    const longer = next === null ? null : product(run, next);
    if (longer === null) {
      consider(run);
      consider(requiredLiterals(part));
      run = next ?? [''];
    } else run = longer;
  }
  consider(run);
  return best;
}

function flattened(parts: readonly RegexNode[]): readonly RegexNode[] {
  return parts.flatMap((part) => {
    if (part.type === 'sequence') return flattened(part.parts);
    return part.type === 'capture' ? flattened([part.body]) : [part];
  });
}

function worth(literals: readonly string[]): number {
  const shortest = Math.min(LONG_ENOUGH, ...literals.map((literal) => literal.length));
  return shortest * MOST - literals.length;
}

function isUseful(literals: readonly string[]): boolean {
  return literals.length > 0 && literals.every((literal) => literal.length >= SHORTEST);
}

/** All that a node matches, where that is a few short texts; folded. */
function languageOf(node: RegexNode): readonly string[] | null {
  switch (node.type) {
    case 'set':
      return charsOf(node.set);
    case 'edge':
    case 'look':
      return [''];
    case 'capture':
      return languageOf(node.body);
    case 'sequence':
      return node.parts.reduce<readonly string[] | null>(
        (run, part) => {
          const next = run === null ? null : languageOf(part);
          return run === null || next === null ? null : product(run, next);
        },
        [''],
      );
    case 'choice': {
      const each = node.options.map(languageOf);
      const all = [...new Set(each.flatMap((texts) => texts ?? []))];
      return each.includes(null) || all.length > MOST ? null : all;
    }
    case 'repeat':
      return ofRepeat(node);
  }
}

function ofRepeat({ min, max, body }: RegexNode & { type: 'repeat' }): readonly string[] | null {
  if (max > 3) return null;
  const once = languageOf(body);
  let texts: readonly string[] | null = [''];
  const all: string[] = min === 0 ? [''] : [];
  for (let times = 1; times <= max && texts !== null; times += 1) {
    texts = once === null ? null : product(texts, once);
    if (times >= min) all.push(...(texts ?? []));
  }
  return texts === null || all.length > MOST ? null : [...new Set(all)];
}

function charsOf(set: CodeUnits): readonly string[] | null {
  const chars = new Set<string>();
  for (const [first, last] of set) {
    if (last > 0x7f || last - first > 2 * MOST_OF_A_SET) return null;
    for (let unit = first; unit <= last; unit += 1) chars.add(String.fromCharCode(unit).toLowerCase());
  }
  return chars.size === 0 || chars.size > MOST_OF_A_SET ? null : [...chars];
}

function product(starts: readonly string[], ends: readonly string[]): readonly string[] | null {
  if (starts.length * ends.length > MOST) return null;
  const texts = starts.flatMap((start) => ends.map((end) => start + end));
  return texts.some((text) => text.length > LONGEST) ? null : [...new Set(texts)];
}
