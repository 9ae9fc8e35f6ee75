import { readFileSync, statSync } from 'node:fs';
import { type Instant, type Loss, type LossReason, sourceProvenance } from '../core/index.ts';
import { exportText } from './export-text.ts';
import { type JsonRecord, jsonRecord } from './json-record.ts';
import { readApplication, readServicePrincipal, readUser } from './read-entry.ts';
import type { Completeness, DirectorySnapshot } from './snapshot.ts';

/** What the reader needs beside the bytes. */
export interface ReadDirectoryOptions {
  /** Name of the source in provenances: the path relative to what the user gave. */
  readonly source: string;
  /** When the export was made, where the file itself does not say so in `capturedAt`. */
  readonly capturedAt: Instant;
  /** The largest file read, in bytes; a larger one is a loss. */
  readonly budget?: number;
}

/** A snapshot, or null where the file as a whole could not be read; and every loss on the way. */
export interface DirectoryReading {
  readonly snapshot: DirectorySnapshot | null;
  readonly losses: readonly Loss[];
}

const DEFAULT_BUDGET = 256 * 1024 * 1024;

type SectionName = keyof DirectorySnapshot['completeness'];
type Report = (level: Loss['level'], reason: LossReason, detail: string) => void;

/**
 * Reads a directory export: `{"capturedAt", "users":[…], "applications":[…], "servicePrincipals":[…]}`, one Microsoft Graph answer
 * `{"@odata.context":"…/$metadata#users", "value":[…]}`, a bare array of such entries, or one entry a line.
 * Never throws on content: an entry that cannot be used is a loss of level row, a file that cannot be read one of level source.
 * @param input the file's bytes, or its path.
 */
export function readDirectory(input: Uint8Array | string, options: ReadDirectoryOptions): DirectoryReading {
  const losses: Loss[] = [];
  const bytes = typeof input === 'string' ? readBytes(input, options, losses) : input;
  if (bytes === null) return { snapshot: null, losses };
  const report: Report = (level, reason, detail) =>
    losses.push(lossOf(options.source, bytes.length, level, reason, detail));
  const root = parseRoot(bytes, report);
  if (root === null) return { snapshot: null, losses };
  const sections = findSections(root);
  if (sections.size === 0) {
    report('source', 'unrecognised', 'The JSON names no users, applications or service principals; export them again.');
    return { snapshot: null, losses };
  }
  return { snapshot: readSections(root, sections, options.capturedAt, report), losses };
}

function readBytes(path: string, options: ReadDirectoryOptions, losses: Loss[]): Uint8Array | null {
  const lose = (reason: LossReason, detail: string, size = 0): null => {
    losses.push(lossOf(options.source, size, 'source', reason, detail));
    return null;
  };
  try {
    const size = statSync(path).size;
    const budget = options.budget ?? DEFAULT_BUDGET;
    if (size > budget) return lose('over-budget', `The file is larger than ${budget} bytes; export it in parts.`, size);
    return readFileSync(path);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing
      ? lose('not-found', 'The file is not there any more; point the case to it with relink.')
      : lose('no-permission', 'The file may not be read; allow reading it and run again.');
  }
}

/** One entry alone is a list of one; entries may also stand one a line, as Untitled Goose Tool writes them. */
function parseRoot(bytes: Uint8Array, report: Report): unknown {
  const text = exportText(bytes);
  const lines = entryLines(text);
  if (lines !== null) return lines;
  const root = parseJson(text, report);
  return root !== null && sectionOfEntry(root) !== null ? [root] : root;
}

/** @returns null where the first line is no entry by itself, or the only one. A line that is cut off is an entry that says nothing. */
function entryLines(text: string): readonly unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  if (lines.length < 2 || !first.startsWith('{') || sectionOfEntry(parsedLine(first)) === null) return null;
  return lines.map(parsedLine);
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function parseJson(text: string, report: Report): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (endsEarly(error, text)) report('source', 'truncated', 'The JSON ends in the middle; export it again.');
    else report('source', 'damaged', 'The file is no valid JSON; export it again.');
    return null;
  }
}

