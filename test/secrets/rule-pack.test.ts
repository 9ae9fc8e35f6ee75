import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadScanner, ruleInfo, rulePackVersion } from '../../src/secrets/index.ts';
import { analyseRule } from '../../src/secrets/pack/analysed-rule.ts';
import { parsePackFile } from '../../src/secrets/pack/parse-pack-file.ts';
import { preparedText } from '../../src/secrets/pack/prepared-pack.ts';
import { rulePack, rulePackFolder } from '../../src/secrets/pack/rule-pack.ts';

const pack = rulePack();
const scanner = loadScanner({ prose: false });
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const findings = (text: string) => scanner.scan(encode(text), { subject: null, role: 'file' });

describe.each(pack.rules.map(({ rule }) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rule.examples.map((example) => (typeof example === 'string' ? { text: example } : example)))(
    'finds example %#',
    (example) => {
      const finding = findings(example.text).find((each) => each.rule === id);
      expect(
        finding,
        findings(example.text)
          .map((each) => each.rule)
          .join(),
      ).toBeDefined();
      if ('secret' in example && example.secret !== undefined) expect(finding?.secret.reveal()).toBe(example.secret);
      if ('principal' in example && example.principal !== undefined) expect(finding?.principal).toBe(example.principal);
      if ('host' in example && example.host !== undefined) expect(finding?.host).toBe(example.host);
    },
  );

  test.each(rule.counterExamples)('leaves counter-example %#', (text) => {
    expect(findings(text).map((each) => each.rule)).not.toContain(id);
  });

  test('has keywords in every example', () => {
    for (const example of rule.examples) {
      const text = typeof example === 'string' ? example : example.text;
      const holds = rule.keywords.some((keyword) =>
        rule.exactCase ? text.includes(keyword) : text.toLowerCase().includes(keyword.toLowerCase()),
      );
      expect(holds).toBe(true);
    }
  });
});

describe('the pack', () => {
  test('whatever is an identifier opens nothing by itself', () => {
    for (const { rule } of pack.rules) expect(rule.kind === 'identifier', rule.id).toBe(rule.identifier);
  });

  test('knows at least 600 kinds of credential, 450 of them by a prefix, structure or checksum', () => {
    const kinds = pack.rules.filter(({ rule }) => !rule.identifier);
    expect(kinds.length).toBeGreaterThanOrEqual(600);
    expect(kinds.filter(({ rule }) => rule.form === 'format').length).toBeGreaterThanOrEqual(450);
  });

  test('no two kinds are told by the same pattern', () => {
    const patterns = pack.rules.map(({ rule }) => rule.pattern);
    expect(patterns.filter((pattern, at) => patterns.indexOf(pattern) !== at)).toEqual([]);
  });

  test('prepared.json is made from these rules (else run `node src/secrets/pack/prepare.ts`)', () => {
    const text = readFileSync(join(rulePackFolder(), 'prepared.json'), 'utf8');
    const names = [...new Set(pack.rules.map(({ rule }) => rule.id))];
    expect(names).toHaveLength(pack.rules.length);
    expect(text).toBe(preparedText(pack));
    for (const { rule, shape } of pack.rules) expect(analyseRule(rule).shape).toEqual(shape);
  });

  test('tells what a rule is and what to do', () => {
    expect(ruleInfo('github-classic-pat')).toMatchObject({
      kind: 'token',
      name: 'GitHub personal access token (classic)',
    });
    expect(ruleInfo('no-such-rule')).toBeNull();
    expect(ruleInfo('prose-some-new-word')).toMatchObject({
      id: 'prose-some-new-word',
      name: 'Credential stated in prose',
    });
    expect(rulePackVersion()).toMatch(/^[0-9a-f]{64}$/);
  });

  test('tells of every kind of credential that prose knows', () => {
    const folder = join(rulePackFolder(), '..', 'languages');
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    const ids = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/prose-[a-z-]+/g) ?? []);
    expect(new Set(ids).size).toBeGreaterThan(5);
    for (const id of new Set(ids)) {
      expect(ruleInfo(id), id).toMatchObject({ id, source: 'stated in prose' });
      expect(pack.proseKinds.map((each) => each.id)).toContain(id);
    }
  });

  test('a rule with a fault is refused with its place', () => {
    expect(() => parsePackFile('x.yaml', 'rules:\n  - id: Bad Id\n')).toThrow(/x\.yaml: rules\.0\.id/);
  });
});
