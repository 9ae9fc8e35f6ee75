import { readFileSync, statSync } from 'node:fs';
import { counted } from '../../core/index.ts';
import {
  type ExampleResult,
  type GivenRules,
  loadScanner,
  previewOf,
  readRuleFiles,
  testGivenRules,
  testInstalledRules,
} from '../../secrets/index.ts';
import { CliError } from '../cli-error.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Face } from '../face.ts';
import { ruleFilesFrom } from '../rules-option.ts';
import { printable } from '../terminal/table.ts';

export interface TestOptions {
  readonly format: 'pretty' | 'json';
  readonly rules?: readonly string[];
}

const LARGEST_SAMPLE = 16 * 1024 * 1024;

/** Tries rules on their own examples, and names those that find something in the files. */
export async function testRules(files: readonly string[], options: TestOptions, face: Face): Promise<ExitCode> {
  const { talk, json } = face;
  const given = readRuleFiles(ruleFilesFrom(options.rules));
  const told = { ...face, json: json || options.format === 'json' };
  for (const { file, text } of given.notes) talk.say(`${printable(file)}: ${printable(text)}`);
  await tellRefused(given, told);
  const failed = await tellResults(options.rules === undefined ? testInstalledRules() : testGivenRules(given), told);
  for (const file of files) await tellHits(file, given, told);
  return failed + given.refused.length > 0 ? 1 : 0;
}

async function tellRefused({ refused }: GivenRules, { out, json, talk }: Face): Promise<void> {
  for (const row of refused) {
    if (json) await out.json({ type: 'refused', ...row });
    else await out.line(`not used  ${printable(row.file)} › ${printable(row.rule)}: ${printable(row.because)}`);
  }
  if (refused.length > 0) talk.warn(`${counted(refused.length, 'entry', 'entries')} cannot be used`);
}

/** @returns how many examples failed. */
async function tellResults(results: Iterable<ExampleResult>, { out, json, talk }: Face): Promise<number> {
  let passed = 0;
  let failed = 0;
  const rules = new Set<string>();
  for (const result of results) {
    rules.add(result.rule);
    if (json) await out.json({ type: 'example', ...result });
    if (result.failure === null) passed += 1;
    else {
      failed += 1;
      if (!json) await out.line(`failed    ${result.rule}, ${result.example} ${result.number}: ${result.failure}`);
    }
  }
  talk.say(`${counted(rules.size, 'rule')} with examples: ${passed} passed, ${failed} failed`);
  return failed;
}

/** Which rules find something in a file; of what they find a masked preview. */
async function tellHits(path: string, rules: GivenRules, { out, json, talk }: Face): Promise<void> {
  if (statSync(path).size > LARGEST_SAMPLE) {
    const next = 'Give a smaller sample, or use `postbreach scan --rules`.';
    throw new CliError('bad-option', `${path} is larger than a sample may be`, next, 2);
  }
  const scanner = loadScanner({ rules });
  const findings = scanner.scan(readFileSync(path), { subject: null, role: 'file' });
  for (const { rule, kind, confidence, secret, span, reasons } of findings) {
    const preview = previewOf(secret, kind);
    if (json) await out.json({ type: 'hit', file: path, rule, kind, confidence, preview, span, reasons });
    else
      await out.line(`found     ${printable(path)}, byte ${span[0]}: ${rule} (${confidence})  ${printable(preview)}`);
  }
  talk.say(`${printable(path)}: ${counted(findings.length, 'finding')}`);
}
