import type { DocumentReader } from '../document-reader.ts';

/** Reads zip archives that are locked, or compressed by uncommon methods. */
export const readZip: DocumentReader = () => [
  {
    type: 'unread',
    name: null,
    shortfall: { reason: 'unsupported', detail: 'This format is not read yet; open it by hand.' },
  },
];
