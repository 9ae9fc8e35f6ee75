import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import { loadScanner } from '../../src/secrets/index.ts';
import { accountOfKeyId } from '../../src/secrets/validators/aws.ts';
import { VALIDATORS, type ValidatorName, type Verdict } from '../../src/secrets/validators/index.ts';
import { isPlaceholder } from '../../src/secrets/validators/placeholder.ts';

function judge(name: ValidatorName, secret: string, text = secret, asOf: Instant | null = null): Verdict {
  return VALIDATORS[name]({ secret, text, principal: null, host: null, asOf });
}

const scan = (text: string, asOf?: string) =>
  loadScanner({ prose: false, ...(asOf === undefined ? {} : { asOf: asOf as Instant }) }).scan(
    new TextEncoder().encode(text),
    {
      subject: null,
      role: 'file',
    },
  );

describe('checksums', () => {
  test("GitHub's and npm's", () => {
    expect(judge('base62-checksum', 'ghp_SyntheticTokenForRulesAndTests0123Znm')).toMatchObject({ type: 'keep' });
    const [good] = scan('ghp_SyntheticTokenBody000000000000AAAAAA');
    expect(good).toMatchObject({ rule: 'github-classic-pat', confidence: 'medium', validity: { state: 'malformed' } });
  });

  test('a passing one keeps the confidence', () => {
    const body = 'SyntheticTokenBody0123456789xx';
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    let tail = '';
    for (let rest = crc32(body); tail.length < 6; rest = Math.floor(rest / 62)) tail = digits.charAt(rest % 62) + tail;
    expect(scan(`npm_${body}${tail}`)).toMatchObject([
      { rule: 'npm-access-token', confidence: 'high', validity: { state: 'unknown', reason: 'checksum passes' } },
    ]);
  });
});

describe('what a value tells of itself', () => {
  test('an AWS key id names its account', () => {
    expect(accountOfKeyId('ASIAQNZGKIQY56JQ7WML')).toMatch(/^\d{12}$/);
    expect(accountOfKeyId('AKIAI44QH8DHBEXAMPLE')).toBeNull();
  });

  test('a token past its time is expired, within it active, and unjudged without a clock', () => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'HS256' })}.${part({ sub: 'ana', iss: 'https://id.example', iat: 1_700_000_000, exp: 1_700_003_600 })}.c2lnbmF0dXJlc2lnbmF0dXJl`;
    expect(scan(token)[0]?.validity).toMatchObject({ state: 'unknown', expiresAt: '2023-11-14T23:13:20.000Z' });
    expect(scan(token, '2024-01-01T00:00:00.000Z')[0]?.validity.state).toBe('expired');
    expect(scan(token, '2023-11-14T23:00:00.000Z')[0]).toMatchObject({
      validity: { state: 'active' },
      principal: 'ana',
      host: 'https://id.example',
    });
  });

  test('a shared access signature tells its expiry, or that a policy may hold it', () => {
    const sas = (expiry: string): string =>
      `https://s.blob.core.windows.net/c/x?sv=2022-11-02&sp=r${expiry}&sr=b&sig=${'Ab3'.repeat(14)}%3D`;
    const validity = (expiry: string) =>
      scan(sas(expiry), '2024-04-01T00:00:00.000Z').find((each) => each.rule === 'azure-sas')?.validity;
    expect(validity('&se=2024-03-01T08%3A00%3A00Z')?.state).toBe('expired');
    expect(validity('')?.reason).toMatch(/stored access policy/);
  });

  test('an annotated key tells its month', () => {
    const key = `${'Syn7hetic0'.repeat(5)}AbJQQJ99BCACYeBjFXJ3w3AAABACOG4xQ7`;
    expect(judge('annotated-key', key)).toMatchObject({ validity: { mintedAt: '2025-03-01T00:00:00.000Z' } });
  });

  test('Basic is user and password', () => {
    expect(judge('basic-authentication', btoa('svc:Corncrake-71'))).toMatchObject({
      secret: 'Corncrake-71',
      principal: 'svc',
    });
    expect(judge('basic-authentication', btoa('knowledge of it'))).toEqual({ type: 'reject' });
    expect(judge('basic-authentication', btoa('svc:<password>'))).toEqual({ type: 'reject' });
  });

  test('a private key without a body is none', () => {
    expect(
      judge('pem-private-key', '-----BEGIN PRIVATE KEY-----\nMIIE...snip...\n-----END PRIVATE KEY-----').type,
    ).toBe('reject');
  });
});

