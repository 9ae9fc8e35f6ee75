import { Buffer } from 'node:buffer';
import type { Instant } from '../../core/index.ts';
import type { ScanContext, SecretFinding } from '../finding.ts';
import type { AnalysedRule } from '../pack/analysed-rule.ts';
import type { Scanner } from '../scanner.ts';
import { SecretValue } from '../secret-value.ts';
import { type HeadingLiteral, headingLiterals, isHeadingEnd } from '../tables/heading-literals.ts';
import { tableClaims } from '../tables/read-tables.ts';
import type { TablePack } from '../tables/table-pack.ts';
import type { Candidate } from './candidate.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { type Discounts, discounted, discountsOf } from './discount.ts';
import { judgeMatch } from './judge-match.ts';
import { buildLiteralMatcher, type Literal, type LiteralMatcher, SHORTEST_LITERAL } from './literal-matcher.ts';
import { type KeywordHit, matchRule } from './match-rule.ts';
import { neighboursOf } from './neighbours.ts';
import { type ProseReader, proseClaims } from './prose-claims.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { WindowedText } from './text-window.ts';

/** What a scanner is made of. */
export interface ScannerParts {
  readonly rules: readonly AnalysedRule[];
  readonly prose: ProseReader | null;
  /** The time at which stated lifetimes are judged; null leaves them unjudged. */
  readonly asOf: Instant | null;
  /** Credentials that documentation prints, and words that call a value an illustration; none unless given. */
  readonly publishedExamples?: readonly string[];
  readonly advice?: readonly string[];
  /** Columns of tables that hold credentials; no table is read unless given. */
  readonly tables?: TablePack;
}

/** A text of a message up to this many bytes may be nothing but the password: "reply only", "subject only". */
const SHORT_TEXT = 400;

/** A literal and who waits for it: rules, by their place in the list, prose, and tables. */
interface Awaited extends Literal {
  readonly length: number;
  readonly rules: number[];
  prose: boolean;
  heading: HeadingLiteral['type'] | null;
}

interface BuiltScanner {
  readonly rules: readonly CompiledRule[];
  readonly awaited: readonly Awaited[];
  readonly matcher: LiteralMatcher;
  readonly parts: ScannerParts;
  readonly discounts: Discounts;
}

export function buildScanner(parts: ScannerParts): Scanner {
  const rules = parts.rules.map(compileRule);
  const awaited = awaitedLiterals(parts);
  const discounts = discountsOf(parts.publishedExamples ?? [], parts.advice ?? []);
  const built = { rules, awaited, matcher: buildLiteralMatcher(awaited), parts, discounts };
  return {
    rules: [...parts.rules.map(({ rule }) => rule.id), ...(parts.tables?.secrets ?? []).map(({ id }) => id)].sort(),
    scan: (utf8, context) => scanText(built, utf8, context),
  };
}

function awaitedLiterals(parts: ScannerParts): readonly Awaited[] {
  const byKey = new Map<string, Awaited>();
  const entryFor = (text: string, exact: boolean): Awaited => {
    const key = exact ? `=${text}` : `~${text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}`;
    const entry = byKey.get(key) ?? {
      text,
      exact,
      length: Buffer.byteLength(text),
      rules: [],
      prose: false,
      heading: null,
    };
    byKey.set(key, entry);
    return entry;
  };
  parts.rules.forEach(({ rule }, place) => {
    for (const keyword of rule.keywords) entryFor(keyword, rule.exactCase).rules.push(place);
  });
  for (const trigger of parts.prose?.triggers ?? []) {
    if (Buffer.byteLength(trigger) >= SHORTEST_LITERAL) entryFor(trigger, false).prose = true;
  }
  for (const { text, type } of parts.tables === undefined ? [] : headingLiterals(parts.tables)) {
    entryFor(text, false).heading = type;
  }
  return [...byKey.values()];
}

interface LiteralHits {
  readonly byRule: ReadonlyMap<number, readonly KeywordHit[]>;
  readonly prose: readonly number[];
  readonly headings: readonly number[];
}

function literalHits(built: BuiltScanner, utf8: Uint8Array): LiteralHits {
  const byRule = new Map<number, KeywordHit[]>();
  const prose: number[] = [];
  const headings: number[] = [];
  built.matcher.scan(utf8, (index, start) => {
    const literal = built.awaited[index] as Awaited;
    if (literal.prose) prose.push(start);
    if (literal.heading !== null && isHeadingEnd(utf8, start + literal.length, literal.heading)) headings.push(start);
    for (const rule of literal.rules) {
      const hits = byRule.get(rule);
      const hit: KeywordHit = [start, start + literal.length];
      if (hits === undefined) byRule.set(rule, [hit]);
      else hits.push(hit);
    }
  });
  return { byRule, prose, headings };
}

function scanText(built: BuiltScanner, utf8: Uint8Array, context: ScanContext): readonly SecretFinding[] {
  const hits = literalHits(built, utf8);
  const { prose, asOf, tables } = built.parts;
  const isProse = hits.prose.length > 0 || (context.role !== 'file' && utf8.length <= SHORT_TEXT);
  if (hits.byRule.size === 0 && hits.headings.length === 0 && !isProse) return [];
  const text = new WindowedText(utf8);
  const candidates: Candidate[] = [];
  for (const [place, ruleHits] of hits.byRule) {
    const compiled = built.rules[place] as CompiledRule;
    for (const match of matchRule(compiled, text, ruleHits)) {
      const candidate = judgeMatch(compiled, match, asOf);
      if (candidate !== null) candidates.push(candidate);
    }
  }
  const inTables = tables === undefined ? [] : tableClaims(tables, text, hits.headings);
  const inProse = prose === null || !isProse ? [] : proseClaims(prose, text, hits.prose, context);
  const judged = [...candidates, ...inTables, ...inProse].map((candidate) =>
    discounted(candidate, text, built.discounts),
  );
  return resolveOverlaps(judged).map((candidate) => toFinding(candidate, text));
}

function toFinding(candidate: Candidate, text: WindowedText): SecretFinding {
  const known = candidate.principal !== null && candidate.host !== null;
  const beside = known || candidate.form === 'prose' ? null : neighboursOf(text, candidate.span);
  return {
    rule: candidate.rule,
    kind: candidate.kind,
    confidence: candidate.confidence,
    validity: candidate.validity,
    secret: new SecretValue(candidate.secret),
    span: candidate.span,
    principal: candidate.principal ?? beside?.principal ?? null,
    host: candidate.host ?? beside?.host ?? null,
    reasons: candidate.reasons,
  };
}
