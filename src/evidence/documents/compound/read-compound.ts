import type { DocumentReader } from '../document-reader.ts';

/** Reads documents in a compound file: doc, xls, ppt, and Office documents locked with a password. */
export const readCompound: DocumentReader = () => [
  {
    type: 'unread',
    name: null,
    shortfall: { reason: 'unsupported', detail: 'This format is not read yet; open it by hand.' },
  },
];
