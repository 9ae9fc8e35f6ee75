import { describe, expect, test } from 'vitest';
import { discountsOf } from '../../../src/secrets/engine/discount.ts';
import { buildGivenScan } from '../../../src/secrets/given/given-scanner.ts';
import { ruleSkeleton } from '../../../src/secrets/given/rule-skeleton.ts';
import { testGivenRules } from '../../../src/secrets/given/test-rules.ts';
import { loadScanner, ruleInfo } from '../../../src/secrets/index.ts';
import { foundBeside, foundBy, rulesIn } from './rule-files.ts';

const rule = (id: string, regex: string, rest = '') => `[[rules]]\nid = "${id}"\nregex = '''${regex}'''\n${rest}\n`;

describe('where a rule is tried', () => {
  const literal = rule('z', '\\bzt_[a-z0-9]{8}\\b');
  const bare = rule('hex', '\\b[a-f0-9]{12}[g-z]\\b');

  test('matches are those of the whole text, wherever its windows fall', () => {
    const places = [0, 65_530, 131_070, 200_000];
    const chars = Array.from({ length: 210_000 }, () => ' ');
    for (const at of places) for (const [index, char] of [...'zt_k3j9x0q2'].entries()) chars[at + index] = char;
    const text = chars.join('');
    const scan = buildGivenScan(rulesIn(literal).rules, discountsOf([], []));
    expect(scan(new TextEncoder().encode(text)).map(({ span }) => span[0])).toEqual(places);
    const other = text.replaceAll('zt_k3j9x0q2', '0a1b2c3d4e5fx').padEnd(210_100);
    expect(foundBy(bare, other).length).toBe(places.length);
  });

  test('spans are bytes of the UTF-8, and the secret is what stands there', () => {
    const text = 'äöü€😀 zt_k3j9x0q2 ñ';
    const utf8 = new TextEncoder().encode(text);
    const [finding] = buildGivenScan(rulesIn(literal).rules, discountsOf([], []))(utf8);
    expect(new TextDecoder().decode(utf8.subarray(...(finding?.span ?? [0, 0])))).toBe('zt_k3j9x0q2');
  });

  test('a keyword anywhere in the text opens a rule; without one it stays shut', () => {
    const keyed = rule('k', '\\b[a-f0-9]{12}\\b', 'keywords = ["Zentral"]');
    expect(foundBy(keyed, `${'x '.repeat(5000)}ZENTRAL ${'y '.repeat(5000)} 0a1b2c3d4e5f`)).toHaveLength(1);
    expect(foundBy(keyed, 'other 0a1b2c3d4e5f')).toEqual([]);
  });

  test('a token that mail software broke over lines is one, quoted or not', () => {
    const key = `zlong_${'a1B2c3D4e5'.repeat(9)}Zz`;
    const rules = rule('long', '\\bzlong_[A-Za-z0-9]{92}\\b');
    for (const mark of ['', '> ']) {
      const [head, tail] = [key.slice(0, 66), key.slice(66)];
      const text = `${mark}ä words\n${mark}key ${head}\n${mark}${tail}\n${mark}more words\n`;
      const utf8 = new TextEncoder().encode(text);
      const [finding] = buildGivenScan(rulesIn(rules).rules, discountsOf([], []))(utf8);
      expect(finding?.secret.reveal()).toBe(key);
      const written = new TextDecoder().decode(utf8.subarray(...(finding?.span ?? [0, 0])));
      expect(written).toBe(`${head}\n${mark}${tail}`);
    }
    expect(foundBy(rules, `key ${key.slice(0, 20)}\n${key.slice(20)}\n`)).toEqual([]);
  });

  test('values too short to mask are left', () => {
    expect(foundBy(rule('s', 'zpin=([0-9]{3})\\b'), 'zpin=482')).toEqual([]);
    expect(foundBy(rule('s', 'zpin=([0-9]{4})\\b'), 'zpin=4829')).toHaveLength(1);
  });

  test('stand-ins are low, and say why', () => {
    expect(
      foundBy(rule('p', 'zpass=(\\S{6,30})'), 'zpass=your-password-here zpass=Kw8-Torf-1x').map(([, , sure]) => sure),
    ).toEqual(['low', 'medium']);
  });
});

