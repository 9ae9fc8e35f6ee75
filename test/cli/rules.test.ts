import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postbreachHere, records, scratch } from './postbreach.ts';

const SECRET = 'zt_k3j9x0q2m7v5b8n1c4z6';
const GITLEAKS = `
[[rules]]
id = "zentral-token"
description = "Zentral token"
regex = '''\\bzt_[a-z0-9]{20}\\b'''
[[rules]]
id = "lookalike"
regex = '''(z+)\\1'''
`;
const MAIL = `From: a@agency.example\r\nTo: b@agency.example\r\nSubject: Zentral\r\nDate: Mon, 1 Apr 2024 10:00:00 +0000\r\nMessage-ID: <1@agency.example>\r\n\r\nThe new one: ${SECRET}\r\n`;

const { at, remove } = scratch();
afterAll(remove);

beforeAll(() => {
  writeFileSync(at('gitleaks.toml'), GITLEAKS);
  writeFileSync(at('mail.eml'), MAIL);
  mkdirSync(at('empty'));
});

describe('scan --rules', () => {
  test('finds what the rules find, and tells each that it cannot use, in its exit code too', async () => {
    const without = await postbreachHere(['scan', at('mail.eml'), '--format', 'ndjson']);
    expect(without.stdout).not.toContain('gitleaks:');
    const { code, stdout, stderr } = await postbreachHere([
      'scan',
      at('mail.eml'),
      '--rules',
      at('gitleaks.toml'),
      '--format',
      'ndjson',
    ]);
    const ran = records({ code, stdout, stderr });
    expect(ran.filter(({ type }) => type === 'finding').map(({ rule }) => rule)).toEqual(['gitleaks:zentral-token']);
    expect(ran.filter(({ type }) => type === 'loss').map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/lookalike.*back-reference/),
    ]);
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).not.toContain(SECRET);
  });

  test('--jobs changes nothing of it', async () => {
    const run = (jobs: string) =>
      postbreachHere([
        'scan',
        at('mail.eml'),
        '--rules',
        at('gitleaks.toml'),
        '--format',
        'csv',
        '--jobs',
        jobs,
        '--key',
        at('gitleaks.toml'),
      ]);
    expect((await run('2')).stdout).toBe((await run('1')).stdout);
  });

  test('--explain and SARIF name the rule', async () => {
    const explained = await postbreachHere(['scan', at('mail.eml'), '--rules', at('gitleaks.toml'), '--explain']);
    expect(explained.stdout).toMatch(/Zentral token[\s\S]*to do: Revoke it/);
    const sarif = await postbreachHere(['scan', at('mail.eml'), '--rules', at('gitleaks.toml'), '--format', 'sarif']);
    expect(sarif.stdout).toContain('"id":"gitleaks:zentral-token","shortDescription":{"text":"Zentral token"}');
  });

  test.each([
    ['missing.toml', 3, /missing\.toml is not there/],
    ['empty', 3, /holds no file of rules/],
    ['mail.eml', 1, /of no known form|cannot be used|not used/],
  ])('%s says what is wrong', async (name, exit, words) => {
    const { code, stderr } = await postbreachHere(['scan', at('mail.eml'), '--rules', at(name)]);
    expect(stderr).toMatch(words);
    expect(code).toBe(exit);
  });
});

