/** Manifests and lists of compromised accounts; their reconciliation with the evidence. */
export type { AccountEvent, AccountProblem, CompromisedAccount } from './accounts/compromised-account.ts';
export { type ReadAccountsOptions, readAccounts } from './accounts/read-accounts.ts';
export { IntakeError, type IntakeErrorCode } from './intake-error.ts';
export type {
  AttachmentClaim,
  ClaimOrigin,
  EntryProblem,
  ManifestEntry,
  ManifestEvent,
} from './manifest/manifest-entry.ts';
export { type ReadManifestOptions, readManifest } from './manifest/read-manifest.ts';
export { edrmMih, normaliseMessageId } from './message-id.ts';
export { firstQuote, ownText, type QuoteRange, quoteRanges } from './quote-ranges.ts';
export { quotedAddresses } from './quoted-addresses.ts';
export { recogniseManifest } from './recognise-manifest.ts';
export type { Property } from './reconcile/compare.ts';
export type { MatchTier, StolenReason, StolenStatus } from './reconcile/judge.ts';
export {
  type ManifestDifferences,
  manifestDifferences,
  type RebuiltMailbox,
  rebuiltByMailbox,
} from './reconcile/manifest-differences.ts';
export { type ReconcileOptions, reconcile } from './reconcile/reconcile.ts';
export { type ReconcileCounts, reconcileCounts } from './reconcile/reconcile-counts.ts';
export type { RetrievalTask } from './reconcile/retrieval-task.ts';
export { retrievalTasksOf, type StoredRetrievalTask } from './reconcile/retrieval-tasks.ts';
export {
  type StolenCopy,
  type StolenMessage,
  type StolenOrigin,
  stolenMessageIds,
  stolenOf,
} from './reconcile/stolen-message.ts';
export { storeAccounts } from './reconcile/store-accounts.ts';
export { type ListSource, type ManifestSource, storeManifest } from './reconcile/store-manifest.ts';
export { forgetRebuilt, type RebuiltManifest, type RebuiltRow, storeRebuilt } from './reconcile/store-rebuilt.ts';
export { normaliseSubject } from './subject.ts';
export type { TableInput } from './table/table-input.ts';
