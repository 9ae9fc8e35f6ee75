import type { Bound, RuleFormula } from '../rule/correlation.ts';
import { anySpan, boundSql, type Holding } from './measure.ts';
import type { QueryParts } from './query-parts.ts';
import { type Grouping, interval, spanAfter, spanAround, spanBefore } from './window.ts';

/** Rules of which some must match within one time span, in any order. `rule` of a member is the rule's place among them. */
export function temporalHolding(
  parts: QueryParts,
  members: string,
  grouping: Grouping,
  rules: readonly string[],
  condition:
    | { readonly kind: 'rules'; readonly formula: RuleFormula }
    | { readonly kind: 'bounds'; readonly bounds: readonly Bound[] },
): Holding {
  const has = (place: number, frame: string) => `MAX(CASE WHEN rule = ${place} THEN 1 ELSE 0 END) OVER ${frame}`;
  const before = spanBefore(grouping);
  const around = spanAround(grouping);
  const matched = (rule: string, isExcluded: boolean) =>
    `${has(rules.indexOf(rule), isExcluded ? around : before)} = 1`;
  const holds =
    condition.kind === 'rules'
      ? formulaSql(condition.formula, matched, false)
      : condition.bounds
          .map((bound) => boundSql(`(${rules.map((_, place) => has(place, before)).join(' + ')})`, bound))
          .join(' AND ');
  return anySpan(parts, parts.add(`SELECT *, CASE WHEN ${holds} THEN 1 ELSE 0 END AS holds FROM ${members}`), grouping);
}

/** A rule that must not match must not match before or after: the time span may lie on either side. */
function formulaSql(
  formula: RuleFormula,
  matched: (rule: string, isExcluded: boolean) => string,
  isExcluded: boolean,
): string {
  if (formula.kind === 'rule') return matched(formula.rule, isExcluded);
  if (formula.kind === 'not') return `NOT (${formulaSql(formula.of, matched, !isExcluded)})`;
  const of = formula.of.map((one) => formulaSql(one, matched, isExcluded));
  return `(${of.join(formula.kind === 'and' ? ' AND ' : ' OR ')})`;
}

/**
 * Rules that must match one after the other. Each match of a rule carries the latest start of a sequence that leads to it; events of the same
 * moment count as in order.
 */
export function orderedHolding(
  parts: QueryParts,
  members: string,
  grouping: Grouping,
  rules: readonly string[],
): Holding {
  const before = spanBefore(grouping);
  const first = parts.add(`SELECT *, CASE WHEN rule = 0 THEN "at" END AS since_0 FROM ${members}`);
  const last = rules.slice(1).reduce((relation, _, at) => {
    const since = `CASE WHEN rule = ${at + 1} THEN MAX(since_${at}) OVER ${before} END`;
    return parts.add(`SELECT *, ${since} AS since_${at + 1} FROM ${relation}`);
  }, first);
  const since = `since_${rules.length - 1}`;
  const begun = parts.add(
    `SELECT *, CASE WHEN ${since} >= "at" - ${interval(grouping)} THEN ${since} END AS begun FROM ${last}`,
  );
  return {
    relation: parts.add(
      `SELECT *, MIN(begun) OVER ${spanAfter(grouping)} <= "at" AS hit, begun IS NOT NULL AS completes FROM ${begun}`,
    ),
  };
}
