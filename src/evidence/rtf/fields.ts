import { saysAddress } from '../text/html/links.ts';
import { Collector } from './collector.ts';
import { fieldInstruction } from './field-instruction.ts';
import type { GroupState } from './group-state.ts';
import { LineWriter } from './line-writer.ts';

interface OpenField {
  readonly instruction: Collector;
  readonly writer: LineWriter | null;
  readonly from: number;
}

/** The fields under way. What a field shows is text like any other; where its hyperlink leads stands after it. */
export class Fields {
  readonly #open: OpenField[] = [];
  readonly #hidden: LineWriter;

  constructor(hidden: LineWriter) {
    this.#hidden = hidden;
  }

  /** The group of `\field` begins. */
  open(state: GroupState): void {
    const writer = state.target instanceof LineWriter ? state.target : null;
    this.#open.push({ instruction: new Collector(), writer, from: writer?.length ?? 0 });
    state.onLeave = () => this.#close();
  }

  /** Where the innermost field's instruction goes; null outside of any. */
  get instruction(): Collector | null {
    return this.#open.at(-1)?.instruction ?? null;
  }

  #close(): void {
    const field = this.#open.pop();
    if (field === undefined) return;
    const { address, source } = fieldInstruction(field.instruction.take());
    if (address !== null) addLink(field, address);
    if (source === null) return;
    this.#hidden.block();
    this.#hidden.text(Buffer.from(source));
    this.#hidden.block();
  }
}

/** Room for the marks of an address that the text may leave out. */
const SCHEME = 16;

function addLink({ writer, from }: OpenField, address: string): void {
  const shown = writer?.since(from, Buffer.byteLength(address) + SCHEME) ?? null;
  if (shown === null || !saysAddress(shown, address)) writer?.link(address);
}
