import type { ScanContext } from '../finding.ts';
import { NOTHING_TOLD, type ProseGate, type Told } from '../prose/index.ts';
import type { LiteralFinder } from './literal-hits.ts';

const LONGEST_SUBJECT = 1000;
const ENCODER = new TextEncoder();

/** What is known around a text, told from literals: one subject after another, most of them twice. */
export class ProseAround {
  readonly #gate: ProseGate;
  readonly #literals: LiteralFinder;
  #subject = '';
  #told: Told = NOTHING_TOLD;

  constructor(gate: ProseGate, literals: LiteralFinder) {
    this.#gate = gate;
    this.#literals = literals;
  }

  /** What the subject of a text says; of a subject, what the body says of it. */
  told({ role, subject, companion = null }: ScanContext): Told {
    const said = role === 'subject' ? companion : (subject?.slice(0, LONGEST_SUBJECT) ?? null);
    if (said === null || said === '') return NOTHING_TOLD;
    if (role === 'subject') return this.#gate.referred(ENCODER.encode(said));
    if (said === this.#subject) return this.#told;
    this.#literals.tellProse(ENCODER.encode(said));
    this.#subject = said;
    this.#told = this.#gate.told();
    return this.#told;
  }
}
