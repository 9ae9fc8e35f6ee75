import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExamplesError } from './examples-error.ts';
import { makeOrganisation, type Organisation } from './make-organisation.ts';
import type { GeneratorProgress, OrganisationSummary } from './organisation-summary.ts';

export interface GenerateOptions {
  /** Another seed gives other people, secrets and times in the same story. */
  readonly seed: number;
  /** How many different messages there are; 3,200 by default. The story's own, about 120, are always among them. */
  readonly messages?: number;
  readonly onProgress?: (progress: GeneratorProgress) => void;
}

const DEFAULT_MESSAGES = 3200;

/**
 * Writes the synthetic organisation under `dir`: mail, the provider's lists, logs, directory exports, ground truth, README.txt.
 * The same seed and size give the same bytes. An organisation that already lies there is replaced.
 * @throws ExamplesError 'folder-not-empty' where `dir` holds something else.
 */
export async function generateOrganisation(dir: string, options: GenerateOptions): Promise<OrganisationSummary> {
  await clearFolder(dir);
  const organisation = makeOrganisation(options.seed, options.messages ?? DEFAULT_MESSAGES);
  await writeFiles(dir, organisation, options.onProgress ?? (() => undefined));
  return summarise(organisation);
}

async function clearFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const names = await readdir(dir);
  if (names.length === 0) return;
  if (!names.includes('truth.json')) {
    throw new ExamplesError(
      'folder-not-empty',
      `${dir} is not empty and holds no synthetic organisation`,
      'name an empty or a new folder',
      2,
    );
  }
  for (const name of ['mail', 'logs']) await rm(join(dir, name), { recursive: true, force: true });
}

async function writeFiles(
  dir: string,
  { files }: Organisation,
  onProgress: (progress: GeneratorProgress) => void,
): Promise<void> {
  const folders = new Set(files.map((file) => dirname(join(dir, file.path))));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  for (const [done, file] of files.entries()) {
    await writeFile(join(dir, file.path), file.bytes);
    onProgress({ done: done + 1, total: files.length });
  }
}

function summarise({ files, mailFiles, letters, truth, logRecords }: Organisation): OrganisationSummary {
  const status = (name: string) => truth.stolen.filter((message) => message.status === name).length;
  return {
    seed: truth.seed,
    letters: letters.length,
    messages: mailFiles.reduce((sum, file) => sum + file.copies.length, 0),
    mailboxes: new Set(mailFiles.map((file) => file.path.split('/')[1])).size,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes.length, 0),
    credentials: truth.credentials.length,
    credentialKinds: new Set(truth.credentials.map((credential) => credential.kind)).size,
    stolen: { held: status('held'), partly: status('partly'), missing: status('missing'), extra: status('extra') },
    logRecords,
  };
}
