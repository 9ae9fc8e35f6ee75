import type { Instant } from '../../core/index.ts';
import type { ScanContext, SecretFinding } from '../finding.ts';
import type { AnalysedRule } from '../pack/analysed-rule.ts';
import { NOTHING_TOLD, type WorthReading } from '../prose/index.ts';
import type { Scanner } from '../scanner.ts';
import { SecretValue } from '../secret-value.ts';
import { tableClaims } from '../tables/read-tables.ts';
import type { TablePack } from '../tables/table-pack.ts';
import type { Candidate } from './candidate.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { type Discounts, discounted, discountsOf } from './discount.ts';
import { judgeMatch } from './judge-match.ts';
import { LiteralFinder } from './literal-hits.ts';
import { matchRule } from './match-rule.ts';
import { neighboursOf } from './neighbours.ts';
import { ProseAround } from './prose-around.ts';
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

interface BuiltScanner {
  readonly rules: readonly CompiledRule[];
  readonly literals: LiteralFinder;
  readonly around: ProseAround | null;
  readonly parts: ScannerParts;
  readonly discounts: Discounts;
}

export function buildScanner(parts: ScannerParts): Scanner {
  const rules = parts.rules.map(compileRule);
  const gate = parts.prose?.gate ?? null;
  const literals = new LiteralFinder({ rules, prose: gate, tables: parts.tables ?? null });
  const discounts = discountsOf(parts.publishedExamples ?? [], parts.advice ?? []);
  const around = gate === null ? null : new ProseAround(gate, literals);
  const built = { rules, literals, around, parts, discounts };
  return {
    rules: [...parts.rules.map(({ rule }) => rule.id), ...(parts.tables?.secrets ?? []).map(({ id }) => id)].sort(),
    scan: (utf8, context) => scanText(built, utf8, context),
  };
}

function scanText(built: BuiltScanner, utf8: Uint8Array, context: ScanContext): readonly SecretFinding[] {
  const { prose, asOf, tables } = built.parts;
  const told = built.around?.told(context) ?? NOTHING_TOLD;
  const hits = built.literals.find(utf8);
  const worth = prose?.gate.worthReading({ utf8, told, isMail: context.role !== 'file' }) ?? NO_PROSE;
  if (hits.rules.length === 0 && hits.headings.length === 0 && worth.size === 0) return [];
  const text = new WindowedText(utf8);
  const candidates: Candidate[] = [];
  for (const place of hits.rules) {
    const compiled = built.rules[place] as CompiledRule;
    for (const match of matchRule(compiled, text, hits.ofRule(place))) {
      const candidate = judgeMatch(compiled, match, asOf);
      if (candidate !== null) candidates.push(candidate);
    }
  }
  const inTables = tables === undefined ? [] : tableClaims(tables, text, hits.headings);
  const inProse = prose === null ? [] : proseClaims(prose, text, worth, context);
  const judged = [...candidates, ...inTables, ...inProse].map((candidate) =>
    discounted(candidate, text, built.discounts),
  );
  return resolveOverlaps(judged).map((candidate) => toFinding(candidate, text));
}

const NO_PROSE: WorthReading = new Map();

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
