import type { AesField } from './zip-extra.ts';

/** One entry of a zip's central directory (APPNOTE.TXT 4.3.12), as written: nothing of it is to be believed. */
export interface ZipEntry {
  /** As shown to people; never a path. */
  readonly name: string;
  readonly isFolder: boolean;
  /** General purpose flags (4.4.4). */
  readonly flags: number;
  /** Bit 0 of the flags: encrypted by ZipCrypto or AES. */
  readonly encrypted: boolean;
  /** How AES is used; null where the entry does not say. */
  readonly aes: AesField | null;
  /** Compression method (4.4.5): 0 stored, 8 deflate, 99 as `aes` says. */
  readonly method: number;
  /** Of the member's bytes; null where only what follows the data would say it. */
  readonly crc32: number | null;
  readonly compressedSize: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly headerOffset: number;
  /** The disk it starts on; not 0 in a part of a spanned archive. */
  readonly disk: number;
}
