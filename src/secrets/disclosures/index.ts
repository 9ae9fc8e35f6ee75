/** What a text discloses beside credentials: addresses, tenants, diagrams, configurations, reports, personal data, markings. */
export { type Disclosed, type LocatedDisclosure, MOST_LOCATED } from './collected.ts';
export { disclosureFingerprint } from './disclosure-fingerprint.ts';
export { type DisclosureFinder, loadDisclosureFinder } from './find-disclosures.ts';
export type { DisclosureCategory, DisclosureKind } from './kind.ts';
export { disclosureFiles, disclosureKind, disclosureKinds } from './load-kinds.ts';
