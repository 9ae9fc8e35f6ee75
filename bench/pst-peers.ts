/** What readpst (pst-utils) and pffexport (pff-tools) find in a PST or OST, for comparison; null where the program is not installed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DEFAULT_BUDGET, extractPart, parseMessage } from '../src/evidence/index.ts';

/** Counts of one reading. Embedded messages are not among the attachments. */
export interface StoreCounts {
  readonly messages: number;
  readonly attachments: number;
  readonly embedded: number;
  /** Items without an entry of the index, and outdated states of folders and their lists. */
  readonly recovered: number;
}

/** What readpst writes, one file an item, deleted items included; it recovers nothing that no index holds. */
export function readpstCounts(path: string): StoreCounts | null {
  return inFolder((folder) => {
    if (
      spawnSync('readpst', ['-e', '-D', '-q', '-j', '0', '-o', folder, path], { stdio: 'ignore' }).error !== undefined
    )
      return null;
    const files = filesBelow(folder);
    const counts = files.filter((file) => file.endsWith('.eml')).map(mimeCounts);
    return {
      messages: files.length,
      attachments: sum(counts.map(({ attachments }) => attachments)),
      embedded: sum(counts.map(({ embedded }) => embedded)),
      recovered: 0,
    };
  });
}

function mimeCounts(path: string): Pick<StoreCounts, 'attachments' | 'embedded'> {
  const { parts } = parseMessage(readFileSync(path), {
    budget: DEFAULT_BUDGET,
    source: basename(path),
    offset: 0,
    extract: extractPart,
  });
  const own = parts.filter((part) => part.member.length === 0);
  // readpst attaches the RTF body of a message under this name.
  const attached = own.filter((part) => part.role === 'attachment' && part.fileName !== 'rtf-body.rtf');
  const embedded = own.filter((part) => part.content.state === 'message').length;
  return { attachments: attached.filter((part) => part.content.state !== 'message').length, embedded };
}

const ITEM = /^[A-Z][A-Za-z ]+\d{5}$/;

/** What pffexport writes: a folder an item, its attachments in a folder of it; what it recovers and what it finds orphaned apart. */
export function pffexportCounts(path: string): StoreCounts | null {
  return inFolder((folder) => {
    const target = join(folder, 'pff');
    if (spawnSync('pffexport', ['-m', 'all', '-q', '-t', target, path], { stdio: 'ignore' }).error !== undefined)
      return null;
    const listed = pffCounts(`${target}.export`);
    const recovered = recoveredCount(`${target}.recovered`) + recoveredCount(`${target}.orphans`);
    return { ...listed, recovered };
  });
}

/** Its folders stand beside the items that it recovers. */
function recoveredCount(folder: string): number {
  const folders = entriesOf(folder).filter((entry) => entry.isDirectory() && !isItem(entry.name));
  return pffCounts(folder).messages + folders.length;
}

function pffCounts(folder: string): StoreCounts {
  const counts = { messages: 0, attachments: 0, embedded: 0, recovered: 0 };
  const visit = (path: string, isAttached: boolean) => {
    for (const entry of entriesOf(path)) {
      const isAttachment = basename(path) === 'Attachments';
      if (isAttachment && entry.isDirectory()) counts.embedded += 1;
      else if (isAttachment) counts.attachments += 1;
      else if (entry.isDirectory() && !isAttached && isItem(entry.name)) counts.messages += 1;
      if (entry.isDirectory()) visit(join(path, entry.name), isAttached || entry.name === 'Attachments');
    }
  };
  visit(folder, false);
  return counts;
}

const isItem = (name: string) => ITEM.test(name) && !name.startsWith('Folder');

const entriesOf = (path: string) => {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
};

function filesBelow(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-pst-'));
  try {
    mkdirSync(folder, { recursive: true });
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
