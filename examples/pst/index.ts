/** A writer of PST files, Unicode and ANSI, for tests, benches and fuzzing. */
export type { PstEncoding } from './encoding.ts';
export type { PstFormat } from './layout.ts';
export { generatedMailbox, type MailboxOptions, type MailboxSize } from './mailbox.ts';
export {
  type ManifestAttachment,
  type ManifestEntry,
  type ManifestMessage,
  ManifestTally,
  type ManifestTotals,
  recorded,
} from './manifest.ts';
export type { PstAddress, PstAttachment, PstBody, PstFate, PstFolder, PstMessage, PstRecipient } from './message.ts';
export type { PstProperty, PstPropertyName } from './property.ts';
export * as property from './property.ts';
export { type PstOptions, type PstProgress, writePst } from './write-pst.ts';
