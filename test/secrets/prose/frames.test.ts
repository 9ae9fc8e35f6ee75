import { describe, expect, test } from 'vitest';
import { findProse } from './prose-scanner.ts';

const valuesIn = (text: string, subject: string | null = null) =>
  findProse(text, { subject, role: 'body' }).map(({ start, end }) => text.slice(start, end));

describe('combinations as they are spoken', () => {
  test.each([
    ['The safe is 14 left, 33 right, 8 left.', '14 left, 33 right, 8 left'],
    ['The store has a new combination: 3 and 5 together, then 1, then 4', '3 and 5 together, then 1, then 4'],
    ['New code for the side door: 4 1 7 7 #, mind the step.', '4 1 7 7 #'],
  ])('%s', (text, value) => expect(valuesIn(text)).toContain(value));
  test.each([
    'The lock was fitted in 14 days by 33 people and 8 vans.',
    'The gate is open at 8, 12 and 17.',
    'Sizes 14, 33 and 8 are left in the store.',
  ])('no combination: %s', (text) => expect(valuesIn(text)).toEqual([]));
});

describe('lists of accounts and passwords', () => {
  test('one below the other, with the account of each', () => {
    const text = 'From the dump:\nj.alder:Gravel77pit\nm.lupin:Birch_0417';
    expect(findProse(text, { subject: null, role: 'body' })).toMatchObject([
      { principal: 'j.alder', confidence: 'medium' },
      { principal: 'm.lupin', confidence: 'medium' },
    ]);
  });
  test.each([
    'From the dump:\nHost: gravel7\nPort: 4417',
    'Login states:\nalder;yes;2024-02-11\nlupin;no;never',
    'Login review, the whole team:\nDTSTART:20240311T090000Z\nDTEND:20240311T093000Z',
  ])('no list: %j', (text) => expect(valuesIn(text)).toEqual([]));
});

describe('answers', () => {
  test('right behind a question, in the same line', () => {
    expect(valuesIn('First pet? Lapwing. That will do.', 'security questions')).toEqual(['Lapwing']);
    expect(valuesIn('First pet? Nobody knows.', 'security questions')).toEqual([]);
  });
  test('the last word under a quoted line that wants a password', () => {
    expect(valuesIn('> it wants a password\n\nah yes, sorry: gravelpit')).toEqual(['gravelpit']);
    expect(valuesIn('> it wants a password\n\nah yes, so do we: tomorrow')).toEqual([]);
  });
  test('a name that somebody says to prove who they are is a guess', () => {
    const said = 'They ask for the memorable place, tell the operator Lupinfield.';
    expect(findProse(said, { subject: 'phone bank', role: 'body' })).toMatchObject([{ confidence: 'low' }]);
    expect(valuesIn('We met at the station, tell the driver Lupinfield.')).toEqual([]);
  });
});

describe('passwords that everybody knows', () => {
  test('beside an account', () => {
    expect(valuesIn('The recorder is still on admin and changeme.')).toEqual(['changeme']);
    expect(valuesIn('Write to changeme@lupin.example or ask the admin.')).toEqual([]);
  });
});

describe('a value alone in its subject', () => {
  const inSubject = (subject: string, companion: string) =>
    findProse(subject, { subject: null, role: 'subject', companion }).length;
  test('over a line that says what it is for', () => {
    expect(inSubject('Lupin&Gravel4', 'for the account from this morning')).toBe(1);
    expect(inSubject('Lupin&Gravel4', 'see you at ten')).toBe(0);
    expect(inSubject('Minutes', 'for the account from this morning')).toBe(0);
  });
});

describe('where a text stands', () => {
  test.each([
    'kiln user is Admin with a capital A; the password? still "gravel". I know.',
    'For the tablet: press the cog three times and key in 417260.',
  ])('a note beside a mail is read as a mail is: %s', (text) => {
    const found = (role: 'body' | 'attachment' | 'file') =>
      findProse(text, { subject: null, role }).map(({ start, end }) => text.slice(start, end));
    expect(found('attachment')).toEqual(found('body'));
    expect(found('attachment')).not.toEqual([]);
  });
  test.each([
    ['Passwort', 'Das Passwort sag ich dir gleich am Telefon, bist du da?'],
    ['la clave', 'te la digo por teléfono, dame cinco minutos'],
  ])('thanks in another language answer nothing: %s', (subject, quoted) => {
    expect(valuesIn(`Thanks!\n\nOn Mon, 15 Jan 2024 Ana wrote:\n> ${quoted}`, subject)).toEqual([]);
    expect(valuesIn(`Gravel77pit\n\nOn Mon, 15 Jan 2024 Ana wrote:\n> ${quoted}`, subject)).toEqual(['Gravel77pit']);
  });
});
