import { Asn1Value } from '../../../asn1/asn1-value.ts';
import { BER } from '../../../asn1/ber.ts';
import { type EncryptedKey, encryptedKey } from '../encrypted-key.ts';

/** A bag of a PKCS#12 store (RFC 7292 §4.2). */
export type Bag =
  | { readonly kind: 'key'; readonly name: string | null; readonly der: Buffer }
  | { readonly kind: 'locked-key'; readonly name: string | null; readonly key: EncryptedKey | null }
  | { readonly kind: 'certificate'; readonly name: string | null; readonly der: Buffer }
  | {
      readonly kind: 'secret';
      readonly name: string | null;
      readonly bytes: Buffer;
      readonly key: EncryptedKey | null;
    };

const BAGS = '1.2.840.113549.1.12.10.1.';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';
/** Safes in safes; nobody's honest store has even one. */
const MOST_LAYERS = 4;

/** The bags of a safe's contents; null for bytes that are no such contents. */
export function readBags(contents: Buffer, layer = 0): readonly Bag[] | null {
  const list = Asn1Value.at(contents);
  if (list?.tag !== BER.sequence) return null;
  if (list.children.some((bag) => bag.children[0]?.oid() == null)) return null;
  return list.children.flatMap((bag) => bagOf(bag, layer));
}

function bagOf(bag: Asn1Value, layer: number): readonly Bag[] {
  const type = bag.children[0]?.oid() ?? '';
  const value = bag.child(BER.explicit0)?.children[0];
  if (!type.startsWith(BAGS) || value === undefined) return [];
  const name = friendlyName(bag.child(BER.set));
  switch (type.slice(BAGS.length)) {
    case '1':
      return [{ kind: 'key', name, der: value.whole }];
    case '2':
      return [{ kind: 'locked-key', name, key: encryptedKey(value) }];
    case '3': {
      const der = value.child(BER.explicit0)?.children[0]?.octets() ?? null;
      return der === null ? [] : [{ kind: 'certificate', name, der }];
    }
    case '5': {
      const held = value.child(BER.explicit0)?.children[0];
      const bytes = held?.octets() ?? held?.whole ?? Buffer.alloc(0);
      return [{ kind: 'secret', name, bytes, key: encryptedKey(Asn1Value.at(bytes)) }];
    }
    case '6':
      return layer < MOST_LAYERS ? (readBags(value.whole, layer + 1) ?? []) : [];
    default:
      return [];
  }
}

/** A BMPString among the bag's attributes. */
function friendlyName(attributes: Asn1Value | null): string | null {
  const attribute = attributes?.children.find((one) => one.children[0]?.oid() === FRIENDLY_NAME);
  const value = attribute?.child(BER.set)?.children[0]?.content;
  if (value === undefined) return null;
  return Buffer.from(value.subarray(0, value.length & ~1))
    .swap16()
    .toString('utf16le');
}
