import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Reader } from 'mmdb-lib';
import { afterAll, describe, expect, it, test } from 'vitest';
import { ingestLog, joinedLookups, LogsError, openEventStore, openNetworks } from '../../../src/logs/index.ts';
import { openMmdb } from '../../../src/logs/network/mmdb.ts';
import { readMmdbValue } from '../../../src/logs/network/mmdb-record.ts';
import { addressNumber, networkRange } from '../../../src/logs/network/network-ranges.ts';
import { readNetworkTable } from '../../../src/logs/network/read-network-table.ts';
import { writeMmdb } from './write-mmdb.ts';

const folder = mkdtempSync(join(tmpdir(), 'networks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const TABLE = `network,autonomous_system_number,autonomous_system_organization,country_iso_code
192.0.2.0/24,64500,Example Cable,de
192.0.2.128/25,AS64501,Example Hosting,
2001:db8::/32,64502,Example Six,PT
nonsense,64503,Nobody,
198.51.100.0/24,,,
`;

describe('a table of networks', () => {
  const table = readNetworkTable(Buffer.from(TABLE));

  it.each([
    ['192.0.2.5', { asn: 64500, network: 'Example Cable', country: 'DE' }],
    ['192.0.2.200', { asn: 64501, network: 'Example Hosting', country: null }],
    ['2001:db8:1::9', { asn: 64502, network: 'Example Six', country: 'PT' }],
    ['192.0.3.1', null],
    ['2001:db9::1', null],
    ['198.51.100.7', null],
    ['no address', null],
  ])('%s: the smallest network that holds it counts', (ip, expected) => {
    expect(table?.lookup(ip) ?? null).toEqual(expected);
  });

  it('counts the rows that are none', () => {
    expect(table).toMatchObject({ read: 3, unreadable: 2 });
  });

  it('may give first and last addresses', () => {
    const ranges = readNetworkTable(Buffer.from('start_ip;end_ip;asn\n192.0.2.10;192.0.2.19;64500\n'));
    expect([9, 10, 19, 20].map((last) => ranges?.lookup(`192.0.2.${last}`)?.asn ?? null)).toEqual([
      null,
      64500,
      64500,
      null,
    ]);
  });

  it.each(['a,b\n1,2\n', 'network\n192.0.2.0/24\n', ''])('%j is none', (text) => {
    expect(readNetworkTable(Buffer.from(text))).toBeNull();
  });
});

test('looking up agrees with asking every range', () => {
  const bits = fc.integer({ min: 20, max: 32 });
  const address = fc.tuple(fc.nat(1), fc.nat(3), fc.nat(255)).map(([b, c, d]) => `10.${b}.${c}.${d}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(address, bits), { maxLength: 30 }), address, (networks, asked) => {
      const rows = networks.map(([base, width], index) => `${base}/${width},${index + 1}`);
      const table = readNetworkTable(Buffer.from(['network,asn', ...rows].join('\n')));
      const number = addressNumber(asked)?.number ?? 0n;
      const holding = networks.flatMap(([base, width]) => {
        const range = networkRange(`${base}/${width}`);
        return range !== null && range.first <= number && number <= range.last ? [width] : [];
      });
      const found = table?.lookup(asked) ?? null;
      expect(found === null).toBe(holding.length === 0);
      if (found?.asn != null) expect(networks[found.asn - 1]?.[1]).toBe(Math.max(...holding));
    }),
  );
});

describe('a MaxMind database', () => {
  const asn = file(
    'asn.mmdb',
    writeMmdb({ '192.0.2.0/24': { autonomous_system_number: 64500, autonomous_system_organization: 'Example Cable' } }),
  );
  const country = file('country.mmdb', writeMmdb({ '192.0.0.0/16': { country: { iso_code: 'DE' } } }));

  it('of autonomous systems and one of countries say together whose an address is', () => {
    const lookup = joinedLookups([openNetworks(asn).lookup, openNetworks(country).lookup]);
    expect(lookup('192.0.2.9')).toEqual({ asn: 64500, network: 'Example Cable', country: 'DE' });
    expect(lookup('192.0.3.9')).toEqual({ asn: null, network: null, country: 'DE' });
    expect(lookup('203.0.113.1')).toBeNull();
    expect(lookup('2001:db8::1')).toBeNull();
  });

  it('that is cut, and a file that is none, are refused', () => {
    const cut = file('cut.mmdb', writeMmdb({ '192.0.2.0/24': { asn: 1 } }).subarray(-60));
    for (const path of [cut, file('none.csv', 'a,b\n1,2\n')]) {
      expect(() => openNetworks(path).lookup('192.0.2.1')?.asn).toThrow(LogsError);
    }
  });
});

