import { asn1Format } from '../../asn1/asn1-format.ts';
import { asBuffer } from '../../decode/byte-string.ts';
import { decodeCharsetText } from '../../decode/charset.ts';
import { textEncoding } from '../../text/text-encoding.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import { readBks } from './java/read-bks.ts';
import { readJks } from './java/read-jks.ts';
import type { KeyStore } from './key-store.ts';
import { readPkcs12 } from './pkcs12/read-pkcs12.ts';
import { readBundle, readCertificate, readEncryptedKey, readNames, readPrivateKey, readPublicKey } from './read-der.ts';
import { readStoreText } from './read-store-text.ts';
import { storePieces } from './store-pieces.ts';
import { readAndroidBackup } from './vault/android-backup.ts';
import { readKeePass } from './vault/keepass.ts';
import { readPgpKeys } from './vault/pgp-keys.ts';
import { ageFile, appleKeychain, gnupgKeyBox, luksDisk, passwordSafe } from './vault/vault-header.ts';

const DAMAGED: Piece = {
  type: 'unread',
  name: null,
  shortfall: { reason: 'damaged', detail: 'This key, certificate or vault is damaged or cut short; open it by hand.' },
};

/**
 * Reads keys, certificates and vaults: says what they are and hold, opens what a password opens, and gives private keys that are open as members in
 * text, so that they are found like any other. Of a file of text, the text itself comes first.
 */
export const readKeyStore: DocumentReader = function* (order: ReadOrder): Generator<Piece> {
  const bytes = asBuffer(order.bytes);
  const backup = readAndroidBackup(bytes, order.limits);
  const store = backup?.store ?? readBinary(bytes, order.passwords);
  const encoding = store === null && asn1Format(bytes) === null ? textEncoding(bytes) : null;
  if (store !== null) {
    yield* storePieces(store, order.limits);
    if (backup?.member) yield backup.member;
  } else if (encoding === null) yield DAMAGED;
  else yield* readStoreText(decodeCharsetText(bytes, encoding === 'unmarked' ? null : encoding), order);
};

type Read = (bytes: Buffer, passwords: readonly string[]) => KeyStore | null;

/** By the first bytes. */
const BY_MARK: readonly (readonly [mark: string, read: Read])[] = [
  ['feedfeed', readJks],
  ['cececece', readJks],
  ['0000000100000014', readBks],
  ['0000000200000014', readBks],
  ['03d9a29a', readKeePass],
  [Buffer.from('PWS3').toString('hex'), passwordSafe],
  [Buffer.from('LUKS').toString('hex'), luksDisk],
  [Buffer.from('kych').toString('hex'), appleKeychain],
  [Buffer.from('age-encryption.org/v1\n').toString('hex'), ageFile],
];

/** By the structure in DER. */
const BY_STRUCTURE: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['application/x-pkcs12', readPkcs12],
  ['application/pkix-cert', readCertificate],
  ['application/pkcs8', readPrivateKey],
  ['application/pkcs8-encrypted', readEncryptedKey],
  ['application/x-public-key', readPublicKey],
  ['application/pkcs10', (bytes) => readNames('Request for a certificate', bytes)],
  ['application/pkix-crl', (bytes) => readNames('List of revoked certificates', bytes)],
]);

function readBinary(bytes: Buffer, passwords: readonly string[]): KeyStore | null {
  const head = bytes.toString('hex', 0, 32);
  const marked = BY_MARK.find(([mark]) => head.startsWith(mark));
  if (marked !== undefined) return marked[1](bytes, passwords);
  if (bytes.toString('latin1', 8, 12) === 'KBXf') return gnupgKeyBox();
  const structure = asn1Format(bytes);
  if (structure !== null) return BY_STRUCTURE.get(structure.mediaType)?.(bytes, passwords) ?? null;
  return readBundle(bytes) ?? readPgpKeys(bytes);
}
