/** The case folder: store, ledger, key, sources. Knows no upper room's types. */
export type { Case, CaseProfile, CaseView, Ledger, LedgerHead } from './case.ts';
export { CaseError, type CaseErrorCode } from './case-error.ts';
export type { Check } from './check.ts';
export { createCase, type NewCase } from './create-case.ts';
export { hashFile } from './file-hash.ts';
export { openCase, viewCase } from './open-case.ts';
export { ledgerEntries } from './read-ledger.ts';
export { checkSame, type Relinked, relink } from './relink.ts';
export { CASE_MIGRATIONS } from './schema.ts';
export {
  forgetUnreadable,
  registerSource,
  type SourceRole,
  type SourceRow,
  sourcesOf,
  UNREADABLE,
} from './source-row.ts';
export { stateDigest } from './state-digest.ts';
export { openStore, type SqlValue, type Store } from './store.ts';
export { verifyCase } from './verify-case.ts';
