import type { DocumentReader } from '../document-reader.ts';

/** Reads binary property lists. */
export const readPropertyList: DocumentReader = () => [
  {
    type: 'unread',
    name: null,
    shortfall: { reason: 'unsupported', detail: 'This format is not read yet; open it by hand.' },
  },
];
