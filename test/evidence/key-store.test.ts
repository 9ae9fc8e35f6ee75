import { createCipheriv, createHmac, createPrivateKey, generateKeyPairSync, pbkdf2Sync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asn1Format } from '../../src/evidence/asn1/asn1-format.ts';
import { Asn1Value } from '../../src/evidence/asn1/asn1-value.ts';
import { openedBy } from '../../src/evidence/isolation/deferral.ts';
import { der, integer, KEY_PASSWORD, oid, PASSWORD, storeFile } from './key-store-fixture.ts';
import { mutatedBytes } from './mutated-bytes.ts';
import { openedDocument, textOf, unreadOf } from './opened-document.ts';

const WRONG = ['', 'winter2024!', 'Winter2024', 'Winter2024!!'];

/** The private keys that stand open in a file's members. */
async function keysIn(bytes: Uint8Array, passwords: readonly string[] = []) {
  const { parts } = await openedDocument(bytes, { passwords });
  const members = parts.filter(({ member }) => member.length > 0);
  return members.map((part) => ({ text: textOf([part]), opener: openedBy(part)?.origin ?? null }));
}

const described = async (bytes: Uint8Array, passwords: readonly string[] = []) =>
  textOf((await openedDocument(bytes, { passwords })).parts.slice(0, 1));

describe('a certificate', () => {
  const FACTS = [
    'Subject: CN=vpn.agency.example, O=Agency',
    'Other names: DNS:vpn.agency.example',
    'Serial number: 55CF52AD0939B70D861947011FC058221B504A23',
    'Valid until: 2051-07-14T09:40:24.000Z',
    'Public key: EC on curve P-256',
    'Key usage: digital signature, key agreement',
    'Extended key usage: client authentication',
    'SHA-1 thumbprint: 7F161B317E698B3BCF80EC2BDDAED4497E06C7B3',
    'SHA-256 thumbprint: 3858C9C568B1317DD776981CFED4E16692AE2F300275510DAD2735027C42EC64',
  ];

  test.each(['certificate.der', 'bundle.p7b', 'open-certificates.pfx'])(
    'in %s is told, one fact a line',
    async (name) => {
      const lines = (await described(storeFile(name))).split('\n');
      expect(lines).toEqual(expect.arrayContaining(FACTS));
    },
  );

  test('in PEM comes after its text, each at its landmark', async () => {
    const pem = `-----BEGIN CERTIFICATE-----\n${storeFile('certificate.der').toString('base64')}\n-----END CERTIFICATE-----\n`;
    const { parts } = await openedDocument(Buffer.from(pem + pem));
    const content = parts[0]?.content;
    expect(textOf(parts).startsWith(pem + pem)).toBe(true);
    expect(textOf(parts)).toContain('PEM: 2 certificates');
    expect(content?.state === 'text' ? content.text.landmarks.map(({ name }) => name) : []).toEqual([
      'certificate 1',
      'certificate 2',
    ]);
  });

  test('that is damaged inside still has its thumbprint and names', async () => {
    const bytes = storeFile('certificate.der');
    bytes[bytes.indexOf('170d', 0, 'hex')] = 0x18;
    const text = await described(bytes);
    expect(text).toContain('SHA-1 thumbprint: ');
    expect(text).toContain('vpn.agency.example');
    expect(text).not.toContain('7F161B317E698B3BCF80EC2BDDAED4497E06C7B3');
  });

  test('that is cut is a row', async () => {
    const { parts } = await openedDocument(storeFile('certificate.der').subarray(0, 300));
    expect(unreadOf(parts)).toEqual([': damaged']);
  });

  test('asked for, and keys of all kinds, are told apart', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(await described(storeFile('request.csr'))).toContain('Request for a certificate');
    expect(await described(publicKey.export({ format: 'der', type: 'spki' }))).toContain('Kind: RSA of 1024 bits');
    for (const type of ['pkcs1', 'pkcs8'] as const) {
      const keys = await keysIn(privateKey.export({ format: 'der', type }));
      expect(keys.map(({ text }) => createPrivateKey(text).equals(privateKey))).toEqual([true]);
    }
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const [key] = await keysIn(curve.export({ format: 'der', type: 'sec1' }));
    expect(createPrivateKey(key?.text ?? '').equals(curve)).toBe(true);
  });
});

