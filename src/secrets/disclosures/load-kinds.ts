import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../core/index.ts';
import { boundsOf } from '../pack/pattern-bounds.ts';
import { SecretsError } from '../secrets-error.ts';
import { DisclosureFile, type DisclosureKind } from './kind.ts';

const folder = (): string => join(packageRoot(), 'packs', 'disclosures');

/** The pack's files by name, in the order of names. */
export function disclosureFiles(): readonly (readonly [name: string, text: string])[] {
  const names = readdirSync(folder()).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => [name, readFileSync(join(folder(), name), 'utf8')]);
}

let loaded: readonly DisclosureKind[] | null = null;

/**
 * The kinds of disclosures of this installation, sorted by id; read once in a process.
 * @throws SecretsError rule-invalid, rule-duplicate, pattern-unbounded
 */
export function disclosureKinds(): readonly DisclosureKind[] {
  loaded ??= checkedKinds(disclosureFiles().flatMap(([name, text]) => parseKinds(name, text)));
  return loaded;
}

/** The kinds of one file's text. @throws SecretsError rule-invalid, naming the field. */
export function parseKinds(name: string, text: string): readonly DisclosureKind[] {
  const checked = DisclosureFile.safeParse(parse(text));
  if (checked.success) return checked.data.kinds;
  const issue = checked.error.issues[0];
  const where = `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no file of kinds'}`;
  throw new SecretsError('rule-invalid', where, 'correct the kind; docs/disclosures.md lists the fields');
}

/** Sorted by id, each id once, every pattern bounded. */
export function checkedKinds(unsorted: readonly DisclosureKind[]): readonly DisclosureKind[] {
  const kinds = unsorted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const twice = kinds.find((kind, at) => kinds[at + 1]?.id === kind.id);
  if (twice !== undefined)
    throw new SecretsError('rule-duplicate', `two kinds are called ${twice.id}`, 'give one of them another id');
  for (const { id, find } of kinds) {
    const bounds = find.by === 'words' && find.pattern !== undefined ? boundsOf(find.pattern) : {};
    if ('refused' in bounds)
      throw new SecretsError('pattern-unbounded', `${id}: ${bounds.refused}`, 'rewrite the pattern; see docs/rules.md');
  }
  return kinds;
}

let byId: ReadonlyMap<string, DisclosureKind> | null = null;

/** The kind of an id; null where the installation has none. */
export function disclosureKind(id: string): DisclosureKind | null {
  byId ??= new Map(disclosureKinds().map((kind) => [kind.id, kind]));
  return byId.get(id) ?? null;
}
