import { describe, expect, test } from 'vitest';
import { readRuleFiles } from '../../../src/secrets/given/read-rule-files.ts';
import { foundBy, rulesIn } from './rule-files.ts';

const GITLEAKS = `
title = "ours"
[extend]
useDefault = true
[[rules]]
id = "zentral-token"
description = "Zentral token"
regex = '''(?i)\\b(zt_[a-z0-9]{20})(?:['"\\s;]|$)'''
entropy = 3
keywords = ["zt_"]
[[rules.allowlists]]
stopwords = ["samplesample"]
[[rules]]
id = "zentral-pair"
regex = '''zentral_(?:user)=(\\w+) zentral_pass=(\\S+)'''
secretGroup = 2
[[rules.allowlists]]
condition = "AND"
regexTarget = "line"
regexes = ['''^# ''']
stopwords = ["nothing"]
[[rules]]
id = "zentral-file"
path = '''\\.zentral$'''
[[rules]]
id = "zentral-lookalike"
regex = '''(?:z+)+\\1'''
[[rules]]
description = "no id"
regex = '''zz'''
`;

const KINGFISHER = `
rules:
  - name: Zentral Service Key
    id: zentral.1
    pattern: |
      (?x)
      \\b zk-            # prefix
      ( [A-Za-z0-9]{16} )
      \\b
    min_entropy: 3.0
    confidence: medium
    pattern_requirements:
      min_digits: 2
      ignore_if_contains: [example]
      checksum: { actual: "x" }
    examples: ["zk-a8Fk29Lmq04TxZb7"]
    negative_examples: ["zk-aaaaaaaaaaaaaaaa"]
    references: ["https://zentral.invalid/keys"]
    validation: { type: Http }
    depends_on_rule: [{ rule_id: zentral.2, variable: HOST }]
  - name: Zentral host
    id: zentral.2
    pattern: '([a-z]{3,20}\\.zentral\\.invalid)'
    visible: false
`;

const NOSEY = `
rules:
- name: Zentral user and password
  id: np.zentral.1
  pattern: 'zlogin\\s+(\\w{3,20})/(\\S{6,30})'
  examples: ["zlogin bob/Tr4vel-Kit-88"]
`;

const TRUFFLEHOG = `
detectors:
  - name: Zentral pair
    keywords: [zentral]
    regex:
      id: '\\b(ZID[0-9]{8})\\b'
      token: '\\b([a-z0-9]{24})\\b'
    primary_regex_name: token
    entropy: 3
    exclude_words: [aaaa]
    exclude_regexes_match: ['^0']
    validations: { token: { contains_digit: true } }
    verify: [{ endpoint: "https://zentral.invalid/" }]
`;

describe('Gitleaks', () => {
  test('finds by group, entropy, keywords and allow-lists', () => {
    expect(foundBy(GITLEAKS, 'key: zt_k3j9x0q2m7v5b8n1c4z6;')).toEqual(
      [['gitleaks:zentral-token', 'zt_k3j9x0q2m7v5b8n1c4z6', 'low']].map(([a, b]) => [a, b, 'medium']),
    );
    expect(foundBy(GITLEAKS, 'key: zt_samplesample0q2m7v5b;')).toEqual([]);
    expect(foundBy(GITLEAKS, 'key: zt_aaaaaaaaaaaaaaaaaaaa;')).toEqual([]);
    expect(foundBy(GITLEAKS, 'zentral_user=bob zentral_pass=Kw8-nothing-1x')[0]?.[1]).toBe('Kw8-nothing-1x');
    expect(foundBy(GITLEAKS, '# zentral_user=bob zentral_pass=Kw8-nothing-1x')).toEqual([]);
    expect(foundBy(GITLEAKS, '# zentral_user=bob zentral_pass=Kw8-other-1x')[0]?.[1]).toBe('Kw8-other-1x');
  });

  test('each rule that cannot be used is a row', () => {
    const { rules, refused } = rulesIn(GITLEAKS);
    expect(rules.map(({ id }) => id)).toEqual(['gitleaks:zentral-token', 'gitleaks:zentral-pair']);
    expect(refused.map(({ file, rule }) => [file, rule])).toEqual([
      ['given.toml', 'zentral-file'],
      ['given.toml', 'zentral-lookalike'],
      ['given.toml', 'rule 5'],
      ['given.toml', '[extend]'],
    ]);
    for (const { because } of refused) expect(because.length).toBeGreaterThan(5);
  });
});