describe('a locked store', () => {
  const LOCKED = ['modern.pfx', 'legacy.pfx', 'open-certificates.pfx', 'java.p12', 'putty-2.ppk', 'putty-3.ppk'];

  test.each(LOCKED)('%s opens with its password, and says which', async (name) => {
    const keys = await keysIn(storeFile(name), ['other', PASSWORD]);
    expect(keys).toMatchObject([{ opener: 'password 1' }]);
    expect(keys[0]?.text).toMatch(
      /^(?:-----BEGIN PRIVATE KEY-----\n|PuTTY-User-Key-File-[23]: ssh-ed25519\nEncryption: none\n)/,
    );
  });

  test.each(['java.jks', 'java.jceks'])('%s opens with the password of its key', async (name) => {
    expect(await keysIn(storeFile(name), [PASSWORD, KEY_PASSWORD])).toMatchObject([{ opener: 'password 1' }]);
    expect(await described(storeFile(name), [PASSWORD])).toContain('Subject: CN=java.agency.example');
    expect(await keysIn(storeFile(name), [PASSWORD])).toMatchObject([{ text: '' }]);
  });

  test.each([...LOCKED, 'java.jks', 'openssh-locked'])('%s opens with no other', async (name) => {
    const { parts } = await openedDocument(storeFile(name), { passwords: WRONG });
    expect(unreadOf(parts)).toEqual(['(rest): encrypted']);
    expect(textOf(parts)).not.toMatch(/BEGIN PRIVATE KEY|Encryption: none/);
    expect(textOf(parts)).toContain('locked');
  });

  test('with the empty password is as good as open', async () => {
    const { parts } = await openedDocument(storeFile('empty-password.pfx'));
    expect(textOf(parts)).toContain('Opened with the empty password.');
    expect(unreadOf(parts)).toEqual([]);
    expect(await keysIn(storeFile('empty-password.pfx'))).toMatchObject([{ opener: null }]);
  });

  test('of Java has passwords in it', async () => {
    expect(await described(storeFile('java.p12'), [PASSWORD])).toContain(
      'Name in the store: pw\nPassword: hunter2pass',
    );
    expect(await described(storeFile('java.p12'), WRONG)).not.toContain('hunter2pass');
  });

  test('whose rounds would take forever is left', async () => {
    const [, info, macData] = Asn1Value.at(storeFile('modern.pfx'))?.children ?? [];
    const [digest, salt] = macData?.children ?? [];
    const none = Buffer.alloc(0);
    const seal = der(0x30, digest?.whole ?? none, salt?.whole ?? none, der(2, Buffer.from('7fffffff', 'hex')));
    const { parts } = await openedDocument(der(0x30, integer(3), info?.whole ?? none, seal), { passwords: [PASSWORD] });
    expect(unreadOf(parts)).toEqual(['(rest): encrypted']);
    expect(parts.at(-1)?.content).toMatchObject({ detail: expect.stringContaining('each try takes so long') });
  });

  test('sealed with PBMAC1 (RFC 9579) opens', async () => {
    const pfx = Asn1Value.at(storeFile('modern.pfx'));
    const info = pfx?.children[1];
    const sealed = info?.child(0xa0)?.children[0]?.octets() ?? Buffer.alloc(0);
    const salt = Buffer.alloc(16, 7);
    const mac = createHmac('sha256', pbkdf2Sync(PASSWORD, salt, 3000, 32, 'sha256'))
      .update(sealed)
      .digest();
    const prf = der(0x30, oid('1.2.840.113549.2.9'), der(5));
    const derivation = der(
      0x30,
      oid('1.2.840.113549.1.5.12'),
      der(0x30, der(4, salt), integer(3000), integer(32), prf),
    );
    const algorithm = der(0x30, oid('1.2.840.113549.1.5.14'), der(0x30, derivation, prf));
    const macData = der(0x30, der(0x30, algorithm, der(4, mac)), der(4, salt), integer(1));
    const bytes = der(0x30, integer(3), info?.whole ?? Buffer.alloc(0), macData);
    expect(await described(bytes, [PASSWORD])).toContain('Seal: PBKDF2 with SHA-256 (3000 rounds), HMAC with SHA-256');
    expect(await keysIn(bytes, [PASSWORD])).toMatchObject([{ opener: 'password 0' }]);
    expect(unreadOf((await openedDocument(bytes, { passwords: WRONG })).parts)).toEqual(['(rest): encrypted']);
  });

  test('a private key in PEM, by OpenSSL and by PKCS#8', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const type of ['pkcs8', 'sec1'] as const) {
      const pem = privateKey.export({ format: 'pem', type, cipher: 'aes-128-cbc', passphrase: PASSWORD });
      const [key] = await keysIn(Buffer.from(pem), ['wrong', PASSWORD]);
      expect(createPrivateKey(key?.text ?? '').equals(privateKey)).toBe(true);
      expect(unreadOf((await openedDocument(Buffer.from(pem), { passwords: WRONG })).parts)).toEqual([
        '(rest): encrypted',
      ]);
    }
  });
});