describe('beside the installed rules', () => {
  const token = 'ghp_1234567890abcdefghijklmnopqrstuvwxyz';

  test('one credential is one finding: the installed rule’s, which names the other', () => {
    const found = foundBeside(rule('gh', 'ghp_[a-zA-Z0-9]{36}'), `token ${token} here`);
    expect(found).toHaveLength(1);
    expect(found[0]?.rule).not.toContain('gitleaks');
    expect(found[0]?.reasons).toContain('also found by gitleaks:gh');
  });

  test('a guess gives way to what holds all of it and more', () => {
    const text = 'Hello,\nthe password is Kw8torf77 blau Nordwind.\n';
    const alone = loadScanner().scan(new TextEncoder().encode(text), { subject: null, role: 'body' });
    expect(alone).toHaveLength(1);
    const found = foundBeside(rule('phrase', 'password is (\\w+ \\w+ \\w+)\\.'), text);
    expect(found.map(({ rule: id, secret }) => [id, secret.reveal()])).toEqual([
      ['gitleaks:phrase', 'Kw8torf77 blau Nordwind'],
    ]);
  });

  test('what only the given rule finds is found, and is told of', () => {
    const given = rulesIn(rule('z', '\\bzent_[a-z0-9]{8}\\b', 'description = "Zentral token"'));
    const scanner = loadScanner({ rules: given });
    const [finding] = scanner.scan(new TextEncoder().encode('see zent_k3j9x0q2'), { subject: null, role: 'body' });
    expect(finding).toMatchObject({ rule: 'gitleaks:z', kind: 'token', confidence: 'high' });
    expect(scanner.rules).toContain('gitleaks:z');
    expect(ruleInfo('gitleaks:z', given)).toMatchObject({ name: 'Zentral token' });
    expect(ruleInfo('gitleaks:z')).toBeNull();
    expect(loadScanner().rules).not.toContain('gitleaks:z');
  });
});

describe('rules of one’s own', () => {
  test('a new rule passes its own test as it is written, and finds', () => {
    const text = ruleSkeleton('acme-api-key');
    const given = rulesIn(text, 'own.yaml');
    expect(given.refused).toEqual([]);
    const results = [...testGivenRules(given)];
    expect(results.map(({ failure }) => failure)).toEqual([null, null, null]);
    expect(foundBeside(text, 'acme_Example9gR3nY1yXd6Sl2Mu8', 'own.yaml').map(({ rule: id }) => id)).toEqual([
      'own:acme-api-key',
    ]);
  });

  test('a rule that fails its examples says which', () => {
    const text = ruleSkeleton('acme-api-key')
      .replace('acme_TooShort1', 'acme_Example9gR3nY1yXd6Sl2Mu8')
      .replace('key: acme_Ex', 'key: acne_Ex');
    const failed = [...testGivenRules(rulesIn(text, 'own.yaml'))].filter(({ failure }) => failure !== null);
    expect(failed.map(({ example, number }) => [example, number])).toEqual([
      ['example', 1],
      ['counter-example', 1],
    ]);
  });

  test('a fault costs its rule alone', () => {
    const both = `${ruleSkeleton('acme-api-key')}${ruleSkeleton('zen-key').slice(ruleSkeleton('zen-key').indexOf('  - id')).replace('{24}', '+')}`;
    const { own, refused } = rulesIn(both, 'own.yaml');
    expect(own.map(({ rule: { id } }) => id)).toEqual(['own:acme-api-key']);
    expect(refused).toEqual([{ file: 'own.yaml', rule: 'zen-key', because: expect.stringContaining('largest count') }]);
  });
});

describe('no rule takes long over any text', () => {
  const rules = [
    rule(
      'prefix',
      '(?i)[\\w.-]{0,50}?(?:zentral)(?:[ \\t\\w.-]{0,20})[\\s\'"]{0,3}(?:=|:)[\\s\'"=]{0,5}([a-z0-9]{32})(?:[\\s;]|$)',
    ),
    rule('key', '-----BEGIN[ A-Z]{0,40}KEY-----[\\s\\S-]{64,}?KEY-----'),
    rule('open', '(?i)zentral.*=.*key'),
    rule('url', 'https?://[^:/\\s]+:([^@\\s]+)@\\S+'),
    rule('bare', '[a-z0-9]+=[a-z0-9]{40}!'),
  ].join('');
  const scan = buildGivenScan(rulesIn(rules).rules, discountsOf([], []));

  test.each(['zentral', 'zentral=', 'a', '-----BEGIN KEY-----', 'https://a:', '=', ' ', 'a=', 'zentral =a'])(
    '%j',
    (unit) => {
      const text = new TextEncoder().encode(unit.repeat(Math.ceil(60_000 / unit.length)));
      const start = process.cpuUsage();
      scan(text);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000);
    },
  );
});