describe('placeholders', () => {
  test.each([
    `${'$'}{DB_PASSWORD}`,
    '$PASS',
    '<your-password>',
    '{{ password }}',
    '%PASSWORD%',
    'your_api_key_here',
    'YOUR-SECRET',
    'xxxxxxxx',
    '********',
    '••••••',
    'abc***def',
    'process.env.SECRET',
    "os.environ['X']",
    'getPassword()',
    'null',
    'REDACTED',
    'ENC(abcdef)',
    '',
  ])('%s', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  test.each(['Corncrake-71', 'pa$$word', 'hunter2', 'x7-Plover', 'yourself-Kestrel9', 'S3cr3t!now'])(
    'not %s',
    (value) => {
      expect(isPlaceholder(value)).toBe(false);
    },
  );

  test('a default value is kept, at low confidence', () => {
    expect(judge('not-placeholder', 'changeme')).toMatchObject({ type: 'keep', confidence: 'low' });
  });
});

describe('who and where, from the text around', () => {
  test('the nearest user and host', () => {
    const [finding] = scan('host: ftp.agency.example\nusername: svc_feed\npassword = Corncrake-71x');
    expect(finding).toMatchObject({ principal: 'svc_feed', host: 'ftp.agency.example' });
  });

  test.each([
    [
      'across blank lines and other fields',
      'host: ftp.agency.example\n\nport: 22\n\npassword = Corncrake-71x',
      'ftp.agency.example',
    ],
    ['from the lines after it', 'password = Corncrake-71x\nserver: ftp.agency.example', 'ftp.agency.example'],
    ['in its own connection string', 'Server=db.agency.example;Password=Corncrake-71x', 'db.agency.example'],
    [
      'not the user of a URL',
      'password = Corncrake-71x\nREDIS_URL=rediss://default:T1llage-9@cache.agency.example/0',
      null,
    ],
    [
      'not the host of a connection string beside it',
      'password = Corncrake-71x\nDB=Server=db.agency.example;Password=T1llage-9',
      null,
    ],
    [
      'not from beyond a sentence',
      'host: ftp.agency.example\nThat one needs no password.\npassword = Corncrake-71x',
      null,
    ],
  ])('a host %s', (_, text, host) => {
    const finding = scan(text).find(({ secret }) => secret.reveal() === 'Corncrake-71x');
    expect(finding?.host).toBe(host);
  });

  test('a user as it is written in a URL, decoded', () => {
    const [finding] = scan('https://ana%40agency.example:Corncrake-71x@files.agency.example/');
    expect(finding).toMatchObject({ principal: 'ana@agency.example', host: 'files.agency.example' });
    expect(scan('https://ana%zz:Corncrake-71x@files.agency.example/')[0]?.principal).toBe('ana%zz');
  });

  test('account and issuer of a one-time password', () => {
    const uri = (label: string, rest = '') => `otpauth://totp/${label}?secret=AGXXIMHHEOT4IJRZAGXXIMHHEOT4IJRZ${rest}`;
    const told = (text: string) => scan(text).map(({ principal, host }) => [principal, host]);
    expect(told(uri('Halvorsen%20Cloud:breakglass@bcs-agency.example', '&issuer=Halvorsen%20Cloud'))).toEqual([
      ['breakglass@bcs-agency.example', 'Halvorsen Cloud'],
    ]);
    expect(told(uri('ana@agency.example', '&digits=6&issuer=Synth'))).toEqual([['ana@agency.example', 'Synth']]);
    expect(told(uri('ana%40agency.example'))).toEqual([['ana@agency.example', null]]);
  });

  test('none where none is named', () => {
    expect(scan('db_password=Corncrake-71x')[0]).toMatchObject({ principal: null, host: null });
  });
});
