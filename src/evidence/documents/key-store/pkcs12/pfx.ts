import { Asn1Value } from '../../../asn1/asn1-value.ts';
import { BER } from '../../../asn1/ber.ts';
import { readCms } from '../../../signed/cms.ts';
import type { PasswordCipher } from '../encryption/password-cipher.ts';
import { passwordCipher } from '../encryption/read-cipher.ts';
import { type PfxMac, pfxMac } from './pfx-mac.ts';

/** One safe of a PFX. */
export type Safe =
  | { readonly state: 'open'; readonly contents: Buffer }
  /** `cipher`: null for one that is not known here, and where a certificate's key is what opens it. */
  | { readonly state: 'locked'; readonly cipher: PasswordCipher | null; readonly data: Buffer };

/** A PKCS#12 store (RFC 7292 §4), taken apart as far as it goes without a password. `mac`: null where it has none. */
export interface Pfx {
  readonly safes: readonly Safe[];
  readonly mac: PfxMac | null;
}

const DATA = '1.2.840.113549.1.7.1';
const SIGNED = '1.2.840.113549.1.7.2';
const ENCRYPTED = '1.2.840.113549.1.7.6';

/** Reads a PFX; null for anything else, and for what is cut or damaged. */
export function readPfx(bytes: Buffer): Pfx | null {
  const outer = Asn1Value.at(bytes);
  const [version, info, mac] = outer?.children ?? [];
  if (version?.count() !== 3 || info === undefined) return null;
  const authenticated = infoContent(info);
  const list = authenticated === null ? null : Asn1Value.at(authenticated);
  if (authenticated === null || list?.tag !== BER.sequence) return null;
  return {
    safes: list.children.flatMap((safe) => safeOf(safe) ?? []),
    mac: mac === undefined ? null : pfxMac(mac, authenticated),
  };
}

/** The octets in a ContentInfo (RFC 5652 §3) of data, or of signed data. */
function infoContent(info: Asn1Value): Buffer | null {
  const type = info.children[0]?.oid();
  if (type === DATA) return info.child(BER.explicit0)?.children[0]?.octets() ?? null;
  if (type !== SIGNED) return null;
  const cms = readCms(info.whole);
  return cms?.kind === 'signed' ? cms.content : null;
}

function safeOf(info: Asn1Value): Safe | null {
  const type = info.children[0]?.oid() ?? null;
  if (type === null) return null;
  const contents = infoContent(info);
  if (contents !== null) return { state: 'open', contents };
  const encrypted = type === ENCRYPTED ? info.child(BER.explicit0)?.child(BER.sequence)?.child(BER.sequence) : null;
  const algorithm = encrypted?.child(BER.sequence) ?? null;
  const data = encrypted?.children[2]?.octets() ?? null;
  if (algorithm === null || data === null) return { state: 'locked', cipher: null, data: Buffer.alloc(0) };
  return { state: 'locked', cipher: passwordCipher(algorithm), data };
}
