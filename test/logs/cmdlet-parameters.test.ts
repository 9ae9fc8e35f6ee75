import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cmdletParameters } from '../../src/logs/ual/cmdlet-parameters.ts';

test.each([
  ['-Identity "Policy ""A"""', [['Identity', 'Policy "A"']]],
  [
    "-Name 'It''s' -Force -Mode:Disable",
    [
      ['Name', "It's"],
      ['Force', 'True'],
      ['Mode', 'Disable'],
    ],
  ],
  [
    '-Purge -PurgeType HardDelete',
    [
      ['Purge', 'True'],
      ['PurgeType', 'HardDelete'],
    ],
  ],
  ['a-b "-Inside quotes"', []],
  ['', []],
])('%s', (text, expected) => {
  expect(cmdletParameters(text)).toEqual(expected);
});

test('gives back what was written, and is bounded on anything', () => {
  const name = fc.stringMatching(/^[A-Z][a-z]{1,10}$/);
  const value = fc.stringMatching(/^[ -~]{0,20}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 5 }), (pairs) => {
      const text = pairs.map(([one, held]) => `-${one} "${held.replaceAll('"', '""')}"`).join(' ');
      expect(cmdletParameters(text)).toEqual(pairs);
    }),
  );
  const started = performance.now();
  expect(cmdletParameters('-A "'.repeat(50_000)).length).toBeLessThanOrEqual(100);
  expect(performance.now() - started).toBeLessThan(1000);
});
