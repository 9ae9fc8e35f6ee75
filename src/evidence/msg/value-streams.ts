import type { Compound, CompoundEntry } from '../ole/compound.ts';

/** The streams that hold the value of one property ([MS-OXMSG] §2.1.3, §2.1.4). */
export interface ValueStreams {
  readonly id: number;
  /** Property type with the multi-value flag. */
  readonly type: number;
  /** The value; of a multi-valued property of variable length the lengths of its values; null where that is not there. */
  readonly base: CompoundEntry | null;
  /** Values of a multi-valued property of variable length, in order. */
  readonly items: readonly CompoundEntry[];
  readonly all: readonly CompoundEntry[];
}

/** `__substg1.0_`, the tag, and the number of one of many values; in damaged files the tag may be all that is sound of it. */
const NAME = /^.{12}([0-9A-F]{4})([0-9A-F]{4})(?:-([0-9A-F]{8}))?$/is;

/** The value streams of a storage, by property tag. */
export function valueStreams(compound: Compound, storage: CompoundEntry): ReadonlyMap<number, ValueStreams> {
  const found = new Map<number, { base: CompoundEntry | null; items: { index: number; entry: CompoundEntry }[] }>();
  for (const entry of compound.children(storage)) {
    const match = entry.kind === 'stream' ? NAME.exec(entry.name) : null;
    if (match === null) continue;
    const tag = Number.parseInt(`${match[1]}${match[2]}`, 16);
    const one = found.get(tag) ?? { base: null, items: [] };
    found.set(tag, one);
    if (match[3] === undefined) one.base ??= entry;
    else one.items.push({ index: Number.parseInt(match[3], 16), entry });
  }
  return new Map([...found].map(([tag, { base, items }]) => [tag, sorted(tag, base, items)]));
}

function sorted(
  tag: number,
  base: CompoundEntry | null,
  numbered: readonly { readonly index: number; readonly entry: CompoundEntry }[],
): ValueStreams {
  const items = numbered.toSorted((a, b) => a.index - b.index).map(({ entry }) => entry);
  return { id: tag >>> 16, type: tag & 0xffff, base, items, all: base === null ? items : [base, ...items] };
}
