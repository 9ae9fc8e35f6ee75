import { asn1Format } from '../asn1/asn1-format.ts';

/** A binary format known by its first bytes. */
export interface BinaryFormat {
  readonly mediaType: string;
  /** For a sentence: "PDF", "a PNG image". */
  readonly name: string;
}

interface Magic extends BinaryFormat {
  readonly offset: number;
  readonly bytes: Buffer;
}

const magic = (mediaType: string, name: string, text: string, offset = 0): Magic => ({
  mediaType,
  name,
  offset,
  bytes: Buffer.from(text, 'latin1'),
});

/** Where the content type of a CMS object (RFC 5652 §3) stands, by the width of the length before it. */
const CMS_OFFSETS = [2, 3, 4, 5, 6];
const CMS_TYPES = ['\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07', '\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01'];
const CMS: readonly Magic[] = CMS_OFFSETS.flatMap((offset) =>
  CMS_TYPES.map((type) => magic('application/pkcs7-mime', 'an S/MIME part (CMS)', type, offset)),
);

/** First bytes as the formats' specifications give them; longer before shorter. */
const MAGICS: readonly Magic[] = [
  ...CMS,
  magic('application/pdf', 'a PDF', '%PDF-'),
  magic('application/postscript', 'a PostScript file', '%!PS'),
  magic('application/rtf', 'an RTF document', '{\\rtf'),
  magic('application/rtf', 'an RTF document', '{\\urtf'),
  magic('application/x-ole-storage', 'an Office 97-2003 or Outlook file (OLE)', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  magic('application/vnd.ms-outlook-pst', 'an Outlook data file (PST or OST)', '!BDN'),
  magic('application/x-7z-compressed', 'a 7z archive', "7z\xbc\xaf'\x1c"),
  magic('application/vnd.rar', 'a RAR archive', 'Rar!\x1a\x07'),
  magic('application/x-xz', 'an xz file', '\xfd7zXZ\0'),
  magic('application/zstd', 'a Zstandard file', '\x28\xb5\x2f\xfd'),
  magic('application/x-bzip2', 'a bzip2 file', 'BZh'),
  magic('application/x-compress', 'a compress (.Z) file', '\x1f\x9d'),
  magic('application/vnd.ms-cab-compressed', 'a cabinet archive', 'MSCF'),
  magic('application/x-tar', 'a tar archive', 'ustar', 257),
  magic('application/x-ms-wim', 'a Windows image', 'MSWIM\0\0\0'),
  magic('application/vnd.ms-htmlhelp', 'a compiled help file', 'ITSF\x03\0\0\0'),
  magic('application/x-rpm', 'an RPM package', '\xed\xab\xee\xdb'),
  magic('application/x-archive', 'an ar archive or Debian package', '!<arch>\n'),
  magic('application/x-cpio', 'a cpio archive', '070701'),
  magic('application/x-cpio', 'a cpio archive', '070702'),
  magic('application/x-cpio', 'a cpio archive', '070707'),
  magic('application/x-lzh-compressed', 'an LHA archive', '-lh', 2),
  magic('application/x-lzh-compressed', 'an LHA archive', '-lz', 2),
  magic('application/x-xar', 'a xar archive', 'xar!'),
  magic('application/x-iso9660-image', 'a disc image', 'CD001', 32769),
  magic('application/x-udf-image', 'a disc image (UDF)', 'BEA01', 32769),
  magic('image/png', 'a PNG image', '\x89PNG\r\n\x1a\n'),
  magic('image/jpeg', 'a JPEG image', '\xff\xd8\xff'),
  magic('image/gif', 'a GIF image', 'GIF8'),
  magic('image/tiff', 'a TIFF image', 'II*\0'),
  magic('image/tiff', 'a TIFF image', 'MM\0*'),
  magic('image/webp', 'a WebP image', 'WEBP', 8),
  magic('image/heic', 'a HEIC image', 'ftyphei', 4),
  magic('video/mp4', 'an MP4 video', 'ftyp', 4),
  magic('image/emf', 'an EMF drawing', ' EMF', 40),
  magic('image/wmf', 'a WMF drawing', '\xd7\xcd\xc6\x9a'),
  magic('image/wmf', 'a WMF drawing', '\x01\0\x09\0\0\x03'),
  magic('application/applefile', 'an AppleSingle file', '\0\x05\x16\0'),
  magic('application/applefile', 'an AppleDouble file', '\0\x05\x16\x07'),
  magic('image/x-icon', 'an icon', '\0\0\x01\0'),
  magic('image/jp2', 'a JPEG 2000 image', '\0\0\0\x0cjP  '),
  magic('audio/x-wav', 'a WAV sound', 'WAVE', 8),
  magic('audio/mpeg', 'an MP3 sound', 'ID3'),
  magic('application/ogg', 'an Ogg sound or video', 'OggS'),
  magic('application/vnd.sqlite3', 'an SQLite database', 'SQLite format 3\0'),
  magic('application/x-elf', 'an ELF program', '\x7fELF'),
  magic('application/java-vm', 'a Java class', '\xca\xfe\xba\xbe'),
  magic('application/x-keepass', 'a KeePass vault', '\x03\xd9\xa2\x9a'),
  magic('application/java-keystore', 'a Java key store', '\xfe\xed\xfe\xed'),
  magic('application/java-keystore', 'a Java key store (JCEKS)', '\xce\xce\xce\xce'),
  magic('application/x-bks-keystore', 'a Bouncy Castle key store', '\0\0\0\x01\0\0\0\x14'),
  magic('application/x-bks-keystore', 'a Bouncy Castle key store', '\0\0\0\x02\0\0\0\x14'),
  magic('application/x-psafe3', 'a Password Safe vault', 'PWS3'),
  magic('application/x-luks', 'a LUKS encrypted disk', 'LUKS\xba\xbe'),
  magic('application/x-apple-keychain', 'an Apple keychain', 'kych\0'),
  magic('application/x-gnupg-keybox', 'a GnuPG key box', 'KBXf', 8),
  magic('application/x-android-backup', 'an Android backup', 'ANDROID BACKUP\n'),
  magic('application/vnd.age', 'an age encrypted file', 'age-encryption.org/v1\n'),
  magic('application/x-ms-shortcut', 'a Windows shortcut', 'L\0\0\0\x01\x14\x02\0'),
  magic('application/vnd.apache.parquet', 'a Parquet file', 'PAR1'),
  magic('application/wasm', 'a WebAssembly module', '\0asm'),
  magic('font/woff', 'a font', 'wOFF'),
  magic('font/woff2', 'a font', 'wOF2'),
  magic('application/x-apple-binary-plist', 'a binary property list', 'bplist0'),
];

/** Two-byte marks too short to be believed in a text; asked only once the bytes are known not to be text. */
const WEAK: readonly Magic[] = [
  magic('image/bmp', 'a BMP image', 'BM'),
  magic('application/x-arj', 'an ARJ archive', '\x60\xea'),
  magic('application/x-lzma', 'an LZMA file', '\x5d\0\0'),
  magic('application/x-cpio', 'a cpio archive', '\xc7\x71'),
  magic('application/x-msdownload', 'a Windows program', 'MZ'),
  magic('application/pkcs7-mime', 'a signature, certificate or S/MIME part (ASN.1)', '\x30\x82'),
  magic('application/pkcs7-mime', 'a signature, certificate or S/MIME part (ASN.1)', '\x30\x80'),
  magic('application/pkcs7-mime', 'a signature, certificate or S/MIME part (ASN.1)', '\x30\x81'),
  magic('application/pkcs7-mime', 'a signature, certificate or S/MIME part (ASN.1)', '\x30\x83'),
  magic('audio/mpeg', 'an MP3 sound', '\xff\xfb'),
  magic('audio/mpeg', 'an MP3 sound', '\xff\xf3'),
  magic('audio/mpeg', 'an MP3 sound', '\xff\xf2'),
];

/** Formats that are, or may be, made of text almost alone and yet show a reader nothing of what they say. */
const TEXTUAL = /^application\/(?:pdf|rtf|postscript|pkcs7-mime|vnd\.age|x-android-backup)$/;

/**
 * The binary format that the bytes' beginning shows; null where it shows none.
 * @param isText Whether the bytes look like text: then a mark made of letters alone ("ID3", "GIF8") may be a text's first word.
 */
export function binaryFormat(bytes: Uint8Array, isText: boolean): BinaryFormat | null {
  const format = firstMatch(MAGICS, bytes);
  if (format === null) return asn1Format(bytes);
  return isText && !TEXTUAL.test(format.mediaType) && !isCertain(format) ? null : format;
}

/** Formats whose marks were chosen to be like no text; what little follows in a short file may look like UTF-16. */
const UNLIKE_TEXT = /^application\/(?:zstd|x-xz|x-7z-compressed|vnd\.rar)$/;

/** A mark of eight bytes and more with control characters is no text's first words, though what follows it may look like text in UTF-16. */
function isCertain({ bytes, mediaType }: Magic): boolean {
  if (UNLIKE_TEXT.test(mediaType)) return true;
  return bytes.length >= 8 && bytes.some((byte) => byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
}

/** Like `binaryFormat`, for bytes already known not to be text. */
export function weakBinaryFormat(bytes: Uint8Array): BinaryFormat | null {
  return firstMatch(WEAK, bytes);
}

function firstMatch(magics: readonly Magic[], bytes: Uint8Array): Magic | null {
  return magics.find((one) => one.bytes.every((byte, index) => bytes[one.offset + index] === byte)) ?? null;
}
