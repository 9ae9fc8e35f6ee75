import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import { VALIDATORS, type ValidatorName, type Verdict } from '../../src/secrets/validators/index.ts';
import { marvin32 } from '../../src/secrets/validators/marvin.ts';

function judge(name: ValidatorName, secret: string, asOf: Instant | null = null): Verdict {
  return VALIDATORS[name]({ secret, text: secret, principal: null, host: null, asOf });
}

const characters = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((all) => all.join(''));
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((all) => Buffer.from(all));

const leastFirst = (sum: number): Buffer => {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(sum);
  return four;
};

/** How each kind's own service mints it, from random characters. */
const MINTED: readonly (readonly [ValidatorName, fc.Arbitrary<string>])[] = [
  [
    'entra-client-secret',
    fc.tuple(characters(ALPHANUMERIC, 3), characters(ALPHANUMERIC, 31)).map(([hint, rest]) => {
      const body = `${hint}8Q~${rest}`;
      const digits = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~';
      let sum = '';
      for (let left = BigInt(marvin32(Buffer.from(body), 'AadPwd00')); left > 0n; left /= 66n) {
        sum = `${digits[Number(left % 66n)]}${sum}`;
      }
      return body + sum.slice(0, 3);
    }),
  ],
  [
    'azure-key-checksum',
    bytes(57).map((random) => {
      const body = Buffer.concat([random, Buffer.from('+ASt', 'base64')]);
      return Buffer.concat([body, leastFirst(marvin32(body, 'Default0'))]).toString('base64');
    }),
  ],
  [
    'annotated-key',
    characters(ALPHANUMERIC, 52).map((random) => {
      const body = `${random}JQQJ99CEAAAAAAAAAAAAAAAASYNT`.slice(0, 80);
      const sum = marvin32(Buffer.from(body, 'base64'), 'Default0');
      return body + leastFirst(sum).subarray(0, 3).toString('base64');
    }),
  ],
  [
    'grafana-checksum',
    characters(ALPHANUMERIC, 32).map(
      (random) => `glsa_${random}_${leastFirst(crc32(`glsa_${random}`)).toString('hex')}`,
    ),
  ],
  [
    'confluent-checksum',
    characters(`${ALPHANUMERIC}+/`, 54).map(
      (random) => `cflt${random}${leastFirst(crc32(random)).toString('base64').slice(0, 6)}`,
    ),
  ],
  [
    'gitlab-routable',
    bytes(16).map((random) => {
      const lines = Buffer.from('c:1\no:1\nu:2z');
      const payload = Buffer.concat([random, lines, Buffer.from([lines.length])]).toString('base64url');
      const checked = `glpat-${payload}.01.${payload.length.toString(36).padStart(2, '0')}`;
      return checked + crc32(checked).toString(36).padStart(7, '0');
    }),
  ],
];

describe('checksums', () => {
  test.each(MINTED)('%s passes for what was minted so, and fails for one character less right', (name, minted) => {
    fc.assert(
      fc.property(minted, fc.nat(19), (secret, at) => {
        expect(judge(name, secret)).not.toHaveProperty('confidence');
        // In the random part of each kind: the marks and the sum stand later.
        const place =
          secret.startsWith('gl') || secret.startsWith('cflt') ? at + 8 : at + (name === 'entra-client-secret' ? 7 : 0);
        const wrong = secret.slice(0, place) + (secret[place] === 'x' ? 'y' : 'x') + secret.slice(place + 1);
        expect(judge(name, wrong)).toMatchObject({
          type: 'keep',
          confidence: 'lower',
          validity: { state: 'malformed' },
        });
      }),
      { numRuns: 60 },
    );
  });

  test('no text makes them throw or drop a finding', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), fc.constantFrom(...MINTED), (text, [name]) => {
        expect(judge(name, text).type).toBe('keep');
      }),
    );
  });

  test('Marvin32 is the one of .NET: a value worked out by hand with it', () => {
    expect(judge('entra-client-secret', 'Brc8Q~SyntheticBirchForTestsOnly.01-xdpq')).toMatchObject({
      reason: 'checksum passes',
    });
  });

  test('a Redis key whose signs were replaced after its sum was made is not called malformed', () => {
    const key = `${'Syn7hetic0'.repeat(3)}AzCaBSynth1=`;
    expect(judge('azure-key-checksum', key)).not.toHaveProperty('confidence');
  });

  test('an Azure key says what it opens', () => {
    const body = Buffer.concat([Buffer.alloc(30, 7), Buffer.from('AzSe', 'base64')]);
    const key = Buffer.concat([body, leastFirst(marvin32(body, 'PAdmin00'))]).toString('base64');
    expect(judge('azure-key-checksum', key)).toMatchObject({ reason: expect.stringMatching(/AI Search \(admin\)/) });
  });

  test('a GitLab token names whom it acts for', () => {
    const [, minted] = MINTED.find(([name]) => name === 'gitlab-routable') ?? [];
    for (const secret of fc.sample(minted ?? fc.constant(''), 3)) {
      expect(judge('gitlab-routable', secret)).toMatchObject({ principal: 'GitLab user 107' });
    }
    expect(judge('gitlab-routable', 'glpat-ivc_wLrwoJT_3HH2S07Q')).toEqual({ type: 'keep' });
  });
});

