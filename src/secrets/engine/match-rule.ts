import type { ByteSpan } from '../../core/index.ts';
import { percentDecoded } from '../validators/percent-encoding.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { joinSoftWraps } from './soft-wrap.ts';
import type { MappedText, WindowedText } from './text-window.ts';

/** A place where a rule's pattern matched around one of its keywords. */
export interface RuleMatch {
  readonly secret: string;
  readonly span: ByteSpan;
  /** The whole match, the secret in it. */
  readonly text: string;
  readonly principal: string | null;
  readonly host: string | null;
}

/** Bytes of a keyword's occurrence. */
export type KeywordHit = ByteSpan;

/**
 * All matches of a rule that hold one of its keywords, one for each span of a secret.
 *
 * A match is tried at every start, not only after the last match's end, and a window reaches as far as the longest match
 * and its look-around: so the answer is that of the whole text, however the windows fall.
 */
export function matchRule(
  compiled: CompiledRule,
  text: WindowedText,
  hits: readonly KeywordHit[],
): readonly RuleMatch[] {
  const found = new Map<number, RuleMatch>();
  const sorted = inOrder(hits);
  if (compiled.lead !== null) {
    for (const hit of sorted) tryBefore(compiled, compiled.lead, text, hit, found);
    return [...found.values()];
  }
  for (const span of windowsAround(sorted, text, compiled.reach)) {
    const window = text.window(span);
    collect(compiled, window, sorted, found);
    if (!compiled.rule.wraps) continue;
    const joined = joinSoftWraps(window.text);
    if (joined === null) continue;
    const view = { text: joined.text, byteAt: (index: number) => window.byteAt(joined.indexAt(index)) };
    collect(compiled, view, sorted, found);
  }
  return [...found.values()];
}

/** The kernel tells most in order. */
function inOrder(hits: readonly KeywordHit[]): readonly KeywordHit[] {
  for (let at = 1; at < hits.length; at += 1) {
    if ((hits[at] as KeywordHit)[0] < (hits[at - 1] as KeywordHit)[0]) return hits.toSorted((a, b) => a[0] - b[0]);
  }
  return hits;
}

/** Where it is known how far before a keyword a match may begin, none can begin elsewhere. */
function tryBefore(
  { read, reach, margin }: CompiledRule,
  lead: number,
  text: WindowedText,
  hit: KeywordHit,
  found: Map<number, RuleMatch>,
): void {
  const ahead = text.around(hit[0], hit[0], reach);
  const window = text.window([text.around(hit[0], hit[0], lead + margin)[0], ahead[1]]);
  const keyword = window.indexAt(hit[0]);
  const keywordEnd = window.indexAt(hit[1]);
  for (let start = Math.max(0, keyword - lead); start <= keyword; start += 1) {
    read.lastIndex = start;
    const match = read.exec(window.text);
    if (match !== null && (lead === 0 || start + match[0].length >= keywordEnd)) keep(toMatch(match, window), found);
  }
}

/** Longer than any secret that a rule may give: spans are told apart by their start and length in one number. */
const LONGEST_SPAN = 2 ** 22;

function keep(match: RuleMatch, found: Map<number, RuleMatch>): void {
  const key = match.span[0] * LONGEST_SPAN + match.span[1] - match.span[0];
  if (!found.has(key)) found.set(key, match);
}

/** Windows around sorted hits, merged where they touch. */
function windowsAround(hits: readonly KeywordHit[], text: WindowedText, reach: number): readonly ByteSpan[] {
  const merged: [number, number][] = [];
  for (const hit of hits) {
    const [start, end] = text.around(hit[0], hit[1], reach);
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

function collect(
  compiled: CompiledRule,
  window: MappedText,
  hits: readonly KeywordHit[],
  found: Map<number, RuleMatch>,
): void {
  const { find, read } = compiled;
  find.lastIndex = 0;
  for (let start = nextStart(find, window.text); start >= 0; start = nextStart(find, window.text)) {
    read.lastIndex = start;
    const match = read.exec(window.text);
    find.lastIndex = start + 1;
    if (match === null) continue;
    const ends: ByteSpan = [window.byteAt(start), endByte(window, start + match[0].length)];
    if (!holdsHit(hits, ends)) continue;
    keep(toMatch(match, window), found);
  }
}

function nextStart(find: RegExp, text: string): number {
  const match = find.exec(text);
  return match === null ? -1 : match.index;
}

/** The byte after the last character before `index`, which a joined line break must not stretch. */
function endByte(window: MappedText, index: number): number {
  return index === 0 ? window.byteAt(0) : lastByte(window, index - 1);
}

function lastByte(window: MappedText, index: number): number {
  const code = window.text.charCodeAt(index);
  return code < 0x80 ? window.byteAt(index) + 1 : window.byteAt(index + 1);
}

function toMatch(match: RegExpExecArray, window: MappedText): RuleMatch {
  const [start, end] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length];
  return {
    secret: window.text.slice(start, end),
    span: [window.byteAt(start), endByte(window, end)],
    text: match[0],
    principal: principalOf(match),
    host: match.groups?.host ?? null,
  };
}

/** A URL's userinfo is percent-encoded. */
function principalOf(match: RegExpExecArray): string | null {
  const principal = match.groups?.principal ?? null;
  const start = match.indices?.groups?.principal?.[0] ?? 0;
  const isUserinfo = principal !== null && match.input.startsWith('://', start - 3);
  return isUserinfo ? percentDecoded(principal) : principal;
}

function holdsHit(hits: readonly KeywordHit[], span: ByteSpan): boolean {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.[0] ?? 0) < span[0]) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < hits.length; at += 1) {
    const hit = hits[at] as KeywordHit;
    if (hit[0] >= span[1]) return false;
    if (hit[1] <= span[1]) return true;
  }
  return false;
}
