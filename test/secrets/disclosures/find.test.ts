import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDisclosureFinder, MOST_LOCATED } from '../../../src/secrets/disclosures/index.ts';

const finder = loadDisclosureFinder();
const find = (text: string | Uint8Array, file: string | null = null) =>
  finder.find(typeof text === 'string' ? Buffer.from(text) : text, file);

/** What is found, by kind: values in order. */
function valuesIn(text: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(find(text).map(({ kind, located }) => [kind, located.map(({ value }) => value.reveal())]));
}

describe('where a value stands', () => {
  it('spans are bytes of UTF-8', () => {
    const text = 'Überblick für Łódź: Host 10.77.4.9 und größer';
    const [found] = find(text);
    const [start, stop] = found?.located[0]?.span ?? [0, 0];
    expect(Buffer.from(text).subarray(start, stop).toString()).toBe('10.77.4.9');
  });

  it('a value that stands twice is one, with two places', () => {
    const [found] = find('10.77.4.9 then 10.77.4.10 then 10.77.4.9');
    expect(found?.located.map(({ places }) => places)).toEqual([2, 1]);
  });

  it('so many values of a kind are located, all are counted', () => {
    const text = Array.from({ length: MOST_LOCATED + 7 }, (_, at) => `10.77.4.${at + 10}`).join('\n');
    const [found] = find(text);
    expect(found?.located).toHaveLength(MOST_LOCATED);
    expect(found?.beyond?.places).toBe(7);
  });

  it('nothing is found in nothing', () => {
    expect(find('')).toEqual([]);
    expect(find('We meet at noon and talk about the garden.')).toEqual([]);
  });
});

describe('numbers', () => {
  it('are told only where they end', () => {
    expect(valuesIn('SSN 512-44-0675')).toHaveProperty('us-social-security-number');
    for (const longer of ['512-44-06751', '1512-44-0675', '512-44-0675-2', 'A512-44-0675', '/512-44-0675'])
      expect(valuesIn(`SSN ${longer}`)).not.toHaveProperty('us-social-security-number');
  });

  it('of a list need the word only once', () => {
    const list = 'PESEL\n85041212349\n85041212356';
    const [a, b] = ['85041212349', '85041212356'];
    const each = [a, b].filter((value) => 'polish-pesel' in valuesIn(`PESEL ${value}`));
    expect(valuesIn(list)['polish-pesel'] ?? []).toEqual(each);
  });
});

describe('addresses', () => {
  const octet = fc.nat(255);

  it('of 10.0.0.0/8 are private wherever they stand', () => {
    fc.assert(
      fc.property(octet, octet, fc.integer({ min: 13, max: 255 }), (b, c, d) => {
        const found = valuesIn(`at (10.${b}.${c}.${d}), or`);
        return found['private-ipv4']?.[0] === `10.${b}.${c}.${d}` && found['public-ipv4'] === undefined;
      }),
    );
  });

  it("that are nobody's are not told", () => {
    for (const address of [
      '0.44.8.21',
      '127.0.0.1',
      '192.0.2.44',
      '198.51.100.44',
      '203.0.113.44',
      '239.44.8.21',
      '255.255.255.0',
    ])
      expect(valuesIn(`at ${address}.`)).toEqual({});
    expect(valuesIn('at 193.44.8.21.')).toEqual({ 'public-ipv4': ['193.44.8.21'] });
  });

  it('an hour, a version and a date are none', () => {
    for (const text of [
      '12:30:45',
      'version 10.44.8.21',
      '2024-01-17T10:00:00',
      '1.2.3.4',
      '10.44.8.21.9',
      '10.44.8',
      '10.044.8.21',
    ])
      expect(valuesIn(text)).toEqual({});
  });
});

describe('hostile input', () => {
  const MEGABYTE = 1024 * 1024;
  const pieces = [
    '9',
    '.',
    '9.',
    '1.1.',
    ':',
    'a:',
    '::',
    '-',
    'aa-',
    '\\',
    '\\\\a',
    '1 ',
    '1-',
    '12 ',
    'A1',
    'AA99 ',
    'DE12 ',
    'CUI',
    'CUI//A',
    '.corp',
    'a.corp.',
    '/phpmyadmin',
    'dob ',
    'case #1',
    'passport ',
    'tenant',
    'diagnosis of patient ',
    'CVE-2021-1',
    'TLP:',
    'dc=a,',
    '999-99-',
    '4539 ',
    '\u00e9',
    '护照',
  ];

  it.each(pieces)('a megabyte of %j ends soon', (piece) => {
    const text = Buffer.alloc(MEGABYTE, piece);
    const before = process.cpuUsage();
    find(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(6);
  });

  it('bytes of any kind fail nothing, and spans lie within', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) =>
        find(bytes).every(({ located }) =>
          located.every(({ span: [start, stop] }) => start >= 0 && start <= stop && stop <= bytes.length),
        ),
      ),
    );
  });

  it('pieces in any order fail nothing, and spans lie within', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (drawn) => {
        const bytes = Buffer.from(drawn.join(''));
        return find(bytes).every(({ located }) =>
          located.every(({ span: [start, stop] }) => start <= stop && stop <= bytes.length),
        );
      }),
    );
  });
});

describe('files', () => {
  it('are known by name in any case and folder', () => {
    expect(find('', 'C:\\work\\HQ.VSDX').map(({ kind }) => kind)).toEqual(['network-diagram']);
    expect(find('', 'a/b/edge.tfvars').map(({ kind }) => kind)).toEqual(['infrastructure-code']);
    expect(find('', 'minutes.docx')).toEqual([]);
  });

  it('are known by what stands in them, whatever their name', () => {
    const text = '<?xml version="1.0"?><NessusClientData_v2><Policy/></NessusClientData_v2>';
    expect(find(text, 'report.xml').map(({ kind, located }) => [kind, located.length])).toEqual([
      ['scanner-report', 1],
    ]);
    expect(find('<?xml version="1.0"?><Policy/>', 'report.xml')).toEqual([]);
  });
});
