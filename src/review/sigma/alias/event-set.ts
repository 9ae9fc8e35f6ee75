import type { LogSource } from '../rule/sigma-rule.ts';
import type { AliasBinding, AliasPack } from './alias-pack.ts';

/** Events that public rules may mean by a log source, and what their fields are here. */
export interface EventSet {
  readonly id: string;
  readonly events: AliasPack['events'];
  readonly keywords: readonly AliasBinding[];
  /** @returns null where nothing of these events is called so. */
  readonly fieldOf: (name: string) => readonly AliasBinding[] | null;
}

/** The layer between the names of public rules and the event table. */
export interface AliasLayer {
  /** The sets of events a log source may mean; none where none of its logs is ever read. */
  readonly setsFor: (source: LogSource) => readonly EventSet[];
  readonly placeholders: ReadonlyMap<string, readonly string[]>;
}

/** Puts packs together; names of fields and log sources are compared without case. */
export function aliasLayer(
  packs: readonly AliasPack[],
  placeholders: ReadonlyMap<string, readonly string[]>,
): AliasLayer {
  const byId = new Map(packs.map((pack) => [pack.id, pack]));
  const sets = packs.map((pack) => ({
    pack,
    set: eventSet(pack, pack.like === undefined ? null : (byId.get(pack.like) ?? null)),
  }));
  return {
    setsFor: (source) =>
      sets.filter(({ pack }) => pack.logsources.some((one) => means(source, one))).map(({ set }) => set),
    placeholders,
  };
}

/** Whether a rule's log source is one of the pack's: what the pack names, the rule must name alike. */
function means(rule: LogSource, pack: AliasPack['logsources'][number]): boolean {
  return (['category', 'product', 'service'] as const).every((part) => (pack[part] ?? null) === rule[part]);
}

function eventSet(pack: AliasPack, like: AliasPack | null): EventSet {
  const fields = new Map<string, readonly AliasBinding[]>();
  for (const one of like === null ? [pack] : [like, pack]) {
    for (const name of one.details) fields.set(name.toLowerCase(), [{ detail: name }]);
    for (const { names, is } of one.fields) for (const name of names) fields.set(name.toLowerCase(), is);
  }
  const prefixes = pack.prefixes.map((prefix) => prefix.toLowerCase());
  return {
    id: pack.id,
    events: pack.events,
    keywords: pack.keywords.length > 0 ? pack.keywords : (like?.keywords ?? []),
    fieldOf: (name) => {
      const bare = name.toLowerCase();
      const prefix = prefixes.find((one) => bare.startsWith(one));
      return fields.get(bare) ?? (prefix === undefined ? null : (fields.get(bare.slice(prefix.length)) ?? null));
    },
  };
}
