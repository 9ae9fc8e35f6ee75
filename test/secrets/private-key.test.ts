import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadScanner } from '../../src/secrets/index.ts';

const scanner = loadScanner({ prose: false });
const keysIn = (text: string): readonly string[] =>
  scanner
    .scan(new TextEncoder().encode(text), { subject: null, role: 'body' })
    .filter(({ kind }) => kind === 'private-key')
    .map(({ secret }) => secret.reveal());

const BASE64 = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];
/** Lines as a key has them: of one width and a shorter last one, `+` and `/` often first and last. */
const key = fc
  .record({
    frame: fc.constantFrom('RSA PRIVATE KEY', 'PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'),
    width: fc.constantFrom(64, 76),
    edge: fc.constantFrom('', '+', '/', '++'),
    body: fc.array(fc.constantFrom(...BASE64), { minLength: 160, maxLength: 900 }),
    rest: fc.constantFrom('A+==', '+/8=', '++++', '+abc'),
  })
  .filter(({ body }) => new Set(body.slice(0, 60)).size >= 16)
  .map(({ frame, width, edge, body, rest }) => {
    const inner = width - 2 * edge.length;
    const text = body.join('');
    const lines = Array.from({ length: Math.floor(text.length / inner) }, (_, at) => {
      return edge + text.slice(at * inner, (at + 1) * inner) + edge;
    });
    return [`-----BEGIN ${frame}-----`, ...lines, rest, `-----END ${frame}-----`];
  });

/** How a block comes to stand in a message. */
const DRESSES: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  plain: (lines) => lines.join('\n'),
  'carriage returns': (lines) => `Key:\r\n${lines.join('\r\n')}\r\n`,
  quoted: (lines) => lines.map((line) => `> ${line}`).join('\n'),
  'quoted twice, with carriage returns': (lines) => lines.map((line) => `>> ${line}`).join('\r\n'),
  indented: (lines) => lines.map((line) => `      ${line}`).join('\n'),
  'indented by tabs': (lines) => lines.map((line) => `\t\t${line}`).join('\n'),
  'added in a diff': (lines) => lines.map((line) => `+${line}`).join('\n'),
  'removed in a diff': (lines) => lines.map((line) => `-${line}`).join('\n'),
  'context of a diff': (lines) => lines.map((line) => ` ${line}`).join('\n'),
  'added in a quoted diff': (lines) => lines.map((line) => `> +${line}`).join('\n'),
  'added with indentation': (lines) => lines.map((line) => `+    ${line}`).join('\n'),
  escaped: (lines) => `{"key": "${lines.join('\\n')}\\n"}`,
  'escaped twice': (lines) => `{"key": "${lines.join('\\\\n').replaceAll('/', '\\/')}\\\\n"}`,
  'escaped with carriage returns': (lines) => `key="${lines.join('\\r\\n')}"`,
  'a sum of strings': (lines) => lines.map((line) => `  "${line}\\n"`).join(' +\n'),
  'a sum with leading signs': (lines) => lines.map((line) => `'${line}'`).join('\n  + '),
  'a list of strings': (lines) => lines.map((line) => `  "${line}",`).join('\n'),
  'double spaced': (lines) => lines.join('\n\n'),
  'flattened to one line': (lines) => `KEY='${lines.join(' ')}'`,
};

describe('a private key is the same credential', () => {
  test.each(Object.entries(DRESSES))('%s', (_name, dress) => {
    fc.assert(
      fc.property(key, (lines) => {
        expect(keysIn(dress(lines))).toEqual([lines.join('\n')]);
      }),
      { numRuns: 60 },
    );
  });

  test('with its headers, quoted or escaped', () => {
    const lines = [
      '-----BEGIN RSA PRIVATE KEY-----',
      'Proc-Type: 4,ENCRYPTED',
      'DEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF',
      '',
      '+IIEowIBAAKCAQEAsynthetic0Key7qZ4xW8cVqZ4xW8cVqZ4xW8cVqZ4xW8cV+A',
      '+d/wIBAAKCAQEAsynthetic0Key7qZ4xW8cVqZ4xW8cVqZ4xW8cVqZ4xW8cVqZ7+',
      '-----END RSA PRIVATE KEY-----',
    ];
    for (const prefix of ['', '> ', '+', '-', '> +', '  ']) {
      expect(keysIn(lines.map((line) => prefix + line).join('\n')), prefix).toEqual([lines.join('\n')]);
    }
  });

  test('cut off before its end, added in a diff or not', () => {
    const lines = Array.from(
      { length: 4 },
      (_, at) => `+IIEowIBAAKCAQEAsynthetic0Key7qZ4xW8cVqZ4xW8cVqZ4xW8cVqZ4xW8cV+${at}`,
    );
    const text = ['-----BEGIN PRIVATE KEY-----', ...lines];
    expect(keysIn(text.join('\n'))).toEqual([text.join('\n')]);
    expect(keysIn(text.map((line) => `+${line}`).join('\n'))).toEqual([text.join('\n')]);
  });

  test('of the greatest length', () => {
    const lines = Array.from(
      { length: 480 },
      (_, at) => `+${String(at).padStart(4, '0')}${'qZ4xW8cV/a+'.repeat(6).slice(0, 59)}`,
    );
    const text = ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\n');
    expect(keysIn(text)).toEqual([text]);
  });
});
