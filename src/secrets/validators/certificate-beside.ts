import { Buffer } from 'node:buffer';
import type { Instant } from '../../core/index.ts';
import { readArmour } from './armour.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { lifetimeValidity } from './lifetime.ts';
import { REJECT, type Validator } from './verdict.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]{40,16000}-----END CERTIFICATE-----/g;
const MOST_BLOCKS = 8;
const HOST = /^(?:\*\.)?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;

/** A certificate in PEM: public, but it says whose key it is for and until when. */
export const pemCertificate: Validator = ({ secret, asOf }) => {
  const { body, canonical } = readArmour(secret);
  const certificate = readCertificate(Buffer.from(body, 'base64'));
  if (certificate === null) return REJECT;
  return {
    ...told(certificate, asOf),
    secret: canonical,
    reason: `a certificate, thumbprint ${certificate.thumbprint}`,
  };
};

/** `-----BEGIN ` in base64: PEM that was encoded once more, as kubeconfig files hold it. */
const ENCODED = /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,24000}/g;

/** A private key in the clear beside the certificate that was made for it, which holds the same modulus or point; any other match is another rule's. */
export const keyWithCertificate: Validator = ({ secret, text, asOf }) => {
  const key = Buffer.from(readArmour(withoutEncoding(secret)).body, 'base64');
  const certificate = certificatesIn(withoutEncoding(text)).find((each) => key.includes(each.publicKey));
  if (certificate === undefined) return REJECT;
  const verdict = told(certificate, asOf);
  return {
    ...verdict,
    reason: `beside its certificate, thumbprint ${certificate.thumbprint}`,
    validity: {
      ...verdict.validity,
      reason: `${verdict.validity.reason}; a renewed certificate may hold the same key`,
    },
  };
};

function withoutEncoding(text: string): string {
  return text.replace(ENCODED, (encoded) => Buffer.from(encoded, 'base64').toString('latin1'));
}

function certificatesIn(text: string): readonly Certificate[] {
  return [...text.matchAll(BLOCK)].slice(0, MOST_BLOCKS).flatMap(([block]) => {
    const certificate = readCertificate(Buffer.from(readArmour(block).body, 'base64'));
    return certificate === null ? [] : [certificate];
  });
}

/** A server's certificate has its host for a subject, anybody else's a name. */
function told({ notBefore, notAfter, subject }: Certificate, asOf: Instant | null) {
  const validity = lifetimeValidity(notBefore, notAfter, asOf);
  if (subject === null) return { type: 'keep', validity } as const;
  return { type: 'keep', validity, ...(HOST.test(subject) ? { host: subject } : { principal: subject }) } as const;
}