describe('a damaged or hostile MaxMind database', () => {
  const whole = writeMmdb({
    '192.0.2.0/24': { autonomous_system_number: 64500, country: { iso_code: 'DE' } },
    '198.51.100.0/25': { autonomous_system_organization: 'Example Cable' },
  });
  const asked = ['192.0.2.9', '198.51.100.7', '203.0.113.1', '2001:db8::1', 'no address'];

  it('that is whole says what the format’s own reader says', () => {
    const peer = new Reader<never>(whole);
    const own = openMmdb(whole);
    const plain = (value: unknown): unknown =>
      value instanceof Map ? Object.fromEntries([...value].map(([name, one]) => [name, plain(one)])) : value;
    for (const ip of asked.slice(0, 3)) expect(plain(own.get(ip))).toEqual(peer.get(ip));
  });

  it('is refused or answers, whichever bytes are others', () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(whole.length), (changes, cut) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        for (const given of [bytes, bytes.subarray(cut)]) {
          try {
            const lookup = openNetworks(file('fuzz.mmdb', given)).lookup;
            for (const ip of asked) lookup(ip);
          } catch (error) {
            expect(error).toBeInstanceOf(LogsError);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  /** `levels` lists, each of `width` pointers to the one before: what they unfold to is width to the power of levels. */
  const bomb = (levels: number, width: number): Buffer => {
    const list = (to: number) => [
      width,
      4,
      ...Array.from({ length: width }, () => [0x20 | (to >> 8), to & 0xff]).flat(),
    ];
    return Buffer.from(
      Array.from({ length: levels }, (_, level) => list(Math.max(0, level - 1) * (2 + width * 2))).flat(),
    );
  };

  it.each([
    ['pointers to pointers', bomb(12, 28), 11 * 58],
    ['a pointer to itself', Buffer.from([0x20, 0x00]), 0],
    ['lists that say they are huge', Buffer.alloc(50_000, Buffer.from([0x1f, 0x04, 0xff, 0xff, 0xff])), 0],
  ])('%s end at once', (_, bytes, at) => {
    expect(() => readMmdbValue(bytes, 0, at)).toThrow(RangeError);
  });
});

test('the event table has what the file says, else what the record says', async () => {
  const records = [
    {
      createdDateTime: '2024-03-05T10:00:00Z',
      id: 'a1',
      appId: 'x',
      userPrincipalName: 'a@agency.example',
      ipAddress: '192.0.2.5',
      autonomousSystemNumber: 1,
      location: { countryOrRegion: 'FR' },
      status: { errorCode: 0 },
    },
    {
      createdDateTime: '2024-03-05T11:00:00Z',
      id: 'a2',
      appId: 'x',
      userPrincipalName: 'b@agency.example',
      ipAddress: '203.0.113.5',
      autonomousSystemNumber: 2,
      location: { countryOrRegion: 'FR' },
      status: { errorCode: 0 },
    },
  ];
  const outDir = join(folder, 'table');
  const files: string[] = [];
  for await (const event of ingestLog(
    { path: file('signins.json', JSON.stringify({ value: records })), fileId: 'log' },
    { outDir },
  )) {
    if (event.type === 'result' && event.result.state === 'ingested')
      files.push(...event.result.files.map(({ path }) => join(outDir, path)));
  }
  const networks = openNetworks(file('networks.csv', TABLE)).lookup;
  const store = await openEventStore(files, { tempDir: folder, networks });
  const rows = await store.query('SELECT ip, asn, network, country FROM events ORDER BY "at"');
  store.close();
  expect(rows).toEqual([
    { ip: '192.0.2.5', asn: 64500, network: 'Example Cable', country: 'DE' },
    { ip: '203.0.113.5', asn: 2, network: null, country: 'FR' },
  ]);
});
