import type { Recognised } from '../source/recognise.ts';
import type { ReaderName } from './document-reader.ts';

/** Who reads a binary format, by the media type it is recognised as. */
const READER_OF: ReadonlyMap<string, ReaderName> = new Map<string, ReaderName>([
  ['application/pdf', 'pdf'],
  ['application/x-7z-compressed', 'archive'],
  ['application/vnd.rar', 'archive'],
  ['application/x-xz', 'archive'],
  ['application/zstd', 'archive'],
  ['application/x-bzip2', 'archive'],
  ['application/x-compress', 'archive'],
  ['application/vnd.ms-cab-compressed', 'archive'],
  ['application/x-lzma', 'archive'],
  ['application/x-ms-wim', 'archive'],
  ['application/vnd.ms-htmlhelp', 'archive'],
  ['application/x-rpm', 'archive'],
  ['application/x-archive', 'archive'],
  ['application/x-cpio', 'archive'],
  ['application/x-lzh-compressed', 'archive'],
  ['application/x-arj', 'archive'],
  ['application/x-xar', 'archive'],
  ['application/x-iso9660-image', 'archive'],
  ['application/x-udf-image', 'archive'],
  ['image/png', 'image'],
  ['image/jpeg', 'image'],
  ['image/gif', 'image'],
  ['image/tiff', 'image'],
  ['image/webp', 'image'],
  ['image/bmp', 'image'],
  ['image/emf', 'metafile'],
  ['image/wmf', 'metafile'],
  ['application/vnd.sqlite3', 'database'],
  ['application/x-keepass', 'key-store'],
  ['application/java-keystore', 'key-store'],
  ['application/x-bks-keystore', 'key-store'],
  ['application/x-psafe3', 'key-store'],
  ['application/x-luks', 'key-store'],
  ['application/x-apple-keychain', 'key-store'],
  ['application/x-gnupg-keybox', 'key-store'],
  ['application/x-android-backup', 'key-store'],
  ['application/vnd.age', 'key-store'],
  ['application/pgp-keys', 'key-store'],
  ['application/pkix-cert', 'key-store'],
  ['application/pkcs10', 'key-store'],
  ['application/pkix-crl', 'key-store'],
  ['application/x-pkcs12', 'key-store'],
  ['application/pkcs8', 'key-store'],
  ['application/pkcs8-encrypted', 'key-store'],
  ['application/x-public-key', 'key-store'],
  ['application/x-ms-shortcut', 'shortcut'],
  ['application/x-apple-binary-plist', 'property-list'],
]);

/** The reader of a format that is opened apart; null for one that is read here, or by nobody. */
export function readerOf(recognised: Recognised): ReaderName | null {
  if (recognised.kind !== 'binary' || recognised.format === null) return null;
  return READER_OF.get(recognised.format.mediaType) ?? null;
}
