/** What a text discloses beside credentials: addresses, tenants, diagrams, configurations, reports, personal data, markings. */
export { type Disclosed, type LocatedDisclosure, MOST_LOCATED } from './collected.ts';
export { type DisclosureFinder, loadDisclosureFinder } from './find-disclosures.ts';
export { CATEGORIES, type DisclosureCategory, type DisclosureKind } from './kind.ts';
export { disclosureFiles, disclosureKinds } from './load-kinds.ts';
