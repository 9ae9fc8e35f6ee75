import { mediaTypeOf, recogniseSource } from '../../source/recognise.ts';

/** 7-Zip's names of formats, by media types. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['application/x-7z-compressed', '7z'],
  ['application/x-xz', 'xz'],
  ['application/zstd', 'zstd'],
  ['application/x-bzip2', 'bzip2'],
  ['application/x-compress', 'Z'],
  ['application/x-lzma', 'lzma'],
  ['application/vnd.ms-cab-compressed', 'Cab'],
  ['application/x-ms-wim', 'wim'],
  ['application/vnd.ms-htmlhelp', 'Chm'],
  ['application/x-rpm', 'Rpm'],
  ['application/x-archive', 'Ar'],
  ['application/x-cpio', 'Cpio'],
  ['application/x-lzh-compressed', 'Lzh'],
  ['application/x-arj', 'Arj'],
  ['application/x-xar', 'Xar'],
]);

/**
 * What an archive is to be opened as, by its first bytes, so that one level of it is opened and no other; null where 7-Zip must tell itself (RAR 4 or 5,
 * ISO 9660 or UDF).
 */
export function archiveType(bytes: Uint8Array): string | null {
  return TYPES.get(mediaTypeOf(recogniseSource(bytes))) ?? null;
}
