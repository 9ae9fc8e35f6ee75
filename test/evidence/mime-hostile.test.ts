import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGET } from '../../src/evidence/budget.ts';
import { parseAddressList } from '../../src/evidence/header/address-list.ts';
import { parseContentType } from '../../src/evidence/header/content-type.ts';
import { parseDate } from '../../src/evidence/header/date.ts';
import { decodeWords } from '../../src/evidence/header/encoded-word.ts';
import { parseMessageIds } from '../../src/evidence/header/message-id.ts';
import { unfold } from '../../src/evidence/header/unfold.ts';
import { parseMessage } from '../../src/evidence/mime/parse-message.ts';
import { asWritten } from './mime-extractor.ts';

const parse = (text: string) =>
  parseMessage(Buffer.from(text, 'latin1'), { budget: DEFAULT_BUDGET, source: 'x.eml', offset: 0, extract: asWritten });

/** Everything a caller can ask of a message. */
function readAll(text: string): number {
  const { header, problems, parts } = parse(text);
  const lists = [header.from, header.to, header.cc, header.references, header.all('x')];
  const bytes = parts.map((part) => part.bytes()?.length ?? 0).reduce((sum, size) => sum + size, 0);
  return lists.length + problems.length + bytes + (header.subject?.length ?? 0) + (header.date?.at.length ?? 0);
}

const seconds = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

const filled = (unit: string, size = 1_000_000) => unit.repeat(Math.ceil(size / unit.length));

const UNITS = [
  '=?',
  '=?a?b?',
  '=?utf-8?Q?=',
  '=?utf-8?B?YQ==?= ',
  '(',
  ')',
  '((a) ',
  '"',
  '\\"',
  '"a" ',
  '<',
  '<a@b',
  'a@b,',
  'g:',
  ';',
  '=',
  ' ',
  '\t',
  'a=',
  'a ',
  '*=',
  "a*=''",
  'a*0=b;',
  'a="',
  '"\\',
  '\r',
  '\r\n ',
  '\n ',
  ',',
  '@',
  '@,',
  '<@a,',
  ':',
  '.',
  ' .',
  '-',
  '--',
  '/',
  '1',
  '1:',
  '1 ',
  '+',
  '\u00e4',
  '\0',
];

describe('a header full of one thing takes linear time', () => {
  it.each(UNITS)('%j', (unit) => {
    const text = filled(unit, 200_000);
    const spent = seconds(() => {
      for (const read of [parseAddressList, parseContentType, parseDate, decodeWords, parseMessageIds, unfold]) {
        read(text);
        read(`x${text}y`);
      }
      parseContentType(`text/plain; ${text}`);
      parseContentType(`text/plain; name=${text}`);
      parseContentType(`text/plain; name="${text}`);
    });
    expect(spent).toBeLessThan(5);
  });
});

