import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postbreachHere, records, scratch } from './postbreach.ts';

const RULES = `
title: Rules that send mail elsewhere
id: rule-one
logsource: {product: m365, service: audit}
detection: {made: {Operation: New-InboxRule, Parameters|contains: ForwardTo}, condition: made}
level: high
---
title: A clock that ticks
logsource: {product: m365, service: audit}
detection: {made: {Tick: tock}, condition: made}
---
title: A sign-in of a guest
logsource: {product: azure, service: signinlogs}
detection: {guest: {userType: guest}, condition: guest}
`;
const RECORD = (Operation: string, hour: number) => ({
  CreationTime: `2024-03-05T0${hour}:00:00`,
  Id: `00000000-0000-4000-8000-00000000000${hour}`,
  Operation,
  RecordType: 1,
  ResultStatus: 'True',
  UserId: 'ana@agency.example',
  Workload: 'Exchange',
  ClientIP: '192.0.2.7',
  Parameters: [{ Name: 'ForwardTo', Value: 'box@elsewhere.example' }],
});

const { at, remove } = scratch();
afterAll(remove);

beforeAll(async () => {
  mkdirSync(at('rules'));
  writeFileSync(at('rules/some.yml'), RULES);
  writeFileSync(at('wrong.yml'), 'title: Nothing is asked\n');
  writeFileSync(at('audit.json'), JSON.stringify([RECORD('New-InboxRule', 3), RECORD('Remove-InboxRule', 4)]));
  const key = ['--identity', at('key')];
  for (const args of [
    ['init', at('a.case'), '--new-identity', at('key')],
    ['add', at('a.case'), at('audit.json'), ...key],
    ['run', at('a.case'), ...key],
  ]) {
    expect((await postbreachHere(args)).code).toBe(0);
  }
}, 60_000);

describe('sigma check', () => {
  test('says of each rule what becomes of it', async () => {
    const { code, stdout, stderr } = await postbreachHere(['sigma', 'check', at('rules')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^compiled +Rules that send mail elsewhere +ual /m);
    expect(stdout).toMatch(/^can never bind +A clock that ticks +nothing in these logs is called Tick/m);
    expect(stderr).toContain('3 rules: 2 compiled, 1 can never bind.');
  });

  test('tells what the case holds from what it does not', async () => {
    const ran = await postbreachHere(['--json', 'sigma', 'check', at('rules'), '--case', at('a.case'), '--sql']);
    const outcomes = records(ran);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['answerable', 'can never bind', 'not loaded']);
    expect(String(outcomes[0]?.sql)).toMatch(/^WITH /);
  });

  test('prints the queries', async () => {
    const { stdout } = await postbreachHere(['sigma', 'check', at('rules'), '--sql']);
    expect(stdout).toContain('-- Rules that send mail elsewhere\nWITH part_1 AS (');
    writeFileSync(at('escape.yml'), RULES.replace('ForwardTo', '"\\e[2J"'));
    expect((await postbreachHere(['sigma', 'check', at('escape.yml'), '--sql'])).stdout).not.toContain('\u001b');
  });

  test('a wrong rule is a loss, a path that is not there ends it', async () => {
    const wrong = await postbreachHere(['sigma', 'check', at('wrong.yml'), at('rules')]);
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/^refused +Nothing is asked +rule: it has neither detection/m);
    expect((await postbreachHere(['sigma', 'check', at('nowhere')])).code).toBe(3);
  });
});

describe('review --sigma', () => {
  test('asks the rules of the logs and lists what they find among the findings', async () => {
    const { code, stdout, stderr } = await postbreachHere(['review', at('a.case'), '--sigma', at('rules')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /2024-03-05 03:00 +high +Rules that send mail elsewhere +ana@agency\.example .* 192\.0\.2\.7 +1 +fnd-[0-9a-f]+$/m,
    );
    expect(stderr).toContain('Sigma: 3 rules: 1 answerable, 1 can never bind, 1 not loaded.');
  });

  test('keeps to the time that is asked for', async () => {
    const { stdout } = await postbreachHere(['review', at('a.case'), '--sigma', at('rules'), '--until', '2024-03-04']);
    expect(stdout).not.toContain('Rules that send mail elsewhere');
  });
});
