import { describe, expect, test } from 'vitest';
import { loadScanner } from '../../src/secrets/index.ts';

const scanner = loadScanner({ prose: false });
const scan = (text: string) => scanner.scan(new TextEncoder().encode(text), { subject: null, role: 'body' });
const shown = (text: string) =>
  scan(text)
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ rule, secret }) => `${rule}: ${secret.reveal()}`);

const JWT_IO =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ';

describe('no alarm', () => {
  test.each([
    // stand-ins and redactions
    '<code>user=<your-user>;password=<your-password> with</code>',
    'user: bob, password: [REDACTED].',
    'login: admin; password (key fob) is kept',
    "echo 'DATABASE_PASSWORD=\"'$PRECOMPILE_PASSWORD'\"'",
    `echo 'password = '.$p['daemon_password']."\\n";`,
    // commands
    'Run mysql -u root -p prompts for the password.',
    'mysql -u root -p cases2024 < dump.sql',
    'psql -h db -U ana -p 5432',
    'net user bob prompts',
    '$password = ConvertTo-SecureString $plain -AsPlainText',
    '$pwd = Read-Host -AsSecureString',
    // settings
    'password = scram-sha-256',
    'password_hash: argon2id',
    'passwords: sha-512 hashed',
    'password=md5',
    "password => 'required|min:8'",
    'password: 8-64 characters, one digit',
    'password: !Ref DbPassword',
    'password: Fn::GetAtt',
    'password: SecretString,',
    '"keeping-a-strong-password":"/en/enterprise-server@3.0/auth"',
    'this.addPassword = "#add-password";',
    'get "/passwords/:id/edit", password: "cms/sites/passwords#update"',
    // advice
    'Which is bad? (a) password: password123 (b) pass: qwerty',
    'Bad example: password=Summer2023',
    'e.g. password=Summer2023!',
    'Zum Beispiel password=Sommer2023',
    '例えば password=Summer2023',
    'API_KEY=vnd_live_Example8fQ2mZ0xWc5Rk1Lt7Bv3',
  ])('%s', (text) => {
    expect(shown(text)).toEqual([]);
  });
});

describe('an alarm all the same', () => {
  test.each([
    ['password = Summer2023!', 'Summer2023!'],
    ['<db:password> Chough-Delta8 </db:password>', 'Chough-Delta8'],
    ['<Password><Value>Chough-Delta8</Value><PlainText>true</PlainText></Password>', 'Chough-Delta8'],
    ['docker login -u ci -p Crossbill-5 registry.example', 'Crossbill-5'],
    ['tool -u ana -p 90210777', '90210777'],
    ["$p = ConvertTo-SecureString 'Avocet_River19' -AsPlainText", 'Avocet_River19'],
    ["password = 'Get-Lucky7'", 'Get-Lucky7'],
    ['https://files.agency.example/ password=Corncrake-71', 'Corncrake-71'],
    ['For example: user=ana password=k7#Vm2!xQ9zL', 'k7#Vm2!xQ9zL'],
    ['https://shop.example/in?id=7&pass=Linnet.c4302&sort=3', 'Linnet.c4302'],
    ['password: sha-Kestrel9', 'sha-Kestrel9'],
  ])('%s', (text, secret) => {
    expect(
      scan(text)
        .filter(({ confidence }) => confidence !== 'low')
        .map((each) => each.secret.reveal()),
    ).toEqual([secret]);
  });
});

describe('published examples', () => {
  test.each([
    `${JWT_IO}.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c`,
    `${JWT_IO}.c2lnbmVkLXdpdGgtYW5vdGhlci1rZXktb2Ytb25lcy1vd24`,
    'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    'aws_secret_access_key: je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
    'Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
    'otpauth://totp/Example:alice@google.com?secret=JBSWY3DPEHPK3PXP&issuer=Example',
  ])('%s', (text) => {
    const findings = scan(text);
    expect(findings).not.toEqual([]);
    for (const { confidence, reasons, rule } of findings) {
      expect(confidence, rule).toBe('low');
      if (rule !== 'aws-access-key-id') expect(reasons).toContain('published example');
    }
  });

  test('a token of the same form is none', () => {
    const claims = Buffer.from(JSON.stringify({ sub: '1234567891', name: 'Jane Doe' })).toString('base64url');
    const token = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.${claims}.c2lnbmVkLXdpdGgtYW5vdGhlci1rZXk`;
    expect(scan(token)).toMatchObject([{ rule: 'json-web-token', confidence: 'high' }]);
  });
});

test('what opens nothing by itself is of low confidence, whatever its rule says', () => {
  const texts = [
    'arn:aws:iam::123456789012:role/synth',
    'client_id=1049cc8e-df91-42a4-befe-8f7164457480',
    'AKIAVLI7ZZWDR2PAHCHM',
    'https://synth.okta.com/',
  ];
  const found = texts.flatMap(scan).filter(({ kind }) => kind === 'identifier');
  expect(found.length).toBeGreaterThan(2);
  expect(new Set(found.map(({ confidence }) => confidence))).toEqual(new Set(['low']));
});
