import type { DocumentReader } from '../document-reader.ts';

/** Reads certificates, keys and vaults. */
export const readKeyStore: DocumentReader = () => [
  {
    type: 'unread',
    name: null,
    shortfall: { reason: 'unsupported', detail: 'This format is not read yet; open it by hand.' },
  },
];
