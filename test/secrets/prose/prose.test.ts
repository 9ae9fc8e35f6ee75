import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proseGate } from '../../../src/secrets/prose/index.ts';
import { findProse } from './prose-scanner.ts';

const body = (subject: string | null = null) => ({ subject, role: 'body' as const });
const first = (text: string, subject: string | null = null) => findProse(text, body(subject))[0];

describe('findProse', () => {
  test('spans are half-open UTF-16 indexes of the text given, through quote prefixes and line ends', () => {
    const text = 'Danke 😀!\r\n>> Hi,\r\n>>   the password is Lupin-Gravel4.\r\n';
    const found = findProse(text, body());
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['Lupin-Gravel4']);
  });
  test('names the account and the host beside the value', () => {
    expect(first('Password for svc_backup on bastion2 is Lupin-Gravel4')).toMatchObject({
      principal: 'svc_backup',
      host: 'bastion2',
    });
    expect(first('Host: sftp.corp.example\nUser: lupin\nPassword: Gravel!44x')).toMatchObject({
      principal: 'lupin',
      host: 'sftp.corp.example',
    });
    expect(first('creds: svc_lupin / Gravel.Pit.44')).toMatchObject({ principal: 'svc_lupin', host: null });
    expect(first('the password is Lupin-Gravel4')).toMatchObject({ principal: null, host: null });
  });
  test('rule and kind follow the word that names the value', () => {
    expect(first('The alarm code is 4417.')).toMatchObject({ rule: 'prose-code', kind: 'pin' });
    expect(first('API key: sbx_9f27c1d8e04b4aa1')).toMatchObject({ rule: 'prose-api-key', kind: 'api-key' });
  });
  test('reasons never hold the value', () => {
    for (const { reasons } of findProse('the password is Lupin-Gravel4', body()))
      expect(reasons.join()).not.toContain('Lupin');
  });
  test('a subject is judged with its body', () => {
    const subject = { subject: null, role: 'subject' as const };
    expect(findProse('Lupin&Gravel4', { ...subject, companion: 'The password is in the subject.' })).toHaveLength(1);
    expect(findProse('Lupin&Gravel4', { ...subject, companion: 'See you on Monday.' })).toEqual([]);
    expect(findProse('Lupin&Gravel4', subject)).toEqual([]);
  });
  test('a bare reply is sure only under a subject that asks for it', () => {
    expect(findProse('Lupin-Gravel4', body('Re: password for the archive?'))).toHaveLength(1);
    expect(findProse('Lupin-Gravel4', body('Re: garden'))).toMatchObject([{ confidence: 'low' }]);
    expect(findProse('Lupin', body('Re: garden'))).toEqual([]);
  });
  test('what a short message only mentions is a guess, and none where something is stated', () => {
    const mentioned = findProse('The lab password resembles Lupin44 somewhat', body());
    expect(mentioned).toMatchObject([{ confidence: 'low' }]);
    expect(findProse('The lab resembles Lupin44 somewhat', body())).toEqual([]);
    const stated = 'The lab resembles Lupin44 somewhat.\nThe password is Gravel!Pit-7.';
    expect(findProse(stated, body()).map(({ start }) => stated.slice(start, start + 6))).toEqual(['Gravel']);
  });
  test('a value far into a long text is found, at its own place', () => {
    const filler = 'We walked to the mill and back again.\n'.repeat(2000);
    const text = `${filler}The password is Lupin-Gravel4.\n${filler}`;
    expect(findProse(text, body()).map(({ start, end }) => text.slice(start, end))).toEqual(['Lupin-Gravel4']);
  });
  test('a long table is read to its end', () => {
    const rows = Array.from({ length: 400 }, (_, row) => `user${row},Lupin-Gravel${row},reader`).join('\n');
    expect(findProse(`login,InitialPassword,role\n${rows}`, body())).toHaveLength(400);
  });
  test('a value that only stands in mail to many is low, a stated one is not', () => {
    const footer = '\n\nTo unsubscribe from this list write to lists@corp.example';
    const lone = findProse(`Lupin-Gravel4${footer}`, body('Re: password for the archive?'));
    expect(lone.filter(({ confidence }) => confidence !== 'low')).toEqual([]);
    expect(first(`The password is Lupin-Gravel4.${footer}`)).toMatchObject({ confidence: 'high' });
  });
  test('thanks above a question quoted in another script are no answer to it', () => {
    const quoted = '\n\n> Уважаемая Анна!\n> Пароли мы не сообщаем. Забыли пароль?';
    expect(findProse(`Thanks!${quoted}`, body()).filter(({ confidence }) => confidence !== 'low')).toEqual([]);
    expect(findProse(`Lupin44${quoted}`, body())[0]?.confidence).not.toBe('low');
  });
  test('literals are looked for in capitals too, where these are no letters of ASCII', () => {
    const literals = new Set(proseGate().literals.map(({ text }) => text));
    expect(literals).toContain('password');
    for (const word of ['парол', 'Парол', 'ПАРОЛ']) expect(literals).toContain(word);
    for (const word of literals) expect(word).not.toMatch(/[A-Z]/);
  });
});

describe('hostile text', () => {
  const word = fc.constantFrom(
    'password',
    'is',
    ':',
    'pw',
    '"',
    '(',
    ')',
    '>',
    '\n',
    '\t',
    '|',
    'pin 4417',
    'X1y!zzz',
    'İ',
    '密码是',
    '\ud800',
    '=',
  );
  test('any text gives spans inside it, ascending and apart', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 60 }), fc.constantFrom('', ' '), (parts, gap) => {
        const text = parts.join(gap);
        let last = 0;
        for (const { start, end } of findProse(text, body('Re: password'))) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
  test.each([
    ['trigger words', 'password '],
    ['links', 'password is '],
    ['headings', 'password\n'],
    ['introducers', 'set it to '],
    ['pairs', 'admin / Passw0rd! '],
    ['cells', 'password|'],
    ['quotes', '"\'('],
    ['quote marks', '>'],
    ['links to click', 'https://x.example/reset?t=1a2b3c4d5e6f7a8b9c0d '],
    ['one long word', 'a1B!'],
  ])('%s without end cost no more than in proportion', (_, unit) => {
    const time = (count: number) => {
      const text = unit.repeat(count);
      const begin = process.cpuUsage().user;
      findProse(text, body());
      return (process.cpuUsage().user - begin) / 1000;
    };
    time(500);
    const small = time(1500);
    expect(time(6000)).toBeLessThan(12 * small + 400);
  });
});
