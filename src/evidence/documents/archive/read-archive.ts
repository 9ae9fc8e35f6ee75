import type { DocumentReader } from '../document-reader.ts';

/** Reads archives other than zip and tar: 7z, rar, xz, bzip2, zstd, cabinet. */
export const readArchive: DocumentReader = () => [
  {
    type: 'unread',
    name: null,
    shortfall: { reason: 'unsupported', detail: 'This format is not read yet; open it by hand.' },
  },
];
