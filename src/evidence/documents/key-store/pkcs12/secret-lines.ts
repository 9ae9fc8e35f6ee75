import { Asn1Value } from '../../../asn1/asn1-value.ts';
import { BER } from '../../../asn1/ber.ts';
import type { OpenedKey } from '../encrypted-key.ts';

/** Bytes of a secret that are shown. */
const MOST_BYTES = 4096;
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * What a secret bag holds, as lines: its letters where it is a password, else base64.
 * @param opened Its key with the password, where it was locked and is open.
 * @param wasLocked Whether the bag is encrypted by itself.
 */
export function secretLines(bytes: Buffer, opened: OpenedKey | null, wasLocked: boolean): readonly string[] {
  if (wasLocked && opened === null) return ['Locked'];
  const secret = opened === null ? bytes : heldSecret(opened.key.der);
  const text = secret.toString('latin1');
  return [PRINTABLE.test(text) ? `Password: ${text.slice(0, MOST_BYTES)}` : `Secret: ${shown(secret)}`];
}

const shown = (secret: Buffer) => secret.subarray(0, MOST_BYTES).toString('base64');

/** Java writes a cipher's key as if it were a private one: the third value is the key. */
function heldSecret(der: Buffer): Buffer {
  return Asn1Value.at(der)?.child(BER.octetString)?.octets() ?? der;
}
