import { describe, expect, test } from 'vitest';
import { leadingLiterals } from '../../src/secrets/pack/leading-literals.ts';
import { boundsOf } from '../../src/secrets/pack/pattern-bounds.ts';

describe('bounds of a pattern', () => {
  test.each([
    ['ghp_[A-Za-z0-9]{36}', 40, 0],
    ['(?<![A-Z]{3})a?b{2,5}(?!x)', 6, 3],
    ['(?:[a-z]{1,10}\\.){1,4}com', 47, 0],
    ['a|bcd|[^\\n]{0,7}', 7, 0],
    ['\\bkey\\b', 3, 1],
  ])('%s', (pattern, longest, margin) => {
    expect(boundsOf(pattern)).toEqual({ longest, margin });
  });

  test.each([
    ['a+', /largest count/],
    ['.*secret', /largest count/],
    ['x{3,}', /largest count/],
    ['(?:a{1,9}){1,9}', /separator/],
    ['(?:a|ab){1,9}', /separator/],
    ['(?:\\w{1,9}_){1,9}', /separator/],
    ['[a-z]{0,99999}', /most/],
    ['(a)\\1', /may not be used/],
    ['\\p{L}{1,3}', /may not be used/],
    ['(?:a', /missing/],
    ['a)', /unexpected/],
  ])('%s is refused', (pattern, reason) => {
    const bounds = boundsOf(pattern);
    expect('refused' in bounds && bounds.refused).toMatch(reason);
  });
});

describe('leading literals', () => {
  test.each([
    ['(?<![a-z])(?<secret>ghp_[a-z]{3})', ['ghp_']],
    ['(?:ab|cd)e?f', ['abf', 'abef', 'cdf', 'cdef']],
    ['[a-z]key', ['']],
    ['x{2}y', ['x']],
  ])('%s', (pattern, leads) => {
    expect([...leadingLiterals(pattern)].sort()).toEqual([...leads].sort());
  });
});
