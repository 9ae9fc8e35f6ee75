import { describe, expect, test } from 'vitest';
import { foundIn } from './judge.ts';

const links = (subject: string, text: string) =>
  foundIn({ subject, text })
    .filter(({ value }) => value.startsWith('http'))
    .map(({ value, sure }) => [value, sure]);

describe('a link that lets its reader in', () => {
  test.each([
    ['said in the text', '', 'Choose a new password: ', 'https://desk.elmbrook.example/q?x=Hd72kfQ09sLm4v'],
    [
      'said in the subject',
      'Reset your password',
      'Good for an hour: ',
      'https://desk.elmbrook.example/q?x=Hd72kfQ09sLm4v',
    ],
    [
      'said in its address, its ticket short',
      '',
      'Reset your password: ',
      'https://desk.elmbrook.example/reset?u=7&tk=4d90ac17ef2b',
    ],
    [
      'followed by what to do if one did not ask',
      '',
      'Reset your password within 30 minutes with this link:\n',
      'https://desk.elmbrook.example/reset/4d90ac17ef2b41\nIf you did not request this, ignore it.',
    ],
  ])('%s', (_, subject, lead, rest) => {
    expect(links(subject, lead + rest)).toEqual([[rest.split('\n', 1)[0], true]]);
  });

  test('is no more than a guess where only a credential word stands near', () => {
    const address = 'https://files.elmbrook.example/s/Hd72kfQ09sLm4v';
    expect(links('', `The password for the share comes later. ${address}`)).toEqual([[address, false]]);
  });

  test.each([
    ['a page for everybody', 'Choose a new password: https://desk.elmbrook.example/reset-password'],
    ['words in its address', 'Reset your password: https://desk.elmbrook.example/help/reset-your-password-in-7-steps'],
    [
      'what newsletters count with',
      'Reset your password: https://desk.elmbrook.example/reset?utm_content=a7b2c9d4e1f0',
    ],
  ])('not %s', (_, text) => {
    expect(links('', text)).toEqual([]);
  });
});
