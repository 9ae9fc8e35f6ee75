import type { Instant } from '../core/index.ts';
import { buildScanner } from './engine/scan-text.ts';
import { type GivenRules, NOTHING_GIVEN } from './given/given-rule.ts';
import { withGivenRules } from './given/with-given-rules.ts';
import { rulePack } from './pack/rule-pack.ts';
import { findProse, proseGate } from './prose/index.ts';
import type { Scanner } from './scanner.ts';

/** How a scanner judges what it finds. */
export interface ScannerOptions {
  /** The time at which stated lifetimes (a token's `exp`, a SAS's `se`) are judged; left out, they are only told. */
  readonly asOf?: Instant;
  /** Whether credentials stated in sentences are looked for beside the structured rules; true unless given. */
  readonly prose?: boolean;
  /** Rules beside those of the installation, as `readRuleFiles` reads them. */
  readonly rules?: GivenRules;
}

const loaded = new Map<string, Scanner>();

/**
 * The scanner with every rule of the installation, and those given beside it. Without such rules it is built once in a process for the same options.
 * @throws SecretsError rule-pack-unreadable, rule-invalid, rule-duplicate, pattern-unbounded
 */
export function loadScanner(options: ScannerOptions = {}): Scanner {
  const { asOf = null, prose = true, rules: given = NOTHING_GIVEN } = options;
  return withGivenRules(installedScanner(asOf, prose), given, asOf);
}

function installedScanner(asOf: Instant | null, prose: boolean): Scanner {
  const key = `${asOf}|${prose}`;
  const cached = loaded.get(key);
  if (cached !== undefined) return cached;
  const reader = prose ? { gate: proseGate(), find: findProse } : null;
  const { rules, publishedExamples, advice, tables } = rulePack();
  const scanner = buildScanner({ rules, prose: reader, asOf, publishedExamples, advice, tables });
  loaded.set(key, scanner);
  return scanner;
}