test('keys of OpenPGP in binary: their owners, and private ones that are open', async () => {
  expect(await described(storeFile('pgp-public.gpg'))).toMatch(
    /Fingerprint: 20A32FFF969566D9772E1B72D4BED21F83B3E36E\nUser: Ada <ada@/,
  );
  expect(await keysIn(storeFile('pgp-secret.gpg'))).toMatchObject([
    { text: expect.stringContaining('-----BEGIN PGP PRIVATE KEY BLOCK-----') },
  ]);
  expect(await keysIn(storeFile('pgp-public.gpg'))).toEqual([]);
});

test('of mutated bytes every reader comes to an end and accounts for them', async () => {
  const names = [
    'modern.pfx',
    'legacy.pfx',
    'certificate.der',
    'bundle.p7b',
    'java.jks',
    'putty-2.ppk',
    'pgp-secret.gpg',
  ];
  await fc.assert(
    fc.asyncProperty(mutatedBytes(names.map(storeFile), 40), async (bytes) => {
      const { parts } = await openedDocument(bytes, { passwords: ['wrong'] });
      expect(parts.length).toBeGreaterThan(0);
      expect(textOf(parts)).not.toMatch(/BEGIN PRIVATE KEY/);
    }),
    { numRuns: 300 },
  );
}, 60_000);

describe('a vault', () => {
  /** As Ansible writes one: salt, seal and data in hexadecimal digits, all of it once more. */
  function ansibleVault(text: string): Buffer {
    const salt = Buffer.alloc(32, 9);
    const keys = pbkdf2Sync(PASSWORD, salt, 10_000, 80, 'sha256');
    const pad = 16 - (text.length % 16);
    const cipher = createCipheriv('aes-256-ctr', keys.subarray(0, 32), keys.subarray(64));
    const data = cipher.update(text + String.fromCharCode(pad).repeat(pad));
    const seal = createHmac('sha256', keys.subarray(32, 64)).update(data).digest();
    const body = Buffer.from([salt, seal, data].map((one) => one.toString('hex')).join('\n')).toString('hex');
    return Buffer.from(`$ANSIBLE_VAULT;1.1;AES256\n${body.replace(/.{80}/g, '$&\n')}\n`);
  }

  test('of Ansible opens with its password and no other', async () => {
    const vault = ansibleVault('db_password: hunter2\n');
    const { parts } = await openedDocument(vault, { passwords: ['x', PASSWORD] });
    expect(parts.slice(1).map((part) => [textOf([part]), openedBy(part)?.origin])).toEqual([
      ['db_password: hunter2\n\n', 'password 1'],
    ]);
    expect(unreadOf((await openedDocument(vault, { passwords: WRONG })).parts)).toEqual(['(rest): encrypted']);
  });

  const field = (id: number, value: Buffer) => Buffer.concat([Buffer.from([id]), u32(value.length), value]);
  const u32 = (value: number) => Buffer.from([value, value >> 8, value >> 16, value >> 24].map((byte) => byte & 255));
  const entry = (type: number, name: string, value: Buffer) =>
    Buffer.concat([Buffer.from([type]), u32(name.length), Buffer.from(name), u32(value.length), value]);
  const KDBX = Buffer.concat([
    Buffer.from('03d9a29a67fb4bb501000400', 'hex'),
    field(2, Buffer.from('d6038a2b8b6f4cb5a524339a31dbb59a', 'hex')),
    field(
      11,
      Buffer.concat([
        Buffer.from([0, 1]),
        entry(0x42, '$UUID', Buffer.from('9e298b1956db4773b23dfc3ec6f0a1e6', 'hex')),
        entry(5, 'I', Buffer.concat([u32(14), u32(0)])),
        entry(5, 'M', Buffer.concat([u32(64 * 1024 * 1024), u32(0)])),
        entry(4, 'P', u32(2)),
        Buffer.from([0]),
      ]),
    ),
    field(0, Buffer.alloc(4)),
    Buffer.alloc(64, 0xa5),
  ]);

  test.each([
    [
      'of KeePass',
      KDBX,
      ['KeePass vault (KDBX 4.1), locked', 'Cipher: ChaCha20', 'Locked by: Argon 2id (14 rounds, 64 MiB, 2 lanes)'],
    ],
    [
      'of Password Safe',
      Buffer.concat([Buffer.from('PWS3'), Buffer.alloc(32, 0xee), u32(2048), Buffer.alloc(99, 1)]),
      ['Password Safe vault (version 3), locked', 'Locked by: SHA-256 (2048 rounds)'],
    ],
    [
      'of age',
      Buffer.concat([
        Buffer.from('age-encryption.org/v1\n-> X25519 abc\nbody\n-> scrypt salt 18\nbody\n--- mac\n'),
        Buffer.alloc(300, 0xee),
      ]),
      ['age encrypted file, locked', 'Recipient: type X25519', 'Recipient: type scrypt'],
    ],
    [
      'of Bitwarden',
      Buffer.from('{\n  "encrypted": true,\n  "passwordProtected": true,\n  "data": "2.abc"\n}'),
      ['Bitwarden export, locked'],
    ],
    [
      'of LUKS',
      Buffer.concat([
        Buffer.from('LUKS\xba\xbe\0\x01aes\0', 'latin1'),
        Buffer.alloc(28),
        Buffer.from('xts-plain64'),
        Buffer.alloc(400),
      ]),
      ['LUKS encrypted disk (version 1), locked', 'Cipher: aes-xts-plain64'],
    ],
  ] as const)('%s is named, with what it says of its lock', async (_name, bytes, lines) => {
    const { parts } = await openedDocument(bytes, { passwords: [PASSWORD] });
    expect(textOf(parts).split('\n')).toEqual(expect.arrayContaining([...lines]));
    expect(unreadOf(parts)).toEqual(['(rest): encrypted']);
  });

  test('of Android that is not locked is unpacked', async () => {
    const backup = Buffer.concat([
      Buffer.from('ANDROID BACKUP\n5\n1\nnone\n'),
      deflateSync(Buffer.from('token in a backup')),
    ]);
    expect(textOf((await openedDocument(backup)).parts)).toContain('token in a backup');
    const lockedOne = Buffer.concat([Buffer.from('ANDROID BACKUP\n5\n1\nAES-256\n'), Buffer.alloc(300, 0xee)]);
    expect(unreadOf((await openedDocument(lockedOne)).parts)).toEqual(['(rest): encrypted']);
  });
});

