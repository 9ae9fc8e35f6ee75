import { createHash, X509Certificate } from 'node:crypto';
import { Asn1Value } from '../../asn1/asn1-value.ts';
import { BER } from '../../asn1/ber.ts';
import { certificateNames } from '../../signed/certificate-names.ts';
import { keyKind } from './private-key.ts';

const LONGEST_VALUE = 2000;

/** What an X.509 certificate (RFC 5280) says, one fact a line. Of one that is damaged: its thumbprints, and the names that stand in it. */
export function certificateLines(der: Buffer): readonly string[] {
  const lines = [...(readable(der) ?? damaged(der)), ...thumbprints(der)];
  return lines.map((line) => line.slice(0, LONGEST_VALUE));
}

function readable(der: Buffer): readonly string[] | null {
  try {
    return factLines(new X509Certificate(der), der);
  } catch {
    return null;
  }
}

function factLines(certificate: X509Certificate, der: Buffer): readonly string[] {
  const { subject, issuer, serialNumber, validFromDate, validToDate, subjectAltName, ca } = certificate;
  const extended = certificate.keyUsage?.map((oid) => EXTENDED_USAGES.get(oid) ?? oid) ?? [];
  return [
    `Subject: ${nameLine(subject)}`,
    `Issuer: ${nameLine(issuer)}`,
    ...(subject === issuer ? ['Issued by itself: yes'] : []),
    ...(subjectAltName === undefined ? [] : [`Other names: ${subjectAltName}`]),
    `Serial number: ${serialNumber}`,
    `Valid from: ${timeText(validFromDate)}`,
    `Valid until: ${timeText(validToDate)}`,
    ...publicKeyLine(certificate),
    ...(ca ? ['Certificate authority: yes'] : []),
    ...listLine('Key usage', usages(der)),
    ...listLine('Extended key usage', extended),
  ];
}

function nameLine(name: string): string {
  return (name ?? '').replaceAll('\n', ', ');
}

function timeText(time: Date): string {
  return Number.isNaN(time.getTime()) ? 'not readable' : time.toISOString();
}

function publicKeyLine(certificate: X509Certificate): readonly string[] {
  try {
    return [`Public key: ${keyKind(certificate.publicKey)}`];
  } catch {
    return [];
  }
}

const listLine = (label: string, values: readonly string[]) =>
  values.length === 0 ? [] : [`${label}: ${values.join(', ')}`];

/** RFC 5280 §4.2.1.12 and Microsoft's. */
const EXTENDED_USAGES: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.5.5.7.3.1', 'server authentication'],
  ['1.3.6.1.5.5.7.3.2', 'client authentication'],
  ['1.3.6.1.5.5.7.3.3', 'code signing'],
  ['1.3.6.1.5.5.7.3.4', 'e-mail protection'],
  ['1.3.6.1.5.5.7.3.8', 'time stamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSP signing'],
  ['1.3.6.1.4.1.311.20.2.2', 'smart card logon'],
  ['1.3.6.1.4.1.311.10.3.4', 'encrypting file system'],
  ['1.3.6.1.4.1.311.20.2.1', 'certificate request agent'],
  ['2.5.29.37.0', 'any'],
]);

/** RFC 5280 §4.2.1.3, by bit. */
const USAGES = [
  'digital signature',
  'non-repudiation',
  'key encipherment',
  'data encipherment',
  'key agreement',
  'certificate signing',
  'CRL signing',
  'encipher only',
  'decipher only',
];
const KEY_USAGE = '2.5.29.15';
const EXTENSIONS = 0xa3;

function usages(der: Buffer): readonly string[] {
  const extensions = Asn1Value.at(der)?.children[0]?.child(EXTENSIONS)?.child(BER.sequence)?.children ?? [];
  const usage = extensions.find((extension) => extension.children[0]?.oid() === KEY_USAGE);
  const value = usage?.child(BER.octetString)?.octets() ?? null;
  const bits = value === null ? null : (Asn1Value.at(value)?.content.subarray(1) ?? null);
  if (bits === null) return [];
  return USAGES.filter((_, bit) => ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function damaged(der: Buffer): readonly string[] {
  const names = certificateNames(der).toString('utf8');
  return ['This certificate is damaged.', ...(names === '' ? [] : [`Names in it: ${names.replaceAll('\n', ', ')}`])];
}

function thumbprints(der: Buffer): readonly string[] {
  const digest = (algorithm: string) => createHash(algorithm).update(der).digest('hex').toUpperCase();
  return [`SHA-1 thumbprint: ${digest('sha1')}`, `SHA-256 thumbprint: ${digest('sha256')}`];
}
