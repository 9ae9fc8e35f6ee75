import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readIndicators, recogniseIndicators } from '../../../src/review/index.ts';
import { comparisonOf } from '../../../src/review/indicators/indicator-value.ts';
import { readStixPattern } from '../../../src/review/indicators/stix-pattern.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['192.0.2.7', null, { kind: 'address', value: '192.0.2.7' }],
  ['192[.]0[.]2[.]7', 'ip-dst', { kind: 'address', value: '192.0.2.7' }],
  ['2001:DB8::1', 'ipv6-addr', { kind: 'address', value: '2001:db8::1' }],
  ['::ffff:192.0.2.7', null, { kind: 'address', value: '192.0.2.7' }],
  ['198.51.100.0/24', 'ip', { kind: 'network', value: '198.51.100.0/24' }],
  ['hxxps[://]drop[.]example/a', null, { kind: 'url', value: 'https://drop.example/a' }],
  ['Mallory[at]drop.example', null, { kind: 'email', value: 'mallory@drop.example' }],
  ['Drop.Example', 'hostname', { kind: 'domain', value: 'drop.example' }],
  ['0A1B2C3D-0000-4000-8000-000000000001', null, { kind: 'guid', value: '0a1b2c3d-0000-4000-8000-000000000001' }],
  ['<Note.1@Drop.Example>', null, { kind: 'message-id', value: 'note.1@drop.example' }],
  ['axios/1.7.2', null, { kind: 'agent', value: 'axios/1.7.2' }],
] as const)('%s (%s) is compared as what it is', (value, word, expected) => {
  expect(comparisonOf(value, word)).toEqual({ op: 'equals', ...expected });
});

test.each([
  ['d41d8cd98f00b204e9800998ecf8427e', 'md5'],
  ['300.1.2.3', 'ip'],
  ['198.51.100.0/33', 'cidr'],
  ['two words', null],
  ['', null],
])('%s (%s) is nothing a log has', (value, word) => {
  expect(comparisonOf(value, word)).toBeNull();
});

describe('a STIX pattern', () => {
  it.each([
    ["[ipv4-addr:value = '192.0.2.7']", [[['address', '192.0.2.7']]]],
    ["[ipv4-addr:value IN ('192.0.2.7', '192.0.2.8')]", [[['address', '192.0.2.7']], [['address', '192.0.2.8']]]],
    ["[ipv4-addr:value ISSUBSET '192.0.2.0/24']", [[['network', '192.0.2.0/24']]]],
    [
      "[domain-name:value = 'a.example'] OR [email-addr:value = 'm@b.example']",
      [[['domain', 'a.example']], [['email', 'm@b.example']]],
    ],
    [
      "[user-account:account_login = 'ana' AND (ipv4-addr:value = '192.0.2.7' OR ipv4-addr:value = '192.0.2.8')]",
      [
        [
          ['account', 'ana'],
          ['address', '192.0.2.7'],
        ],
        [
          ['account', 'ana'],
          ['address', '192.0.2.8'],
        ],
      ],
    ],
    [
      "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'axios/1.7.2']",
      [[['agent', 'axios/1.7.2']]],
    ],
  ])('%s', (pattern, expected) => {
    const reading = readStixPattern(pattern);
    expect('any' in reading && reading.any.map((all) => all.map(({ kind, value }) => [kind, value]))).toEqual(expected);
  });

  it.each([
    ["[file:hashes.'SHA-256' = 'aa']", 'No log has'],
    ["[ipv4-addr:value NOT = '192.0.2.7']", 'negated'],
    ["[ipv4-addr:value = '192.0.2.7'] FOLLOWEDBY [ipv4-addr:value = '192.0.2.8']", 'more than one event'],
    ["[ipv4-addr:value = '192.0.2.7'] WITHIN 5 SECONDS", 'more than one event'],
    ["[ipv4-addr:value = 'nowhere']", 'is no address'],
    ["[ipv4-addr:value MATCHES '^192']", 'cannot be asked'],
    ['[ipv4-addr:value = ', 'no STIX pattern'],
    ['', 'missing'],
    [`${'('.repeat(200)}[ipv4-addr:value = '192.0.2.7']${')'.repeat(200)}`, 'too deeply'],
  ])('%s cannot be answered, and says why', (pattern, why) => {
    const reading = readStixPattern(pattern);
    expect('why' in reading && reading.why).toContain(why);
  });

  it('of any text never throws', () => {
    const words = [
      '[',
      ']',
      '(',
      ')',
      "'a'",
      "'192.0.2.7'",
      'ipv4-addr:value',
      '=',
      'AND',
      'OR',
      'IN',
      ',',
      'NOT',
      '1',
      '\\',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 5 })), { maxLength: 40 }),
        (parts) => {
          const reading = readStixPattern(parts.join(' '));
          expect('any' in reading || reading.why.length > 0).toBe(true);
        },
      ),
    );
  });
});