const REAL = '../shared/corpora/mail/mimekit/UnitTests/TestData/smime';
const isPresent = existsSync(REAL);
if (!isPresent) console.warn(`skipped: ${REAL} is not here`);

describe.skipIf(!isPresent)('key stores that another program made', () => {
  test.each([
    ['rsa/smime.pfx', 'RSA of 4096 bits'],
    ['ec/smime.pfx', 'EC on curve P-384'],
    ['dsa/smime.pfx', 'DSA of 1024 bits'],
  ])('%s opens with its password', async (name, kind) => {
    const bytes = readFileSync(`${REAL}/${name}`);
    const text = await described(bytes, ['wrong', 'no.secret']);
    expect(text).toContain('PKCS #12 key store: 1 private key, 4 certificates');
    expect(text).toContain(`Kind: ${kind}`);
    expect(await keysIn(bytes, ['wrong', 'no.secret'])).toMatchObject([{ opener: 'password 1' }]);
    expect(await described(bytes, ['wrong'])).toContain('1 private key (1 locked)');
  });
});

describe('what begins as a structure in DER', () => {
  test('is told from texts that begin with its first letter', () => {
    const text = fc.string({ maxLength: 200 }).map((rest) => Buffer.from(`0${rest}`));
    fc.assert(
      fc.property(text, (bytes) => asn1Format(bytes) === null || bytes.subarray(0, 20).some((byte) => byte < 0x20)),
      { numRuns: 2000 },
    );
    expect(asn1Format(Buffer.from('0\x82 and so on'))).toBeNull();
    expect(asn1Format(Buffer.from('0,1,2,3\n4,5,6,7\n'))).toBeNull();
  });

  test('is told by its first bytes alone, however long it is', () => {
    expect(asn1Format(storeFile('modern.pfx').subarray(0, 40))?.mediaType).toBe('application/x-pkcs12');
    expect(asn1Format(storeFile('certificate.der').subarray(0, 40))?.mediaType).toBe('application/pkix-cert');
    expect(asn1Format(storeFile('bundle.p7b'))).toBeNull();
  });
});
