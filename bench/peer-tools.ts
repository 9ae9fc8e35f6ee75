import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A scanner of secrets that is run as a program. */
export interface PeerTool {
  readonly name: string;
  /** Variable of the environment that names the program, where it is not on PATH. */
  readonly variable: string;
  /** Runs that scan a file without a network, one after another; the last writes what was found to `report`, or prints it. */
  readonly runs: (paths: {
    readonly file: string;
    readonly report: string;
    readonly store: string;
  }) => readonly (readonly string[])[];
}

/** None validates what it finds, asks for updates, or leaves files out for their size. */
export const PEER_TOOLS: readonly PeerTool[] = [
  {
    name: 'gitleaks',
    variable: 'GITLEAKS',
    runs: ({ file, report }) => [
      ['dir', file, '--no-banner', '--exit-code', '0', '--report-format', 'json', '--report-path', report],
    ],
  },
  {
    name: 'trufflehog',
    variable: 'TRUFFLEHOG',
    runs: ({ file }) => [['filesystem', file, '--no-verification', '--no-update', '--json', '--log-level=-1']],
  },
  {
    name: 'kingfisher',
    variable: 'KINGFISHER',
    runs: ({ file, report }) => [
      [
        'scan',
        file,
        '--no-validate',
        '--no-update-check',
        '--max-file-size',
        '100000',
        '--format',
        'json',
        '-o',
        report,
      ],
    ],
  },
  {
    name: 'noseyparker',
    variable: 'NOSEYPARKER',
    runs: ({ file, report, store }) => [
      ['scan', '--datastore', store, '--max-file-size', '100000', file],
      ['report', '--datastore', store, '--format', 'json', '--output', report],
    ],
  },
];

/** Where a tool's program is; null where it is not here. */
export function programOf({ name, variable }: PeerTool): string | null {
  const named = process.env[variable];
  if (named !== undefined) return named;
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return places.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