const bundle = (...objects: readonly object[]) =>
  JSON.stringify({ type: 'bundle', id: 'bundle--1', objects: objects.map((one) => ({ spec_version: '2.1', ...one })) });

describe('a STIX bundle', () => {
  const indicator = {
    type: 'indicator',
    id: 'indicator--1',
    name: 'Spray host',
    pattern_type: 'stix',
    pattern: "[ipv4-addr:value = '192.0.2.7']",
    valid_from: '2024-01-01T00:00:00Z',
  };
  const seen = { type: 'ipv4-addr', id: 'ipv4-addr--1', value: '203.0.113.9' };

  it('gives its indicators, and not what stands beside them', () => {
    const text = bundle(indicator, seen);
    expect(recogniseIndicators(bytes(text))).toBe('stix');
    expect(readIndicators(bytes(text))).toMatchObject({
      indicators: [{ id: 'indicator--1', name: 'Spray host', from: '2024-01-01T00:00:00.000Z', until: null }],
      unusable: [],
    });
  });

  it('gives its observables where it has no indicator', () => {
    expect(readIndicators(bytes(bundle(seen)))?.indicators).toMatchObject([{ id: 'ipv4-addr--1' }]);
  });

  it('names what is revoked or written in another language', () => {
    const list = readIndicators(
      bytes(
        bundle(
          { ...indicator, revoked: true },
          { ...indicator, id: 'indicator--2', pattern_type: 'yara', pattern: 'rule a {}' },
        ),
      ),
    );
    expect(list?.indicators).toEqual([]);
    expect(list?.unusable.map(({ why }) => why)).toEqual([
      'It was revoked by its author.',
      'Its pattern is yara, not STIX.',
    ]);
  });
});

describe('a table', () => {
  it('is told by a column of values and one of types', () => {
    const text =
      'type,value,comment,valid_until\nip-dst,192.0.2.7,seen in the spray,2024-02-01\nmd5,d41d8cd98f00b204e9800998ecf8427e,,\n';
    expect(recogniseIndicators(bytes(text))).toBe('indicator-table');
    const list = readIndicators(bytes(text));
    expect(list?.indicators).toMatchObject([{ id: 'row 1', name: '192.0.2.7 (seen in the spray)' }]);
    expect(list?.unusable).toMatchObject([{ id: 'row 2' }]);
  });

  it('may be a plain list with comments, which only the user can name', () => {
    const text = '# from the provider\n192.0.2.7\n\nmallory@drop.example # sender\nnothing we know\n';
    expect(recogniseIndicators(bytes(text))).toBeNull();
    const list = readIndicators(bytes(text));
    expect(list?.indicators.map(({ id }) => id)).toEqual(['row 2', 'row 4']);
    expect(list?.unusable.map(({ id }) => id)).toEqual(['row 5']);
  });
});

test.each(['{"value":[]}', 'Address,From\na@agency.example,2024-01-01', 'Message ID,From\n<a@x>,b'])(
  '%s is no list of indicators',
  (text) => {
    expect(recogniseIndicators(bytes(text))).toBeNull();
  },
);

test('JSON that is no STIX is no list', () => {
  expect(readIndicators(bytes('{"a":1}'))).toBeNull();
});
