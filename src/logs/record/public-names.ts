import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../core/index.ts';

type Names = ReadonlyMap<string, string>;

let applications: Names | null = null;
let graphRoles: Names | null = null;

/** The name of one of Microsoft's own applications by its id in lower case; null where it is none that is publicly known. */
export function applicationName(id: string | null): string | null {
  if (id === null) return null;
  applications ??= namesIn('first-party.json');
  return applications.get(id) ?? null;
}

/** The name of an application permission of Microsoft Graph by its id in lower case, e.g. `Mail.ReadWrite`; null where it is none. */
export function graphRoleName(id: string | null): string | null {
  if (id === null) return null;
  graphRoles ??= namesIn('graph-app-roles.json');
  return graphRoles.get(id) ?? null;
}

function namesIn(file: string): Names {
  const path = join(packageRoot(), 'packs', 'applications', file);
  const { names } = JSON.parse(readFileSync(path, 'utf8')) as { readonly names: Readonly<Record<string, string>> };
  return new Map(Object.entries(names));
}
