import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Loss } from '../../src/core/index.ts';
import { type IngestOptions, ingestLog, type LogIngestResult } from '../../src/logs/index.ts';

/** A folder of its own, removed when the test is done with it. */
export async function scratch(): Promise<
  AsyncDisposable & { readonly path: string; readonly file: (name: string) => string }
> {
  const path = await mkdtemp(join(tmpdir(), 'postbreach-logs-'));
  return {
    path,
    file: (name) => join(path, name),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

export interface Ingested {
  readonly result: LogIngestResult;
  readonly losses: readonly Loss[];
}

export async function ingest(path: string, options: IngestOptions, fileId = 'log-1'): Promise<Ingested> {
  const losses: Loss[] = [];
  for await (const event of ingestLog({ path, fileId }, options)) {
    if (event.type === 'result') return { result: event.result, losses };
    losses.push(event.loss);
  }
  throw new Error('no result');
}

/** Ingests a text or bytes under `outDir` of the folder. */
export async function ingestText(
  folder: string,
  content: string | Uint8Array,
  fileId = 'log-1',
  more: Partial<IngestOptions> = {},
) {
  const path = join(folder, `${fileId}.log`);
  await writeFile(path, content);
  return ingest(path, { outDir: join(folder, 'events'), ...more }, fileId);
}

export function committed(folder: string, ...all: readonly Ingested[]): readonly string[] {
  return all.flatMap(({ result }) =>
    result.state === 'ingested' ? result.files.map((file) => join(folder, 'events', file.path)) : [],
  );
}

/** A UAL record, distinct by `index`. */
export function ualRecord(index: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    CreationTime: new Date(Date.UTC(2024, 2, 1) + index * 60_000).toISOString().slice(0, 19),
    Id: `${index.toString(16).padStart(8, '0')}-1111-4111-8111-111111111111`,
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    UserType: 0,
    UserId: `User${index % 3}@agency.example`,
    Workload: 'Exchange',
    ...more,
  };
}

export const quoted = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;

/** Search-UnifiedAuditLog's CSV around records. */
export function searchCsv(records: readonly Record<string, unknown>[]): string {
  const header = ['RecordType', 'CreationDate', 'UserIds', 'Operations', 'AuditData', 'ResultIndex', 'Identity'];
  const rows = records.map((record, index) => [
    'ExchangeItemAggregated',
    '3/1/2024 0:00:00 AM',
    record.UserId,
    record.Operation,
    JSON.stringify(record),
    index,
    record.Id,
  ]);
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** A Purview search's CSV around records. */
export function purviewCsv(records: readonly Record<string, unknown>[]): string {
  const header =
    'RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames';
  const rows = records.map((record) =>
    [
      record.Id,
      `${record.CreationTime}.0000000Z`,
      record.RecordType,
      record.Operation,
      record.UserId,
      quoted(JSON.stringify(record)),
      '',
      '',
    ].join(','),
  );
  return `${[header, ...rows].join('\r\n')}\r\n`;
}

export const gzip = (text: string): Buffer => gzipSync(Buffer.from(text));

/** Every file below a folder, with its bytes. */
export async function filesBelow(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found = new Map<string, Buffer>();
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name);
    found.set(path.slice(folder.length + 1), await readFile(path));
  }
  return found;
}
