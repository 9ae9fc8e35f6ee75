/** The case folder: store, ledger, key, job records. Knows no upper room's types. */
export type { Case, CaseProfile, CaseView, Ledger, LedgerHead } from './case.ts';
export { CaseError, type CaseErrorCode } from './case-error.ts';
export { CASE_MIGRATIONS } from './schema.ts';
export { openStore, type SqlValue, type Store } from './store.ts';
