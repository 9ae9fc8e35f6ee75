import type { DocumentReader } from '../document-reader.ts';

/** Reads office documents in a zip: docx, xlsx, pptx, odt, ods, odp. */
export const readOffice: DocumentReader = () => [
  {
    type: 'unread',
    name: null,
    shortfall: { reason: 'unsupported', detail: 'This format is not read yet; open it by hand.' },
  },
];
