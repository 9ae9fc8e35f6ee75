import { describe, expect, test } from 'vitest';
import { loadScanner } from '../../src/secrets/index.ts';

const scanner = loadScanner({ prose: false });
const scan = (text: string) =>
  scanner
    .scan(new TextEncoder().encode(text), { subject: null, role: 'body' })
    .map((each) => ({ rule: each.rule, secret: each.secret.reveal(), span: each.span }));

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${part({ alg: 'RS256', typ: 'JWT', kid: 'synthetic-key-1' })}.${part({
  iss: 'https://id.agency.example/',
  sub: 'svc-sync@agency.example',
  aud: 'cases',
  exp: 1_700_003_600,
})}.${'Zk9'.repeat(50)}`;

function wrapped(text: string, width: number, joint: string): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(joint);
}

describe('tokens that mail software broke over lines', () => {
  test.each([
    ['plain', '\n'],
    ['with carriage returns', '\r\n'],
    ['quoted', '\n> '],
    ['quoted twice', '\n> > '],
  ])('%s', (_name, joint) => {
    const text = `The token:${joint}${wrapped(token, 72, joint)}${joint}Regards`;
    expect(scan(text)).toMatchObject([{ rule: 'json-web-token', secret: token }]);
  });

  test.each(['\n', '\r\n', '\n> > '])('a link whose telling word stands after the break: %j', (joint) => {
    const link = `https://portal.agency.example/${'sites/cases/'.repeat(4)}reset/Q7w9Zk3mX5t8Lr2VbN6cYd4HsJ1fGp0a`;
    const [finding] = scan(`See${joint}${wrapped(link, 70, joint)}${joint}Regards`);
    expect(finding).toMatchObject({ rule: 'reset-link' });
    expect(finding?.secret).toBe(link);
  });

  test('the span covers the breaks', () => {
    const text = wrapped(token, 76, '\n');
    expect(scan(text)[0]?.span).toEqual([0, text.length]);
  });

  test('a short line was ended by its author', () => {
    const text = `${token.slice(0, token.lastIndexOf('.') + 12)}\nand7then`;
    expect(scan(text)[0]?.secret).toBe(token.slice(0, token.lastIndexOf('.') + 12));
  });

  test('a word on the next line is no part of the token', () => {
    expect(scan(`${token}\nRegards`)[0]?.secret).toBe(token);
  });

  test('a quoted private key is the same credential as the key itself', () => {
    const body = Array.from(
      { length: 12 },
      (_, line) => `${'MIIEowIBAAKCAQEAsynthetic0Key7'}${String(line).padStart(2, '0')}${'qZ4xW8cV'.repeat(4)}`,
    );
    const lines = ['-----BEGIN RSA PRIVATE KEY-----', ...body, '-----END RSA PRIVATE KEY-----'];
    const [plain] = scan(lines.join('\n'));
    const [quoted] = scan(`On Monday Ana wrote:\n> ${lines.join('\r\n> ')}\n> Bye`);
    const [escaped] = scan(`{"key": "${lines.join('\\n')}\\n"}`);
    expect(plain).toMatchObject({ rule: 'pem-private-key', secret: lines.join('\n') });
    expect(quoted?.secret).toBe(plain?.secret);
    expect(escaped?.secret).toBe(plain?.secret);
  });
});
