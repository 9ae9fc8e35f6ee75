import type { Dirent, Stats } from 'node:fs';
import { lstat, open, opendir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { type Loss, type LossReason, sourceProvenance } from '../../core/index.ts';
import { EvidenceError } from '../evidence-error.ts';
import { maildirState } from '../mailbox/maildir.ts';
import type { Source } from '../source.ts';

/** A file found, or a path that cannot be one. */
export type Discovery =
  | { readonly type: 'source'; readonly source: Source }
  | { readonly type: 'loss'; readonly loss: Loss };

/** How to walk. */
export interface DiscoverOptions {
  /** Standard input's name in provenance, for the path "-". Default "-". */
  readonly standardInputName?: string;
}

/**
 * Finds the sources under a path: the file itself, or every file of a folder in bytewise order of relative paths. "-" is standard input.
 * Symbolic links are followed where they lead to a file or folder inside the argument, once; what cannot be read is a loss row, and so
 * is what has a name that is not UTF-8, until it is renamed. A Maildir's `tmp` folder (half-delivered messages) is left out. An empty
 * folder yields nothing.
 * @throws EvidenceError `path-not-found`, `path-not-readable` for the argument itself.
 */
export async function* discoverSources(path: string, options: DiscoverOptions = {}): AsyncGenerator<Discovery> {
  if (path === '-') {
    yield { type: 'source', source: { path: '-', relative: options.standardInputName ?? '-', size: -1 } };
    return;
  }
  const absolute = resolve(path);
  const found = await argumentStats(absolute, path);
  if (found.isDirectory())
    yield* walk({ root: await realpath(absolute), folder: absolute, prefix: '', holdsMail: false });
  else yield fileOrLoss(absolute, basename(absolute), found, false);
}

async function argumentStats(absolute: string, given: string): Promise<Stats> {
  try {
    const found = await stat(absolute);
    if (found.isDirectory()) await (await opendir(absolute)).close();
    else if (found.isFile()) await (await open(absolute)).close();
    return found;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') {
      throw new EvidenceError(
        'path-not-found',
        `There is no file or folder ${given}.`,
        'Check the path and its spelling.',
        cause,
      );
    }
    throw new EvidenceError(
      'path-not-readable',
      `${given} may not be read (${codeOf(cause)}).`,
      'Give this user the right to read it, or copy it to a place where it has it.',
      cause,
    );
  }
}

/** A folder under way. */
interface Folder {
  /** The argument with all links resolved; nothing outside it is read. */
  readonly root: string;
  readonly folder: string;
  /** Relative path of the folder with a `/` at its end; '' for the argument. */
  readonly prefix: string;
  /** Whether it is `cur` or `new` of a Maildir. */
  readonly holdsMail: boolean;
}

async function* walk(at: Folder): AsyncGenerator<Discovery> {
  const entries = await entriesOf(at);
  if ('loss' in entries) {
    yield { type: 'loss', loss: entries.loss };
    return;
  }
  const maildir = maildirState(entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name));
  for (const entry of entries) {
    if (maildir === 'whole' && entry.name === 'tmp') continue;
    const holdsMail = maildir !== null && (entry.name === 'cur' || entry.name === 'new');
    yield* visit(at, entry, holdsMail);
  }
}

async function* visit(at: Folder, entry: Dirent, holdsMail: boolean): AsyncGenerator<Discovery> {
  const path = join(at.folder, entry.name);
  const relative = `${at.prefix}${entry.name}`;
  if (await isUnreadableName(path)) yield lossAt(relative, 'unsupported', notUtf8(entry));
  else if (entry.isDirectory()) yield* walk({ root: at.root, folder: path, prefix: `${relative}/`, holdsMail });
  else if (entry.isSymbolicLink()) yield* visitLink(at, path, relative);
  else yield await statedFile(path, relative, at.holdsMail);
}

/** Bytes that are no UTF-8 are listed as U+FFFD, and by that name nothing is there; a name that truly has the character is. */
async function isUnreadableName(path: string): Promise<boolean> {
  if (!basename(path).includes('\u{FFFD}')) return false;
  return lstat(path).then(
    () => false,
    (cause) => codeOf(cause) === 'ENOENT',
  );
}

function notUtf8(entry: Dirent): string {
  return entry.isDirectory()
    ? 'The name of this folder is not UTF-8, and nothing in it is read; rename it and run again.'
    : 'The name of this file is not UTF-8, and it is not read; rename it and run again.';
}

/** A link to a file inside the argument is that file again, which the walk meets anyway: it is passed over, as are all links to folders. */
async function* visitLink(at: Folder, path: string, relative: string): AsyncGenerator<Discovery> {
  const target = await realpath(path).catch(() => null);
  if (target === null) yield lossAt(relative, 'not-found', 'A symbolic link leads nowhere; restore what it points to.');
  else if (!isInside(at.root, target)) {
    yield lossAt(
      relative,
      'unsupported',
      'A symbolic link leads out of the folder given and is not followed; add its target by its own path.',
    );
  }
}

const isInside = (root: string, path: string) =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

async function statedFile(path: string, relative: string, isMail: boolean): Promise<Discovery> {
  try {
    return fileOrLoss(path, relative, await lstat(path), isMail);
  } catch (cause) {
    return lossAt(
      relative,
      reasonOf(cause),
      'The file cannot be looked at; it was removed or its folder may not be entered.',
    );
  }
}

function fileOrLoss(path: string, relative: string, found: Stats, isMail: boolean): Discovery {
  if (found.isFile()) {
    const source = { path, relative, size: found.size };
    return { type: 'source', source: isMail ? { ...source, place: 'maildir' } : source };
  }
  return lossAt(relative, 'unsupported', 'This is a device, pipe or socket, not a file, and is not read.');
}

async function entriesOf(at: Folder): Promise<readonly Dirent[] | { readonly loss: Loss }> {
  try {
    const entries = await readdir(at.folder, { withFileTypes: true });
    return entries.sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  } catch (cause) {
    const detail = `The folder may not be listed (${codeOf(cause)}); give this user the right to read it and run again.`;
    return { loss: lossRow(at.prefix.slice(0, -1), reasonOf(cause), detail) };
  }
}

/** A folder sorts as its files' paths do, `/` included. */
const sortKey = (entry: Dirent) => Buffer.from(entry.isDirectory() ? `${entry.name}/` : entry.name);

const lossAt = (relative: string, reason: LossReason, detail: string): Discovery => ({
  type: 'loss',
  loss: lossRow(relative, reason, detail),
});

const lossRow = (source: string, reason: LossReason, detail: string): Loss => ({
  level: 'source',
  reason,
  detail,
  provenance: sourceProvenance(source),
});

/** The reason for a failed look at the file system. */
function reasonOf(cause: unknown): LossReason {
  return codeOf(cause) === 'ENOENT' ? 'not-found' : 'no-permission';
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
}
