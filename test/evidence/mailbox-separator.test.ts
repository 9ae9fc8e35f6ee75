import { describe, expect, test } from 'vitest';
import { firstSeparator, isSeparator } from '../../src/evidence/mailbox/separator.ts';

const separates = (before: string, line: string, next: string, style: 'dated' | 'undated' = 'dated') =>
  isSeparator(Buffer.from(`${before}${line}\n${next}\n`), before.length, style);

describe('a separator', () => {
  test.each([
    'From bob@example.com Mon Jan  1 00:00:00 2001',
    'From bob@example.com Mon Jan  1 00:00:00 MET 2001',
    'From bob@example.com Mon Jan  1 00:00:00 2001 +0100',
    'From bob@example.com Mon Jan  1 00:00 2001',
    'From bob@example.com Mon, 1 Jan 2001 00:00:00 +0000 (UTC)',
    'From bob@example.com Mon Jan  1 00:00:00 2001 remote from example',
    'From "Bob B." <bob@example.com> Mon Jan  1 00:00:00 2001',
    'From MAILER-DAEMON Fri Jul  8 12:08:34 2011',
    'From - Fri Jul  8 12:08:34 2011',
    'From Fri Jul  8 12:08:34 2011',
    'From 1844347792267117879@xxx Fri Jul 08 12:08:34 +0000 2011',
    'From bob@example.com 2001-01-01 00:00:00+00:00',
  ])('%s', (line) => {
    expect(separates('body\n\n', line, 'Return-Path: <a@b>')).toBe(true);
    expect(separates('body\r\n\r\n', `${line}\r`, 'X-Anything: yes')).toBe(true);
  });

  test.each([
    ['no date', 'body\n\n', 'From Russia with love', 'Year: 1963'],
    ['a date that is prose', 'body\n\n', 'From Monday, 5 January 2004 on', 'we met: daily'],
    ['no field after it', 'body\n\n', 'From bob@example.com Mon Jan  1 00:00:00 2001', 'hello there'],
    ['no empty line before it and no field of mail after it', 'body\n', 'From b Mon Jan  1 00:00:00 2001', 'Note: x'],
    ['quoted', 'body\n\n', '>From bob@example.com Mon Jan  1 00:00:00 2001', 'Return-Path: <a@b>'],
    ['lower case', 'body\n\n', 'from bob@example.com Mon Jan  1 00:00:00 2001', 'Return-Path: <a@b>'],
    ['undated in a dated mailbox', 'body\n\n', 'From -', 'Return-Path: <a@b>'],
  ])('is not: %s', (_why, before, line, next) => {
    expect(separates(before, line, next)).toBe(false);
  });

  test('without a date counts in a mailbox whose first is so', () => {
    expect(firstSeparator(Buffer.from('\xef\xbb\xbfFrom -\nSubject: x\n', 'latin1'))).toEqual({
      at: 3,
      style: 'undated',
    });
    expect(separates('body\n', 'From - ', 'Message-ID: <x>', 'undated')).toBe(true);
    expect(separates('body\n\n', 'From 18443@xxx', 'MIME-Version: 1.0', 'undated')).toBe(true);
    expect(separates('body\n\n', 'From Russia with love', 'Year: 1963', 'undated')).toBe(false);
  });

  test('is decided in linear time on long lines', () => {
    const started = performance.now();
    const line = `From ${'mon jan 1 '.repeat(50_000)}`;
    for (let at = 0; at < 200; at += 1) separates('\n\n', line, 'X: y');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
