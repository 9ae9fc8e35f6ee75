import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../core/index.ts';

const names = z.array(z.string().min(1)).min(1).readonly();

const columnPack = z.strictObject({
  manifest: z.strictObject({
    messageId: names,
    edrmMih: names,
    subject: names,
    sender: names,
    to: names,
    cc: names,
    bcc: names,
    recipients: names,
    sentAt: names,
    receivedAt: names,
    size: names,
    sizeKilobytes: names,
    attachmentNames: names,
    attachmentHashes: names,
    fileHash: names,
    mailbox: names,
    stolenAt: names,
    itemClass: names,
    family: names,
    fileName: names,
  }),
  references: names,
  accounts: z.strictObject({
    address: names,
    aliases: names,
    domain: names,
    name: names,
    kind: names,
    from: names,
    until: names,
  }),
  foreign: names,
});

const wordPack = z.strictObject({
  subjectPrefixes: names,
  sentFolders: names,
  headerWords: names,
  attributionWords: names,
});

/** The names of the columns of lists: packs/intake/columns.yaml. */
export type ColumnPack = z.infer<typeof columnPack>;
/** The words mail programs write: packs/intake/mail-words.yaml. */
export type WordPack = z.infer<typeof wordPack>;

function read(file: string): unknown {
  return parse(readFileSync(join(packageRoot(), 'packs', 'intake', file), 'utf8'));
}

/** A value made at its first use and kept. */
export function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export const columnNames = lazily((): ColumnPack => columnPack.parse(read('columns.yaml')));
export const mailWords = lazily((): WordPack => wordPack.parse(read('mail-words.yaml')));
