import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseSubject } from '../../src/intake/index.ts';
import { subjectsAgree } from '../../src/intake/subject.ts';

describe('normaliseSubject', () => {
  it.each([
    ['Re: Plan', 'plan'],
    ['AW: WG: Plan  B', 'plan b'],
    ['RE[2]: FW: plan', 'plan'],
    ['Re(3): plan', 'plan'],
    ['回复：计划', '计划'],
    ['İLT: plan', 'plan'],
    ['Antw.: plan', 'antw.: plan'],
    ['[EXTERNAL] Re: [EXT] plan', 'plan'],
    ['[Fwd: plan]', 'plan'],
    ['SV: VS: Odp: plan', 'plan'],
    ['Reply: plan', 'reply: plan'],
    ['Plan\r\n B', 'plan b'],
    ['Re:', ''],
  ])('%j is %j', (subject, normal) => {
    expect(normaliseSubject(subject)).toBe(normal);
  });

  it('changes nothing the second time', () => {
    const words = fc.array(fc.constantFrom('Re:', 'AW: ', '[EXTERNAL]', '[Fwd: ', ']', ' ', 'plan', '████████', ':'));
    fc.assert(
      fc.property(words, (pieces) => {
        const once = normaliseSubject(pieces.join(''));
        expect(normaliseSubject(once)).toBe(once);
      }),
    );
  });
});

const M = '████████';

describe('subjectsAgree', () => {
  it.each([
    ['plan', 'plan', 'agree'],
    ['plan', 'plans', 'differ'],
    [null, 'plan', 'unknown'],
    ['', '', 'agree'],
    [`pw is ${M} now`, 'pw is hunter2 now', 'agree'],
    [`pw is ${M} now`, 'pw was hunter2 now', 'differ'],
    [`a ${M} b ${M} c`, 'a 1 b 2 c', 'agree'],
    [`a ${M} b ${M} c`, 'a 1 2 c', 'differ'],
    [`a${M}a`, 'a', 'differ'],
    [`pw is ${M}`, `pw is ${M} now`, 'agree'],
    [`pw is ${M}`, `key is ${M}`, 'differ'],
    [M, 'anything', 'unknown'],
    [M, M, 'unknown'],
  ] as const)('%j and %j: %s', (a, b, verdict) => {
    expect(subjectsAgree(a, b)).toBe(verdict);
    expect(subjectsAgree(b, a)).toBe(verdict);
  });

  it('agrees with every text of which a part was masked', () => {
    const text = fc.stringMatching(/^[a-c ]{1,12}$/);
    fc.assert(
      fc.property(text, text, text, (before, secret, after) => {
        expect(subjectsAgree(`${before}${M}${after}`, `${before}${secret}${after}`)).not.toBe('differ');
      }),
    );
  });
});
