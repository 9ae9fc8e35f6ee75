import type { FindingRecord } from './record.ts';

/** Where else a value opens something, or nearly it does. */
export interface ScanReuse {
  readonly accounts: number;
  readonly hosts: number;
  /** Other values that are its obvious successors or predecessors. */
  readonly kin: number;
}

interface Uses {
  readonly accounts: Set<string>;
  readonly hosts: Set<string>;
  readonly kinships: Set<string>;
}

/** Accounts and hosts that are told apart for one value; more are as bad. */
const MOST_TOLD = 100;

/** What a scan's findings say of reuse, by fingerprint; grows with the distinct credentials alone. */
export class ReuseIndex {
  readonly #uses = new Map<string, Uses>();
  readonly #byKinship = new Map<string, Set<string>>();

  add({ fingerprint, confidence, principal, host, kinship }: FindingRecord): void {
    if (confidence === 'low') return;
    const uses = this.#uses.get(fingerprint) ?? { accounts: new Set(), hosts: new Set(), kinships: new Set() };
    this.#uses.set(fingerprint, uses);
    if (principal !== null && uses.accounts.size < MOST_TOLD) uses.accounts.add(principal.toLowerCase());
    if (host !== null && uses.hosts.size < MOST_TOLD) uses.hosts.add(host.toLowerCase());
    if (kinship === null) return;
    uses.kinships.add(kinship);
    this.#byKinship.set(kinship, (this.#byKinship.get(kinship) ?? new Set()).add(fingerprint));
  }

  of(fingerprint: string): ScanReuse {
    const uses = this.#uses.get(fingerprint);
    const kin = new Set([...(uses?.kinships ?? [])].flatMap((kinship) => [...(this.#byKinship.get(kinship) ?? [])]));
    kin.delete(fingerprint);
    return { accounts: uses?.accounts.size ?? 0, hosts: uses?.hosts.size ?? 0, kin: kin.size };
  }

  /** Distinct values that are used for more than one account or host, and such as have a successor. */
  totals(): { readonly shared: number; readonly successive: number } {
    const all = [...this.#uses.keys()].map((fingerprint) => this.of(fingerprint));
    return {
      shared: all.filter(({ accounts, hosts }) => accounts > 1 || hosts > 1).length,
      successive: all.filter(({ kin }) => kin > 0).length,
    };
  }
}