/** V8 says where it stopped: at the end of the text the JSON was cut off, before it the JSON is wrong. */
function endsEarly(error: unknown, text: string): boolean {
  const message = error instanceof Error ? error.message : '';
  const position = /at position (\d{1,12})/.exec(message)?.[1];
  return position === undefined ? message.includes('end of JSON input') : Number(position) >= text.trimEnd().length;
}

interface Section {
  readonly entries: readonly unknown[];
  readonly more: boolean;
}

/** Which sections the file holds; a Graph answer or bare array is one section, recognised by its context or its first entry. */
function findSections(root: unknown): ReadonlyMap<SectionName, Section> {
  const sections = new Map<SectionName, Section>();
  const record = jsonRecord(root);
  for (const name of ['users', 'applications', 'servicePrincipals'] as const) {
    const value = record?.value(name);
    if (Array.isArray(value)) sections.set(name, { entries: value, more: false });
  }
  const value = Array.isArray(root) ? root : record?.value('value');
  if (sections.size > 0 || !Array.isArray(value)) return sections;
  const name =
    sectionOfContext(record?.text('@odata.context') ?? '') ?? value.map(sectionOfEntry).find((one) => one !== null);
  if (name) sections.set(name, { entries: value, more: record?.has('@odata.nextLink') ?? false });
  return sections;
}

function sectionOfContext(context: string): SectionName | null {
  const match = /\$metadata#(users|applications|servicePrincipals)\b/i.exec(context)?.[1]?.toLowerCase();
  if (match === undefined) return null;
  return match === 'users' ? 'users' : match === 'applications' ? 'applications' : 'servicePrincipals';
}

function sectionOfEntry(value: unknown): SectionName | null {
  const entry = jsonRecord(value);
  if (entry === null) return null;
  if (entry.has('userPrincipalName')) return 'users';
  if (!entry.has('appId')) return null;
  return ['servicePrincipalType', 'appRoleAssignments', 'accountEnabled', 'servicePrincipalNames'].some(entry.has)
    ? 'servicePrincipals'
    : 'applications';
}

function readSections(
  root: unknown,
  sections: ReadonlyMap<SectionName, Section>,
  capturedAt: Instant,
  report: Report,
): DirectorySnapshot {
  const users = readSection(sections, 'users', readUser, report);
  const applications = readSection(sections, 'applications', readApplication, report);
  const servicePrincipals = readSection(sections, 'servicePrincipals', readServicePrincipal, report);
  return {
    capturedAt: jsonRecord(root)?.instant('capturedAt') ?? capturedAt,
    completeness: {
      users: users.completeness,
      applications: applications.completeness,
      servicePrincipals: servicePrincipals.completeness,
    },
    users: users.entries,
    applications: applications.entries,
    servicePrincipals: servicePrincipals.entries,
  };
}

function readSection<Entry>(
  sections: ReadonlyMap<SectionName, Section>,
  name: SectionName,
  read: (entry: JsonRecord) => Entry | null,
  report: Report,
): { readonly entries: readonly Entry[]; readonly completeness: Completeness } {
  const section = sections.get(name);
  if (section === undefined) return { entries: [], completeness: 'absent' };
  const entries: Entry[] = [];
  section.entries.forEach((value, index) => {
    const record = jsonRecord(value);
    const entry = record === null ? null : read(record);
    if (entry !== null) entries.push(entry);
    else
      report('row', 'damaged', `Entry ${index} of ${name} has nothing that says who or what it is; it was left out.`);
  });
  if (section.more) {
    report('source', 'truncated', `The export of ${name} says that more pages follow; add them, or export all pages.`);
  }
  const whole = !section.more && entries.length === section.entries.length;
  return { entries, completeness: whole ? 'whole' : 'partial' };
}

function lossOf(source: string, size: number, level: Loss['level'], reason: LossReason, detail: string): Loss {
  return {
    level,
    reason,
    detail,
    provenance: sourceProvenance(source, [0, size]),
  };
}
