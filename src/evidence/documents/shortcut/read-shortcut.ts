import type { DocumentReader } from '../document-reader.ts';

/** Reads Windows shortcuts. */
export const readShortcut: DocumentReader = () => [
  {
    type: 'unread',
    name: null,
    shortfall: { reason: 'unsupported', detail: 'This format is not read yet; open it by hand.' },
  },
];
