import type { DocumentReader, Parsers, Piece, ReaderName, ReadOrder } from './document-reader.ts';

const READERS: { readonly [Name in ReaderName]: () => Promise<DocumentReader> } = {
  office: async () => (await import('./office/read-office.ts')).readOffice,
  compound: async () => (await import('./compound/read-compound.ts')).readCompound,
  pdf: async () => (await import('./pdf/read-pdf.ts')).readPdf,
  image: async () => (await import('./image/read-image.ts')).readImage,
  zip: async () => (await import('./zip/read-zip.ts')).readZip,
  archive: async () => (await import('./archive/read-archive.ts')).readArchive,
  'key-store': async () => (await import('./key-store/read-key-store.ts')).readKeyStore,
  database: async () => (await import('./database/read-database.ts')).readDatabase,
  'property-list': async () => (await import('./property-list/read-property-list.ts')).readPropertyList,
  metafile: async () => (await import('./metafile/read-metafile.ts')).readMetafile,
  shortcut: async () => (await import('./shortcut/read-shortcut.ts')).readShortcut,
};

/** The readers in this very process: what runs in a parser's child, and, without one, the floor that isolation is measured against. */
export const DIRECT_PARSERS: Parsers = { read: readDirectly };

async function* readDirectly(order: ReadOrder): AsyncGenerator<Piece> {
  try {
    const read = await READERS[order.reader]();
    yield* read(order);
  } catch {
    yield { type: 'unread', name: null, shortfall: BROUGHT_DOWN };
  }
}

/** A reader's own fault costs this part alone. */
export const BROUGHT_DOWN = {
  reason: 'damaged',
  detail: 'This part brought its reader down, here or further in; what came before stands. Open it by hand.',
} as const;
