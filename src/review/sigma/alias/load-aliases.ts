import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../../core/index.ts';
import { ReviewError } from '../../review-error.ts';
import { type AliasPack, aliasFileSchema } from './alias-pack.ts';
import { type AliasLayer, aliasLayer } from './event-set.ts';

/**
 * Reads the alias packs.
 * @param more folders of the user's own packs: names for other logs, values for placeholders. Theirs are asked beside ours.
 * @throws ReviewError sigma-pack-invalid or pack-unreadable, naming the file.
 */
export function loadAliases(more: readonly string[] = []): AliasLayer {
  const packs: AliasPack[] = [];
  const placeholders = new Map<string, readonly string[]>();
  for (const folder of [join(packageRoot(), 'packs', 'sigma'), ...more]) {
    for (const file of listPacks(folder)) {
      const pack = readPack(join(folder, file), file);
      if ('id' in pack) packs.push(pack);
      else
        for (const [name, values] of Object.entries(pack.placeholders))
          placeholders.set(name.toLowerCase(), values.map(String));
    }
  }
  return aliasLayer(packs, placeholders);
}

function listPacks(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort();
  } catch (cause) {
    throw new ReviewError(
      'pack-unreadable',
      'The folder of Sigma aliases cannot be read.',
      'Check the path.',
      3,
      cause,
    );
  }
}

function readPack(path: string, file: string) {
  const checked = aliasFileSchema.safeParse(parseYaml(path, file));
  if (checked.success) return checked.data;
  const faults = checked.error.issues.map((issue) => `${issue.path.join('.') || 'pack'}: ${issue.message}`);
  throw new ReviewError('sigma-pack-invalid', `${file}: ${faults.join('; ')}.`, 'See docs/sigma.md for the format.', 2);
}

function parseYaml(path: string, file: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'), { merge: true });
  } catch (cause) {
    throw new ReviewError('pack-unreadable', `${file} is no readable YAML.`, 'Correct the file.', 2, cause);
  }
}
