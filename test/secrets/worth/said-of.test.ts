import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountNames, saidOf } from '../../../src/secrets/index.ts';

describe('whose a credential is said to be', () => {
  it.each([
    ['My new password is ', 'writer'],
    ['you can use my password for now: ', 'writer'],
    ['mein Passwort ist ', 'writer'],
    ['mon mot de passe est ', 'writer'],
    ['мой пароль ', 'writer'],
    ['我的密码是', 'writer'],
    ['הסיסמה שלי היא ', 'writer'],
    ['Your temporary password: ', 'reader'],
    ['Ihr Kennwort lautet ', 'reader'],
    ['twoje hasło to ', 'reader'],
    ['您的初始密码是', 'reader'],
    ['your token has expired, take my password ', 'writer'],
  ])('%s: the %s’s', (before, whose) => expect(saidOf(before, false)).toBe(whose));

  it.each([
    ['For your information the password is '],
    ['Thank you for your mail. The password of the portal is '],
    ['My colleague asked. The password is '],
    ['the account name and password: '],
    ['I have created a password for Petra: '],
  ])('%s: nobody’s', (before) => expect(saidOf(before, false)).toBeNull());

  it('takes who made a token for its owner, and who made a password not', () => {
    expect(saidOf('I created a read-only token for you yesterday.\n\n', true)).toBe('writer');
    expect(saidOf('I created a read-only token for you yesterday.\n\n', false)).toBeNull();
    expect(saidOf('They say that a token was created.\n\n', true)).toBeNull();
  });

  it('ends in time on any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'binary' }), (text) => void saidOf(text, true)),
      { numRuns: 50 },
    );
  });
});

describe('names that could be accounts’', () => {
  const names = (text: string) => accountNames(text, 20).map(({ name }) => name);

  it('are addresses, domain accounts, GUIDs and parted words', () => {
    expect(
      names('svc-tide-load, AGENCY\\adm.ruiz, ops@agency.example; sqlsvc02 and 3f2b1c0d-1111-4222-8333-444455556666'),
    ).toEqual([
      'svc-tide-load',
      'AGENCY\\adm.ruiz',
      'ops@agency.example',
      'sqlsvc02',
      '3f2b1c0d-1111-4222-8333-444455556666',
    ]);
  });

  it('are no plain words and no parts of addresses of pages', () => {
    expect(names('Please send it to the team on Monday: https://portal.agency.example/a-b/c_d')).toEqual([]);
  });

  it('are read in time, as often as asked', () => {
    expect(accountNames('a_b '.repeat(100), 3)).toHaveLength(3);
    for (const text of ['a.'.repeat(30_000), 'a-1_'.repeat(15_000), 'A\\'.repeat(30_000), `${'x'.repeat(60_000)}@`]) {
      const started = performance.now();
      accountNames(text, 50);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});
