import { addTallies, EMPTY_TALLY, type KeyedHash, type Loss, type Tally } from '../core/index.ts';
import {
  type Confidence,
  contextOf,
  type DisclosureFinder,
  fingerprintOf,
  previewOf,
  type Scanner,
  type SecretFinding,
} from '../secrets/index.ts';
import { DisclosureTeller } from './disclosure-record.ts';
import { findingWorth, namesAround } from './finding-worth.ts';
import type { FoundDisclosures } from './item-disclosures.ts';
import type { ItemMask } from './item-mask.ts';
import { itemProvenance } from './item-provenance.ts';
import { landmarkText } from './occurrence-row.ts';
import { withPersonalHidden } from './personal-mask.ts';
import type { FindingRecord, ScanRecord, SummaryRecord } from './record.ts';
import type { ScanEvent } from './scan-event.ts';
import { maskedLoss, ScanMasks, type ScannedItem } from './scan-masks.ts';
import { ReuseIndex } from './scan-reuse.ts';
import type { ScannedText } from './scanned-text.ts';

/** How records are made. */
export interface RecordOptions {
  readonly hash: KeyedHash;
  readonly scanner: Scanner;
  readonly minConfidence: Confidence;
  readonly showSecrets: boolean;
  /** Finds what else the texts disclose; nothing is told of it unless given. */
  readonly disclosures?: DisclosureFinder;
}

const LEVEL: { readonly [Level in Confidence]: number } = { low: 0, medium: 1, high: 2 };

const MOST_HELD = 1000;

/** Turns a scan's events into records, masked, and ends with the summary. A loss is held until its message is there to mask it by. */
export async function* scanRecords(
  events: AsyncIterable<ScanEvent>,
  options: RecordOptions,
): AsyncGenerator<ScanRecord> {
  const started = performance.now();
  const totals = new ScanTotals();
  const masks = new ScanMasks(options.scanner, options.hash);
  const teller = options.disclosures === undefined ? null : new DisclosureTeller(options.disclosures, options.hash);
  let held: Loss[] = [];
  for await (const event of events) {
    totals.add(event);
    if (event.type === 'loss') {
      held.push(event.loss);
      if (held.length < MOST_HELD) continue;
    }
    const scanned = event.type === 'item' || event.type === 'again' ? event : null;
    const told = scanned === null ? null : toldItem(scanned, teller, masks);
    for (const loss of held) yield { ...maskedLoss(loss, told?.mask ?? masks.ofNoItem), type: 'loss' };
    held = [];
    if (event.type === 'tally') yield { type: 'tally', source: event.source, ...event.tally };
    if (told === null) continue;
    for (const record of findingRecords(told.scanned, told.mask, options)) {
      totals.found(record);
      yield record;
    }
    yield* teller?.records(told.scanned, told.disclosed, told.mask) ?? [];
  }
  for (const loss of held) yield { ...maskedLoss(loss, masks.ofNoItem), type: 'loss' };
  const summary = totals.summary(Math.round(performance.now() - started));
  yield teller === null ? summary : { ...summary, disclosures: teller.counts() };
}

type ScannedEvent = Extract<ScanEvent, { type: 'item' | 'again' }>;

/** An item of which something is told, and the mask of all that is. */
interface ToldItem {
  readonly scanned: ScannedEvent;
  readonly disclosed: readonly FoundDisclosures[];
  readonly mask: ItemMask;
}

function toldItem(scanned: ScannedEvent, teller: DisclosureTeller | null, masks: ScanMasks): ToldItem | null {
  const disclosed = teller?.find(scanned) ?? [];
  if (scanned.texts.length === 0 && disclosed.length === 0) return null;
  return { scanned, disclosed, mask: withPersonalHidden(masks.ofItem(scanned), disclosed) };
}

/** What the summary counts. */
class ScanTotals {
  readonly #count = { sources: 0, messages: 0, documents: 0, losses: 0, bytes: 0 };
  readonly #findings = { low: 0, medium: 0, high: 0 };
  readonly #distinct = new Set<string>();
  readonly #reuse = new ReuseIndex();
  #tally: Tally = EMPTY_TALLY;

  add(event: ScanEvent): void {
    if (event.type === 'loss') this.#count.losses += 1;
    else if (event.type === 'tally') {
      this.#count.sources += 1;
      this.#count.bytes += event.bytes;
      this.#tally = addTallies(this.#tally, event.tally);
    } else if (event.type === 'item') this.#count[event.item.type === 'message' ? 'messages' : 'documents'] += 1;
  }

  found(record: FindingRecord): void {
    this.#findings[record.confidence] += 1;
    this.#distinct.add(record.fingerprint);
    this.#reuse.add(record);
  }

  summary(milliseconds: number): SummaryRecord {
    const [tally, findings, credentials] = [this.#tally, this.#findings, this.#distinct.size];
    const setAside = { baseline: 0, allowed: 0 };
    return {
      type: 'summary',
      ...this.#count,
      tally,
      findings,
      credentials,
      reuse: this.#reuse.totals(),
      setAside,
      milliseconds,
    };
  }
}

function* findingRecords(event: ScannedEvent, mask: ItemMask, options: RecordOptions): Generator<FindingRecord> {
  for (const text of event.texts) {
    for (const finding of text.findings) {
      if (event.type === 'again' && !event.isFresh(text, finding)) continue;
      if (LEVEL[finding.confidence] < LEVEL[options.minConfidence]) continue;
      yield findingRecord(event, text, finding, mask, options);
    }
  }
}

function findingRecord(
  { item }: ScannedItem,
  text: ScannedText,
  finding: SecretFinding,
  mask: ItemMask,
  { hash, showSecrets }: RecordOptions,
): FindingRecord {
  const masked = (value: string | null) => (value === null ? null : mask.name(value));
  const { strength, kinship } = findingWorth(text, finding, namesAround(item, null), hash);
  return {
    type: 'finding',
    rule: finding.rule,
    kind: finding.kind,
    confidence: finding.confidence,
    validity: finding.validity,
    fingerprint: fingerprintOf(finding.secret, hash),
    preview: previewOf(finding.secret, finding.kind),
    ...(showSecrets ? { secret: finding.secret.reveal() } : {}),
    principal: masked(finding.principal),
    host: masked(finding.host),
    strength,
    kinship,
    provenance: itemProvenance(item, { part: text.part, member: text.member.map(mask.text), span: finding.span }, mask),
    landmark: landmarkText(text, finding, mask),
    standing: item.place.standing,
    context: mask.copies(contextOf(text.utf8, finding.span, text.findings)),
    reasons: finding.reasons.map(mask.copies),
  };
}
