import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../core/index.ts';
import { LogsError } from '../logs-error.ts';
import { checkMapping, type Mapping } from './mapping.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a mapping pack, of the user or of this installation (docs/mappings.md).
 * @throws LogsError `bad-mapping`, naming the file and the faults.
 *
 * @example
 * const mapping = loadMapping('firewall.yaml');
 * for await (const event of ingestLog({ path: 'firewall.csv', fileId: 'log-1' }, { outDir, mappings: [mapping] })) …
 */
export function loadMapping(path: string): Mapping {
  const checked = checkMapping(yamlIn(path));
  if (!('faults' in checked)) return checked;
  throw bad(path, `${checked.faults.join('; ')}.`);
}

let shipped: readonly Mapping[] | null = null;

/** The mappings this installation ships, by name. */
export function shippedMappings(): readonly Mapping[] {
  if (shipped === null) {
    const folder = join(packageRoot(), 'packs', 'mappings');
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    shipped = names.sort().map((name) => loadMapping(join(folder, name)));
  }
  return shipped;
}

function yamlIn(path: string): unknown {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length > MAX_BYTES) throw new RangeError('too long');
    return parse(text);
  } catch (cause) {
    throw bad(path, 'it is no readable YAML.', cause);
  }
}

function bad(path: string, fault: string, cause?: unknown): LogsError {
  return new LogsError('bad-mapping', `${basename(path)}: ${fault}`, 'See docs/mappings.md for the format.', 2, cause);
}