describe('Kingfisher and Nosey Parker', () => {
  test('find in extended patterns, with what the secret must hold', () => {
    expect(foundBy(KINGFISHER, 'use zk-a8Fk29Lmq04TxZb7 now', 'k.yml')).toEqual([
      ['kingfisher:zentral.1', 'a8Fk29Lmq04TxZb7', 'medium'],
    ]);
    expect(foundBy(KINGFISHER, 'use zk-aFkLmqTxZbNvCyRe now', 'k.yml')).toEqual([]);
    expect(foundBy(KINGFISHER, 'use zk-a8Example04TxZb7 now', 'k.yml')).toEqual([]);
    expect(foundBy(NOSEY, 'zlogin bob/Tr4vel-Kit-88', 'n.yml')).toEqual([
      ['noseyparker:np.zentral.1', 'Tr4vel-Kit-88', 'medium'],
    ]);
  });

  test('what is not looked at is said', () => {
    const { notes, rules } = rulesIn(KINGFISHER, 'k.yml');
    expect(notes.map(({ text }) => text).join('; ')).toMatch(/validation \(1\).*depends_on_rule \(1\).*checksum \(1\)/);
    expect(rules[0]).toMatchObject({ source: 'https://zentral.invalid/keys', kind: 'api-key' });
    expect(rules[1]).toMatchObject({ kind: 'identifier', confidence: 'low' });
  });
});

describe('TruffleHog', () => {
  test('needs a keyword and every part; never calls anybody', () => {
    const both = 'zentral ZID20481632 with 8kd0qmz72hvb5x1c9w3t6y4r';
    expect(foundBy(TRUFFLEHOG, both, 't.yaml')).toEqual(
      [
        ['trufflehog:Zentral-pair.id', 'ZID20481632', 'low'],
        ['trufflehog:Zentral-pair', '8kd0qmz72hvb5x1c9w3t6y4r', 'low'],
      ].map(([rule, secret]) => [rule, secret, rule?.endsWith('.id') === true ? 'medium' : 'low']),
    );
    expect(foundBy(TRUFFLEHOG, both.replace('ZID', 'ZIX'), 't.yaml')).toEqual([]);
    expect(foundBy(TRUFFLEHOG, both.replace('zentral', 'other'), 't.yaml')).toEqual([]);
    expect(foundBy(TRUFFLEHOG, both.replace('8kd0qmz72hvb', '0kd0qmz72hvb'), 't.yaml').length).toBe(1);
    expect(
      rulesIn(TRUFFLEHOG, 't.yaml')
        .notes.map(({ text }) => text)
        .join(),
    ).toMatch(/verify of 1 is never called/);
  });
});

describe('what is no file of rules costs itself alone', () => {
  const deep = `rules: ${'['.repeat(5000)}${']'.repeat(5000)}`;
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((name, at) => `${name}: &${name} [${`*${'abcdefghi'[at]},`.repeat(9)}]`)
    .join('\n')}\nrules: [*j]`;
  test.each([
    ['text', 'just words'],
    ['a list', '- a\n- b'],
    ['broken YAML', 'rules: [\n  {'],
    ['broken TOML', '[[rules]]\nid = '],
    ['a deep file', deep],
    ['a bomb of aliases', bomb],
    ['a huge file', `rules: [] # ${'x'.repeat(17 * 1024 * 1024)}`],
    ['nothing', ''],
  ])('%s', (_name, text) => {
    const { rules, refused } = readRuleFiles([
      { path: 'bad', text },
      { path: 'good', text: NOSEY },
    ]);
    expect(refused.map(({ file }) => file)).toContain('bad');
    expect(rules.map(({ file }) => file)).toEqual(['good']);
  });

  test('keys of prototypes are keys', () => {
    const text =
      'rules:\n  - id: __proto__\n    name: constructor\n    pattern: "zq[0-9]{8}"\n    __proto__: { polluted: yes }\n';
    const { rules } = rulesIn(text, 'p.yml');
    expect(rules.map(({ id }) => id)).toEqual(['noseyparker:__proto__']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(rulesIn('__proto__:\n  rules: [{}]\n', 'p.yml').refused).toHaveLength(1);
  });

  test('of two rules of one id the first counts, and the other is a row', () => {
    const { rules, refused } = readRuleFiles([
      { path: 'one', text: NOSEY },
      { path: 'two', text: NOSEY },
    ]);
    expect(rules.map(({ file }) => file)).toEqual(['one']);
    expect(refused).toEqual([
      { file: 'two', rule: 'noseyparker:np.zentral.1', because: expect.stringContaining('one') },
    ]);
  });
});
