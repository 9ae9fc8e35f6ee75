import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/core/index.ts';
import type { ParameterValues } from '../../src/review/index.ts';

export interface SampleRow {
  readonly file: string;
  /** Detections the file must raise. */
  readonly raised: readonly string[];
  /** Why it raises none of its technique; empty where it does. */
  readonly whyNot: string;
}

export interface RuleRow {
  readonly rule: string;
  readonly detections: readonly string[];
  readonly parameters: ParameterValues;
}

export interface DifferenceRow {
  readonly rule: string;
  readonly test: string;
  readonly why: string;
}

const sections = readFileSync(join(packageRoot(), 'docs/review-parity.md'), 'utf8').split(/^## /m);

/** The rows of the n-th table of a section, cells trimmed. */
function table(section: string, place: number): readonly (readonly string[])[] {
  const text = sections.find((one) => one.startsWith(section)) ?? '';
  const rows = text.split('\n').map((line) => (line.startsWith('|') ? line.slice(1, -1).split(/\s\|(?:\s|$)/) : null));
  const tables: string[][][] = [];
  rows.forEach((cells, index) => {
    if (cells === null) return;
    if (rows[index - 1] === null) tables.push([]);
    tables.at(-1)?.push(cells.map((cell) => cell.trim()));
  });
  return (tables[place] ?? []).slice(2);
}

const names = (cell: string | undefined): readonly string[] =>
  [...(cell ?? '').matchAll(/`([^`]+)`/g)].map((one) => one[1] ?? '');

export const sampleRows: readonly SampleRow[] = table('det-eng-samples', 0).map(([file, raised, whyNot]) => ({
  file: names(file)[0] ?? '',
  raised: names(raised),
  whyNot: whyNot ?? '',
}));

export const ruleRows: readonly RuleRow[] = table('panther_tests', 0).map(([rule, detections, parameters]) => ({
  rule: names(rule)[0] ?? '',
  detections: names(detections),
  parameters: JSON.parse(names(parameters)[0] ?? '{}') as ParameterValues,
}));

export const differenceRows: readonly DifferenceRow[] = table('panther_tests', 1).map(([rule, test, why]) => ({
  rule: names(rule)[0] ?? '',
  test: test ?? '',
  why: why ?? '',
}));

/** Rules that have no counterpart among our detections; each with its reason. */
export const leftRows: readonly { readonly rule: string; readonly why: string }[] = table('panther_tests', 2).map(
  ([rule, why]) => ({ rule: names(rule)[0] ?? '', why: why ?? '' }),
);
