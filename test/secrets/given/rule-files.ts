import { discountsOf } from '../../../src/secrets/engine/discount.ts';
import { buildGivenScan } from '../../../src/secrets/given/given-scanner.ts';
import { readRuleFiles } from '../../../src/secrets/given/read-rule-files.ts';
import { loadScanner } from '../../../src/secrets/index.ts';

/** The rules of one file's text. */
export function rulesIn(text: string, path = 'given.toml') {
  return readRuleFiles([{ path, text }]);
}

/** What a file's rules alone find in a text: rule, secret, confidence. */
export function foundBy(rules: string, text: string, path?: string) {
  const scan = buildGivenScan(rulesIn(rules, path).rules, discountsOf([], []));
  return scan(new TextEncoder().encode(text)).map(({ rule, secret, confidence }) => [
    rule,
    secret.reveal(),
    confidence,
  ]);
}

/** What the installation finds with a file's rules beside its own. */
export function foundBeside(rules: string, text: string, path?: string) {
  const scanner = loadScanner({ rules: rulesIn(rules, path) });
  return scanner.scan(new TextEncoder().encode(text), { subject: null, role: 'body' });
}