describe('hostile messages take linear time', () => {
  const cases: Readonly<Record<string, () => string>> = {
    'a header line of a megabyte': () => `Subject: ${filled('x')}\n\nbody`,
    'a header of 200,000 lines': () => `${'X: y\n'.repeat(200_000)}\nbody`,
    'a header of 100,000 lines that are none': () => `Subject: x\n${'what is this\n'.repeat(100_000)}To: a@b\n\nbody`,
    'continuation lines of one field': () => `Subject: x\n${' y\n'.repeat(300_000)}\nbody`,
    'no header at all': () => filled('text without header\n'),
    'only line ends': () => filled('\n'),
    'only carriage returns': () => filled('\r'),
    'only dashes': () => `Content-Type: multipart/mixed; boundary=a\n\n${filled('-')}`,
    'only dashed lines': () => `Content-Type: multipart/mixed; boundary=a\n\n${filled('--\n')}`,
    '100,000 parts': () => `Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\nx\n'.repeat(100_000)}--a--`,
    '100,000 empty parts': () => `Content-Type: multipart/mixed; boundary=a\n\n${'--a\n'.repeat(100_000)}--a--`,
    '10,000 multiparts in one another': () =>
      Array.from(
        { length: 10_000 },
        (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`,
      ).join(''),
    '10,000 messages in one another': () => 'Content-Type: message/rfc822\n\n'.repeat(10_000),
    'boundaries that begin one another': () =>
      Array.from(
        { length: 2000 },
        (_, level) =>
          `Content-Type: multipart/mixed; boundary=${'a'.repeat(level + 1)}\n\n--${'a'.repeat(level + 1)}\n`,
      ).join(''),
    'interrupted multiparts': () =>
      `Content-Type: multipart/mixed; boundary=a\n\n${Array.from({ length: 8000 }, (_, index) => `--a\nContent-Type: multipart/mixed; boundary=${index}\n\n--${index}\n\nx\n`).join('')}`,
    'multiparts without boundary': () =>
      `Content-Type: multipart/mixed; boundary=a\n\n${'--a\nContent-Type: multipart/mixed\n\n-- x\n'.repeat(20_000)}`,
    'thousands of begin lines': () => `\n${filled('begin 644 a\nM\n')}`,
    'thousands of yEnc openings': () => `\n${filled('=ybegin line=128 size=1 name=a\n')}`,
    'quoted-printable of blanks': () =>
      `Content-Transfer-Encoding: quoted-printable\n\n${filled(`=${' '.repeat(900)}`)}`,
    'base64 of padding': () => `Content-Transfer-Encoding: base64\n\n${filled('=')}`,
    'alternatives in one another': () =>
      Array.from(
        { length: 1000 },
        (_, level) => `Content-Type: multipart/alternative; boundary=b${level}\n\n--b${level}\n\nx\n--b${level}\n`,
      ).join(''),
  };
  it.each(Object.entries(cases))('%s', (_, text) => {
    const message = text();
    expect(seconds(() => readAll(message))).toBeLessThan(3);
    expect(seconds(() => readAll(message.replaceAll('\n', '\r\n')))).toBeLessThan(3);
  });
});

describe('what is beyond the budget is said', () => {
  it('parts: one unread part stands for the rest', () => {
    const { parts } = parse(`Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\nx\n'.repeat(20_000)}--a--`);
    expect(parts).toHaveLength(DEFAULT_BUDGET.parts + 1);
    const last = parts.at(-1);
    expect(last?.content).toMatchObject({ state: 'unread', reason: 'over-budget' });
    expect(last?.problems.map(({ code }) => code)).toContain('too-many-parts');
  });

  it('files in a text: one unread member stands for the rest', () => {
    const { parts } = parse(`Subject: x\n\n${'begin 644 a\n#0V%T\n`\nend\n'.repeat(DEFAULT_BUDGET.parts + 50)}`);
    expect(parts).toHaveLength(DEFAULT_BUDGET.parts + 1);
    expect(parts.at(-2)?.content).not.toMatchObject({ reason: 'over-budget' });
    expect(parts.at(-1)?.content).toMatchObject({ state: 'unread', reason: 'over-budget' });
  });

  it('depth: the first part too deep is unread', () => {
    const { parts } = parse(`${'Content-Type: message/rfc822\n\n'.repeat(100)}Subject: x\n\nend`);
    expect(parts.at(-1)?.problems.map(({ code }) => code)).toContain('too-deep');
    expect(parts.at(-1)?.content).toMatchObject({ state: 'unread', reason: 'over-budget' });
    expect(parts).toHaveLength(DEFAULT_BUDGET.depth + 1);
  });

  it('size: a message longer than the budget is read up to there', () => {
    const budget = { ...DEFAULT_BUDGET, messageBytes: 20 };
    const { problems, span } = parseMessage(Buffer.from(`Subject: x\n\n${'y'.repeat(100)}`), {
      budget,
      source: 'x',
      offset: 5,
      extract: asWritten,
    });
    expect(problems).toContainEqual({ code: 'truncated', offset: 20 });
    expect(span).toEqual([5, 117]);
  });

  it('a part larger than the budget is unread', () => {
    const budget = { ...DEFAULT_BUDGET, partBytes: 10 };
    const { parts } = parseMessage(Buffer.from(`Subject: x\n\n${'y'.repeat(100)}`), {
      budget,
      source: 'x',
      offset: 0,
      extract: asWritten,
    });
    expect(parts[0]?.content).toMatchObject({ state: 'unread', reason: 'over-budget' });
  });
});
