import { Buffer } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import { loadScanner } from '../../src/secrets/index.ts';
import { readCertificate } from '../../src/secrets/validators/certificate.ts';

/** Made for these tests with `openssl req -x509`; nothing trusts them. */
const pem = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8').trim();
const [host, hostKey, service, serviceKey] = ['host.crt', 'host.key', 'service.crt', 'service.key'].map(pem) as [
  string,
  string,
  string,
  string,
];
const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----[^-]{1,40}-----/g, ''), 'base64');

const scan = (text: string, asOf?: string) =>
  loadScanner({ prose: false, ...(asOf === undefined ? {} : { asOf: asOf as Instant }) }).scan(
    new TextEncoder().encode(text),
    {
      subject: null,
      role: 'file',
    },
  );

describe('what a certificate says', () => {
  test.each([
    ['of a host', host],
    ['of a service', service],
  ])('%s, as Node reads it', (_, text) => {
    const node = new X509Certificate(text);
    expect(readCertificate(derOf(text))).toMatchObject({
      notBefore: new Date(node.validFrom).toISOString(),
      notAfter: new Date(node.validTo).toISOString(),
      subject: /CN=(.{1,80})$/m.exec(node.subject)?.[1],
      thumbprint: node.fingerprint.replaceAll(':', ''),
    });
  });

  test('no bytes make it throw or read past them', () => {
    const der = derOf(host);
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), fc.nat(der.length), (at, byte, length) => {
        const changed = Buffer.from(der.subarray(0, length));
        if (at < length) changed[at] = byte;
        const read = readCertificate(changed);
        expect(read === null || changed.includes(read.publicKey)).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readCertificate(Buffer.from(bytes))));
  });
});

describe('a private key beside a certificate', () => {
  test.each([
    ['before it', `${host}\n${hostKey}`, { host: 'portal.agency.example' }],
    [
      'after it, with attributes between',
      `${serviceKey}\nBag Attributes\n    friendlyName: backup\n${service}`,
      { principal: 'svc-backup' },
    ],
    ['quoted', `${hostKey}\n${host}`.replaceAll(/^/gm, '> '), { host: 'portal.agency.example' }],
  ])('%s has its lifetime and its subject', (_, text, named) => {
    const found = scan(text, '2027-01-01T00:00:00.000Z').filter((each) => each.kind === 'private-key');
    expect(found).toMatchObject([{ rule: 'certificate-and-private-key', ...named, confidence: 'high' }]);
    expect(found[0]?.validity.expiresAt).toMatch(/^2027-/);
  });

  test('of another key tells nothing of this one', () => {
    const found = scan(`${service}\n${hostKey}`).filter((each) => each.kind === 'private-key');
    expect(found).toMatchObject([{ rule: 'pem-private-key', validity: { expiresAt: null } }]);
  });

  test('past its end it is expired, and says that a renewed one may hold the same key', () => {
    const [found] = scan(`${hostKey}\n${host}`, '2031-01-01T00:00:00.000Z');
    expect(found?.validity).toMatchObject({ state: 'expired', reason: expect.stringMatching(/renewed/) });
  });

  test('alone a certificate opens nothing', () => {
    expect(scan(host)).toMatchObject([{ rule: 'pem-certificate', confidence: 'low', host: 'portal.agency.example' }]);
    expect(scan('-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----')).toEqual([]);
  });
});