const packed = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('times of minting', () => {
  const DAY = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2050, 0, 1) });
  const mintedAt = (verdict: Verdict) => (verdict.type === 'keep' ? (verdict.validity?.mintedAt ?? null) : null);

  test.each([
    ['7', (at: number) => `${at.toString(16).padStart(12, '0')}7abc8def0123456789ab`],
    ['1', (at: number) => uuid(at, (ticks) => `${ticks.slice(7)}${ticks.slice(3, 7)}1${ticks.slice(0, 3)}`)],
    ['6', (at: number) => uuid(at, (ticks) => `${ticks.slice(0, 12)}6${ticks.slice(12)}`)],
  ])('a UUID of version %s', (_, made) => {
    fc.assert(
      fc.property(DAY, (at) => {
        const plain = made(at);
        const dashed = [0, 8, 12, 16, 20].map((from, index) => plain.slice(from, [8, 12, 16, 20, 32][index])).join('-');
        expect(mintedAt(judge('uuid-time', dashed))).toBe(new Date(at).toISOString());
      }),
    );
  });

  test('none for a random UUID, or one of a time at which nobody minted it', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), (random) => {
        expect(judge('uuid-time', random)).toEqual({ type: 'keep' });
      }),
    );
    expect(judge('uuid-time', '00000000-0000-7abc-8def-0123456789ab')).toEqual({ type: 'keep' });
  });

  test('an ObjectId', () => {
    fc.assert(
      fc.property(DAY, (at) => {
        const seconds = Math.floor(at / 1000);
        const id = `mdb_sa_id_${seconds.toString(16).padStart(8, '0')}5e1f02a94c3b7d68`;
        expect(mintedAt(judge('object-id-time', id))).toBe(new Date(seconds * 1000).toISOString());
      }),
    );
  });

  test('a ULID', () => {
    const BASE = '0123456789abcdefghjkmnpqrstvwxyz';
    fc.assert(
      fc.property(DAY, characters(BASE, 16), (at, random) => {
        const time = Array.from({ length: 10 }, (_, place) => BASE[Math.floor(at / 32 ** (9 - place)) % 32]).join('');
        expect(mintedAt(judge('ulid-time', `pdl_live_apikey_${time}${random}_syntheticAb3`))).toBe(
          new Date(at).toISOString(),
        );
      }),
    );
    expect(judge('ulid-time', 'pdl_live_apikey_syntheticgi725r1a30ph0bndwq7_x')).toEqual({ type: 'keep' });
    expect(judge('ulid-time', 'pdl_live_apikey_7zzzzzzzzz7r1a30ph0bndwqxy_x')).toEqual({ type: 'keep' });
  });

  test("Sentry's, with its organisation and host", () => {
    const fields = {
      iat: 1_760_000_000.5,
      url: 'https://sentry.io',
      region_url: 'https://de.sentry.io',
      org: 'birch-agency',
    };
    expect(judge('sentry-org-token', `sntrys_${packed(fields)}_SyntheticTail`)).toMatchObject({
      principal: 'birch-agency',
      host: 'https://de.sentry.io',
      validity: { mintedAt: '2025-10-09T08:53:20.500Z' },
    });
    expect(judge('sentry-org-token', 'sntrys_SyntheticNoJson_Tail')).toEqual({ type: 'keep' });
  });

  test("Mapbox's, with its account", () => {
    const at = Date.UTC(2026, 2, 4, 5, 6, 7);
    const token = `sk.${packed({ u: 'birch-maps', a: `c${at.toString(36)}0001synthabcdef1` })}.SyntheticSignature`;
    expect(judge('mapbox-token', token)).toMatchObject({
      principal: 'birch-maps',
      validity: { mintedAt: '2026-03-04T05:06:07.000Z' },
    });
  });
});

function uuid(at: number, order: (ticks: string) => string): string {
  const ticks = (BigInt(at) * 10_000n + 0x01b21dd213814000n).toString(16).padStart(15, '0');
  return `${order(ticks)}8def0123456789ab`;
}