describe('secrets', () => {
  test('rules lists, finds, and tells all of one', async () => {
    const all = await postbreachHere(['secrets', 'rules', '--format', 'json']);
    const cards = all.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; exposure: string });
    expect(cards.length).toBeGreaterThan(500);
    for (const card of cards) expect(card.exposure.length, card.id).toBeGreaterThan(9);
    const one = await postbreachHere(['secrets', 'rules', 'gitleaks:zentral-token', '--rules', at('gitleaks.toml')]);
    expect(one.stdout).toMatch(/tried +around what its matches hold \(zt_\)/);
    expect(one.code).toBe(1);
    expect((await postbreachHere(['secrets', 'rules', 'nothing-is-called-so'])).code).toBe(2);
  });

  test('new writes a rule that passes test and finds, and never writes over a file', async () => {
    const path = at('acme.yaml');
    expect((await postbreachHere(['secrets', 'new', 'acme-api-key', '--out', path])).code).toBe(0);
    const written = readFileSync(path, 'utf8');
    expect((await postbreachHere(['secrets', 'new', 'acme-api-key'])).stdout.trim()).toBe(written.trim());
    const again = await postbreachHere(['secrets', 'new', 'other-key', '--out', path]);
    expect([again.code, readFileSync(path, 'utf8')]).toEqual([2, written]);
    expect((await postbreachHere(['secrets', 'new', 'Bad Id', '--out', at('no.yaml')])).code).toBe(2);
    expect(existsSync(at('no.yaml'))).toBe(false);
    writeFileSync(at('sample.txt'), 'k acme_Example9gR3nY1yXd6Sl2Mu8\n');
    const tested = await postbreachHere(['secrets', 'test', '--rules', path, at('sample.txt')]);
    expect([tested.code, tested.stdout]).toEqual([0, expect.stringMatching(/sample\.txt, byte 2: own:acme-api-key/)]);
    expect(tested.stdout).not.toContain('Example9gR3nY1yXd6Sl2Mu8');
  });

  test('test fails where an example does, or a rule cannot be used', async () => {
    writeFileSync(
      at('wrong.yaml'),
      readFileSync(at('acme.yaml'), 'utf8').replace('acme_TooShort1', 'acme_Example9gR3nY1yXd6Sl2Mu8'),
    );
    const failed = await postbreachHere(['secrets', 'test', '--rules', at('wrong.yaml')]);
    expect([failed.code, failed.stdout]).toEqual([1, expect.stringContaining('own:acme-api-key, counter-example 1')]);
    const refused = await postbreachHere(['secrets', 'test', '--rules', at('gitleaks.toml'), '--format', 'json']);
    expect([refused.code, JSON.parse(refused.stdout.split('\n')[0] ?? '')]).toEqual([
      1,
      expect.objectContaining({ type: 'refused', rule: 'lookalike' }),
    ]);
  });

  test('--help shows examples', async () => {
    for (const words of [[], ['rules'], ['test'], ['new']]) {
      const { code, stdout } = await postbreachHere(['secrets', ...words, '--help']);
      expect([code, stdout]).toEqual([0, expect.stringContaining('Examples:')]);
    }
  });
});

describe('a case', () => {
  const key = ['--identity', at('case.key')];
  const made = (kase: string, ...options: readonly string[]) =>
    postbreachHere(['init', kase, '--new-identity', at('case.key'), ...options]);

  test('keeps the rules given to it, reads anew for them, and needs their files no more', async () => {
    const kase = at('rules.case');
    const run = (...options: readonly string[]) => postbreachHere(['run', kase, ...key, ...options]);
    const rules = async () => {
      const { code, stdout } = await postbreachHere(['credentials', kase, '--min-confidence', 'low', '--json']);
      return [code, stdout.match(/gitleaks:[\w-]+/g) ?? []];
    };
    writeFileSync(at('case.toml'), GITLEAKS);
    expect((await made(kase)).code).toBe(0);
    expect((await postbreachHere(['add', kase, at('mail.eml'), ...key])).code).toBe(0);
    expect((await run()).code).toBe(0);
    expect(await rules()).toEqual([0, []]);
    const given = await run('--rules', at('case.toml'));
    expect([given.code, given.stderr]).toEqual([1, expect.stringMatching(/not used.*lookalike/)]);
    rmSync(at('case.toml'));
    expect(await rules()).toEqual([0, ['gitleaks:zentral-token']]);
    const shown = await postbreachHere(['credentials', kase, 'show', 'cred-']);
    expect(shown.stdout).toContain('Zentral token');
    expect((await postbreachHere(['credentials', kase, 'reveal', 'cred-', ...key])).stdout.trim()).toBe(SECRET);
    expect(readFileSync(join(kase, 'case.db')).includes(SECRET)).toBe(false);
    expect((await run('--without-rules')).code).toBe(0);
    expect(await rules()).toEqual([0, []]);
  }, 300_000);

  test('takes rules as it is made', async () => {
    const kase = at('made.case');
    const { code, stderr } = await made(kase, '--rules', at('gitleaks.toml'));
    expect([code, stderr]).toEqual([0, expect.stringMatching(/1 given rule in use, 1 entry not/)]);
    expect((await postbreachHere(['run', kase, ...key])).stderr).toMatch(/not used.*lookalike/);
  }, 120_000);
});
