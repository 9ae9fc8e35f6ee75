import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedAddresses } from '../../src/intake/index.ts';

describe('quotedAddresses', () => {
  it.each([
    [
      'an Outlook block',
      '-----Original Message-----\nFrom: Bob <Bob@v.example>\nSent: Monday\nTo: Alice <alice@a.example>; carol@a.example\nCc: d@a.example\nSubject: x',
      'bob@v.example alice@a.example carol@a.example d@a.example',
    ],
    ['German', 'Von: Bob [mailto:bob@v.example]\nGesendet: x\nAn: alice@a.example', 'bob@v.example alice@a.example'],
    [
      'French',
      'De : bob@v.example\nÀ : alice@a.example\nCc : c@a.example',
      'bob@v.example alice@a.example c@a.example',
    ],
    ['Russian', 'От: bob@v.example\nКому: alice@a.example', 'bob@v.example alice@a.example'],
    ['Japanese', '差出人: bob@v.example\n宛先：alice@a.example', 'bob@v.example alice@a.example'],
    ['Arabic', 'من: bob@v.example\nإلى: alice@a.example', 'bob@v.example alice@a.example'],
    ['quote depth', '> > > From: bob@v.example\n>>To: alice@a.example', 'bob@v.example alice@a.example'],
    ['emphasis', '*From:* Bob <bob@v.example>\n**To:** alice@a.example', 'bob@v.example alice@a.example'],
    [
      'wrapped recipients',
      'To: a@a.example,\n  b@a.example,\n  c@a.example\nSubject: x@y.example',
      'a@a.example b@a.example c@a.example',
    ],
    ['an attribution', 'On Mon, 1 Jan 2024 at 10:00, Bob <bob@v.example> wrote:', 'bob@v.example'],
    ['a wrapped attribution', 'On Mon, 1 Jan 2024 at 10:00, Bob Long Name\n<bob@v.example> wrote:', 'bob@v.example'],
    ['a verb on its own line', '> On Mon, Bob <bob@v.example>\n> wrote:', 'bob@v.example'],
    ['German attribution', 'Am 01.01.2024 um 10:00 schrieb Bob\n<bob@v.example>:', 'bob@v.example'],
    ['French attribution', 'Le lun. 1 janv. 2024 à 10:00, Bob <bob@v.example> a écrit :', 'bob@v.example'],
    ['Chinese attribution', 'Bob <bob@v.example> 于2024年1月1日写道：', 'bob@v.example'],
    ['CRLF', 'From: bob@v.example\r\nTo: alice@a.example\r\n', 'bob@v.example alice@a.example'],
  ])('reads %s', (_, text, addresses) => {
    expect(quotedAddresses(text).join(' ')).toBe(addresses);
  });

  it.each([
    ['prose', 'Please ask bob@v.example about it.\nHe told me from: nowhere'],
    ['a signature', 'Bob\nbob@v.example\nTel: 1'],
    ['another header', 'Subject: mail bob@v.example'],
    ['no domain', 'From: bob@localhost'],
    ['a sentence that ends with a colon', 'Write to bob@v.example and ask this:'],
  ])('leaves %s alone', (_, text) => {
    expect(quotedAddresses(text)).toEqual([]);
  });

  it('takes time in proportion to the text', () => {
    const hostile = (size: number) => [
      '@'.repeat(size),
      `${'a.'.repeat(size / 2)}@`,
      `From: ${'a@'.repeat(size / 2)}`,
      'wrote:\n'.repeat(size / 7),
      '> '.repeat(size / 2),
      `To: ${'a@b.cd;'.repeat(size / 7)}`,
    ];
    const time = (texts: readonly string[]) => {
      const start = performance.now();
      for (const text of texts) quotedAddresses(text);
      return performance.now() - start;
    };
    time(hostile(20_000));
    expect(time(hostile(400_000))).toBeLessThan(8000);
  });

  it('never throws, and gives only addresses', () => {
    const piece = fc.constantFrom(
      'From:',
      'To :',
      '> ',
      '\n',
      'a@b.example',
      '@',
      '<',
      '>',
      ' wrote:',
      'x',
      '.',
      '\u0000',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const address of quotedAddresses(pieces.join('')))
          expect(address).toMatch(/^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$/);
      }),
    );
  });
});
