import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../core/index.ts';
import { DirectiveError } from './directive-error.ts';
import { DIRECTIVE_SCHEMA, type DirectivePack } from './directive-pack.ts';

/** Ids of the directive packs that came with this installation, sorted. */
export function directiveIds(): readonly string[] {
  return readdirSync(packFolder())
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * The directive pack called `id`.
 * @throws DirectiveError `directive-not-found`, `directive-malformed`.
 */
export function loadDirective(id: string): DirectivePack {
  const path = join(packFolder(), `${id}.yaml`);
  if (!/^[a-z0-9-]+$/.test(id) || !existsSync(path)) {
    throw new DirectiveError(
      'directive-not-found',
      `there is no directive "${id}"`,
      `Choose one of: ${directiveIds().join(', ')}.`,
      2,
    );
  }
  return parseDirective(readFileSync(path, 'utf8'), path);
}

/**
 * Reads the YAML text of a pack; `name` is what an error calls it.
 * @throws DirectiveError `directive-malformed` with the first fault's place.
 */
export function parseDirective(text: string, name: string): DirectivePack {
  const result = DIRECTIVE_SCHEMA.safeParse(parse(text));
  if (result.success) return result.data;
  const [fault] = result.error.issues;
  const place = fault === undefined ? '' : `${fault.path.join('.')}: ${fault.message}`;
  throw new DirectiveError('directive-malformed', `${name} is no directive pack: ${place}`, 'Mend the pack.', 2);
}

function packFolder(): string {
  return join(packageRoot(), 'packs', 'directives');
}
