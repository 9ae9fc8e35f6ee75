import type { KeyedHash, Provenance } from '../core/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import type { DisclosureFinder } from '../secrets/index.ts';
import { type FoundDisclosures, findInItem, type ItemDisclosure, itemDisclosures } from './item-disclosures.ts';
import type { ItemMask } from './item-mask.ts';
import { itemProvenance } from './item-provenance.ts';
import type { ScanEvent } from './scan-event.ts';

/** What a text discloses beside credentials, as `scan --disclosures` prints it. */
export interface DisclosureRecord {
  readonly type: 'disclosure';
  /** Id of the kind in packs/disclosures. */
  readonly kind: string;
  /** The value, any credential in it masked, or of personal data a masked preview; null where these are further values of the text. */
  readonly shown: string | null;
  readonly fingerprint: string | null;
  /** How often it stands in the text. */
  readonly places: number;
  readonly provenance: Provenance;
  readonly landmark: string | null;
}

type Scanned = Extract<ScanEvent, { type: 'item' | 'again' }>;

/** Items with locks whose texts are remembered, so that a second reading tells only what is new. */
const MOST_LOCKED = 4000;

/** Tells what items disclose, each text once, and counts it. */
export class DisclosureTeller {
  readonly #finder: DisclosureFinder;
  readonly #hash: KeyedHash;
  readonly #counts = new Map<string, number>();
  /** Of each item with something locked, the texts that were told. */
  readonly #told = new Map<string, ReadonlySet<string>>();

  constructor(finder: DisclosureFinder, hash: KeyedHash) {
    this.#finder = finder;
    this.#hash = hash;
  }

  /** Places by kind so far, in the order of kinds. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  find({ item }: Scanned): readonly FoundDisclosures[] {
    return findInItem(item, this.#finder);
  }

  *records(
    { type, item, texts }: Scanned,
    found: readonly FoundDisclosures[],
    mask: ItemMask,
  ): Generator<DisclosureRecord> {
    const name = nameOf(item);
    const before = this.#told.get(name);
    // A message read again because it gave a key tells nothing new.
    if (type === 'again' && before === undefined) return;
    const isNew = ({ part, member }: PlaceInItem) => type === 'item' || before?.has(placeOf({ part, member })) !== true;
    if (type === 'item' && item.parts.some(isLocked) && this.#told.size < MOST_LOCKED)
      this.#told.set(name, new Set(readPlaces(item)));
    for (const one of itemDisclosures(found, texts, this.#hash, mask)) {
      const part = item.parts[one.index];
      if (!isNew(part === undefined ? one : { part: part.path, member: part.member })) continue;
      this.#counts.set(one.kind, (this.#counts.get(one.kind) ?? 0) + one.places);
      yield recordOf(item, one, mask);
    }
  }
}

interface PlaceInItem {
  readonly part: string;
  readonly member: readonly string[];
}

const placeOf = ({ part, member }: PlaceInItem): string => JSON.stringify([part, member]);

/** Every place that was told at the first reading: all that was not locked. */
function readPlaces(item: Message | Document): readonly string[] {
  const open = item.parts.filter((part) => !isLocked(part));
  return [placeOf({ part: 'subject', member: [] }), ...open.map(({ path, member }) => placeOf({ part: path, member }))];
}

function isLocked({ content }: Message['parts'][number]): boolean {
  return content.state === 'unread' && content.reason === 'encrypted';
}

function nameOf({ source, place, span }: Message | Document): string {
  return JSON.stringify([source, place.container, place.position, span]);
}

function recordOf(item: Message | Document, one: ItemDisclosure, mask: ItemMask): DisclosureRecord {
  return {
    type: 'disclosure',
    kind: one.kind,
    shown: one.value?.shown ?? null,
    fingerprint: one.value?.fingerprint ?? null,
    places: one.places,
    provenance: itemProvenance(item, { part: one.part, member: one.member, span: one.span }, mask),
    landmark: one.landmark,
  };
}
