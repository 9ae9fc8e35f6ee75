import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretName, MASKED, maskNamed, maskText } from '../../src/logs/record/mask-secret.ts';

describe('maskNamed', () => {
  it.each([
    ['Password', 'Winter2024!'],
    ['-NewPassword', 'x y z'],
    ['ApplicationPassword', 'abcd'],
    ['Client Secret', '8Q~something'],
    ['secretText', 'Ab8Q~x'],
    ['StorageAccountKey', 'c2VjcmV0'],
    ['refresh_token', '0.AAA'],
    ['ConnectionString', 'Server=x'],
    ['Credential', 'System.PSCredential jo:pw'],
  ])('masks the value of %s', (name, value) => expect(maskNamed(name, value)).toBe(MASKED));

  it.each([
    ['ForwardingSmtpAddress', 'smtp:drop@evil.example'],
    ['ForceChangePassword', 'some text'],
    ['ResetPasswordOnNextLogon', 'True'],
    ['Password', 'True'],
    ['Password', ''],
    ['StsRefreshTokensValidFrom', '2024-03-05T06:07:08Z'],
    [
      'KeyDescription',
      '["[KeyIdentifier=59eaeebc-8a6b-44a6-9f24-7d55e64420c9,KeyType=Password,KeyUsage=Verify,DisplayName=Sync]"]',
    ],
    ['ConsentAction.Permissions', '[] => [[Scope: Mail.Read]]'],
  ])('keeps %s', (name, value) => expect(maskNamed(name, value)).toBe(value));
});

describe('maskText', () => {
  it.each([
    ['{"password":"hunter22","user":"jo"}', 'hunter22'],
    ['{\\"secretText\\": \\"Ab8Q~abcdef\\"}', 'Ab8Q~abcdef'],
    ['Server=db;User=sa;Password=Tr0ub4dor;', 'Tr0ub4dor'],
    ['https://x.blob.core.windows.net/c?sv=1&sig=AbCdEf%3D&se=2', 'AbCdEf%3D'],
    ['Authorization: Bearer eyJhbGciOiJub25lIn0.e30.', 'eyJhbGciOiJub25lIn0'],
    ['https://jo:s3cretpw@host.example/x', 's3cretpw'],
  ])('masks the value in %s', (text, secret) => {
    expect(maskText(text)).not.toContain(secret);
    expect(maskText(text)).toContain(MASKED);
  });

  it('leaves ordinary texts as they are', () => {
    for (const text of [
      'Mozilla/5.0 (Windows NT 10.0)',
      'Reset user password.',
      'smtp:jo@agency.example',
      '\\Inbox\\Keys',
    ]) {
      expect(maskText(text)).toBe(text);
    }
  });

  it('takes linear time on hostile text', () => {
    const start = performance.now();
    for (const part of ['password', 'password=', 'password:"\\', '://a:', 'bearer ', 'token   '])
      maskText(part.repeat(200_000 / part.length));
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('never lengthens a name into a secret', () => {
    fc.assert(fc.property(fc.string(), (name) => typeof isSecretName(name) === 'boolean'));
  });
});