describe('whose a token is', () => {
  test.each([
    ['bot-number', '7560585287:AASynthetic', 'Telegram bot 7560585287'],
    [
      'bot-number',
      `${Buffer.from('104720861225781813').toString('base64url')}.abcdef.synthetic`,
      'Discord bot 104720861225781813',
    ],
    [
      'grafana-key-name',
      `glc_${packed({ o: '4711', n: 'stack-writer', k: 'synthetic', m: { r: 'eu' } })}`,
      'stack-writer',
    ],
    ['grafana-key-name', packed({ k: 'synthetic', n: 'dashboards', id: 3 }), 'dashboards'],
  ] as const)('%s', (name, secret, principal) => {
    expect(judge(name, secret)).toMatchObject({ type: 'keep', principal });
  });

  test('an Entra token tells tenant, application and audience', () => {
    const claims = {
      aud: 'https://graph.microsoft.com',
      iss: 'https://sts.windows.net/2dff0199-37f5-467a-9ce3-31fb47253494/',
      tid: '2dff0199-37f5-467a-9ce3-31fb47253494',
      appid: '0f567e27-4a2c-408e-9e94-feb177f9e235',
      upn: 'ana@agency.example',
      exp: 1_710_000_000,
    };
    const token = `${packed({ alg: 'RS256' })}.${packed(claims)}.c2lnbmF0dXJl`;
    expect(judge('json-web-token', token, '2024-01-01T00:00:00.000Z' as Instant)).toMatchObject({
      principal: 'ana@agency.example',
      host: claims.iss,
      reason: `issued by ${claims.iss}, for ${claims.aud}, tenant ${claims.tid}, application ${claims.appid}`,
      validity: { state: 'active', expiresAt: '2024-03-09T16:00:00.000Z' },
    });
  });

  test("GitHub's installation token of 2026 is read, an older one left as it is", () => {
    const jwt = `${packed({ alg: 'RS256' })}.${packed({ iss: '88421', iat: 1_780_000_000, exp: 1_780_003_600 })}.c2ln`;
    expect(judge('github-installation-token', `ghs_88421_${jwt}`)).toMatchObject({
      principal: 'GitHub App 88421',
      validity: { mintedAt: '2026-05-28T20:26:40.000Z', expiresAt: '2026-05-28T21:26:40.000Z' },
    });
    expect(judge('github-installation-token', 'ghs_SyntheticWJC01UKTDoFhWRI8ue54U2QsYL3')).toEqual({ type: 'keep' });
  });

  test("Slack's rotated tokens say how long they work, others nothing", () => {
    expect(judge('slack-rotation', 'xoxe.xoxp-1-Synthetic')).toMatchObject({
      reason: expect.stringMatching(/12 hours/),
    });
    expect(judge('slack-rotation', 'xoxe-1-Synthetic')).toMatchObject({ reason: expect.stringMatching(/refresh/) });
    expect(judge('slack-rotation', 'xoxb-750914106681-Synthetic')).toEqual({ type: 'keep' });
  });

  test('a signature by a user names the user, and ends with the key it was made with', () => {
    const sas =
      '?sv=2022-11-02&sr=c&skoid=6a1b7c40-52f1-4c0e-9a51-0c3de6f0a111&sktid=2dff0199-37f5-467a-9ce3-31fb47253494&se=2026-06-01T00%3A00%3A00Z&ske=2026-05-02T00%3A00%3A00Z&sig=x';
    expect(judge('shared-access-signature', sas)).toMatchObject({
      principal: '6a1b7c40-52f1-4c0e-9a51-0c3de6f0a111',
      validity: { expiresAt: '2026-05-02T00:00:00.000Z' },
    });
    expect(
      judge(
        'shared-access-signature',
        'SharedAccessSignature sr=birch.servicebus.windows.net%2Fq&sig=x&se=1718000000&skn=Send',
      ),
    ).toMatchObject({
      principal: 'Send',
      host: 'birch.servicebus.windows.net',
    });
  });

  test.each([
    ['', 'birchstore.blob.core.windows.net'],
    [';EndpointSuffix=core.usgovcloudapi.net', 'birchstore.blob.core.usgovcloudapi.net'],
  ])('a storage account is a host%s', (suffix, host) => {
    const text = `AccountName=birchstore;AccountKey=synthetic${suffix}`;
    expect(
      VALIDATORS['storage-account']({ secret: 'synthetic', text, principal: 'birchstore', host: null, asOf: null }),
    ).toMatchObject({ host });
  });
});
