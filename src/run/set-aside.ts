import type { AllowList } from '../secrets/index.ts';
import type { FindingRecord, ScanRecord, SummaryRecord } from './record.ts';

/** What a person has seen already. */
export interface Seen {
  /** Fingerprints of an earlier scan with the same key. */
  readonly baseline: ReadonlySet<string>;
  readonly allowed: AllowList | null;
}

/** A scan's records without the findings that are set aside; the summary counts what is left, and says how many were left out and why. */
export async function* withoutSeen(records: AsyncIterable<ScanRecord>, seen: Seen): AsyncGenerator<ScanRecord> {
  const count = new SetAside(seen);
  for await (const record of records) {
    if (record.type === 'finding') {
      if (!count.isSetAside(record)) yield record;
    } else yield record.type === 'summary' ? count.summary(record) : record;
  }
}

class SetAside {
  readonly #seen: Seen;
  readonly #kept = new Set<string>();
  readonly #left = { low: 0, medium: 0, high: 0 };
  readonly #setAside = { baseline: 0, allowed: 0 };

  constructor(seen: Seen) {
    this.#seen = seen;
  }

  isSetAside(record: FindingRecord): boolean {
    const { fingerprint, confidence } = record;
    const isKnown = this.#seen.baseline.has(fingerprint);
    const isAllowed = this.#seen.allowed?.({ ...record, source: record.provenance.source }) != null;
    if (isKnown) this.#setAside.baseline += 1;
    else if (isAllowed) this.#setAside.allowed += 1;
    else {
      this.#kept.add(fingerprint);
      this.#left[confidence] += 1;
    }
    return isKnown || isAllowed;
  }

  summary(record: SummaryRecord): SummaryRecord {
    return { ...record, findings: this.#left, credentials: this.#kept.size, setAside: this.#setAside };
  }
}
