import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Case, createCase, openCase, type SourceRole } from '../../src/case/index.ts';
import { fixedClock, type Instant } from '../../src/core/index.ts';
import { addPaths, type RunObserver, type RunOutcome, runCase } from '../../src/run/index.ts';
import { generateIdentity, type Unlock } from '../../src/seal/index.ts';

/** Nobody watches. */
export const SILENT: RunObserver = { step: () => {}, progress: () => {}, stepDone: () => {}, hot: () => {} };

const clock = fixedClock('2024-04-08T13:00:00.000Z' as Instant);

/** A folder with a case that can be closed and opened again, and a place for evidence. */
export class CaseKit {
  readonly folder = mkdtempSync(join(tmpdir(), 'postbreach-run-'));
  #unlock: Unlock | null = null;

  at(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** Writes a file of evidence. @returns its path. */
  write(name: string, content: string | Uint8Array): string {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  /** Opens the case, made if it is not there, for some work, and closes it. */
  async open<Result>(work: (kase: Case) => Promise<Result> | Result): Promise<Result> {
    const kase = await this.#case();
    try {
      return await work(kase);
    } finally {
      kase.close();
    }
  }

  async #case(): Promise<Case> {
    if (this.#unlock !== null) return openCase(this.at('a.case'), this.#unlock, clock);
    this.#unlock = { by: 'identity', identity: await generateIdentity() };
    const wanted = { organisation: 'Bureau', directive: 'ed-24-02', zone: 'America/New_York' };
    return createCase(this.at('a.case'), wanted, this.#unlock, clock);
  }

  add(...paths: readonly string[]): Promise<number> {
    return this.addAs(null, ...paths);
  }

  /** @returns how many files are new. */
  addAs(role: SourceRole | null, ...paths: readonly string[]): Promise<number> {
    return this.open(async (kase) => {
      let fresh = 0;
      for await (const event of addPaths(kase, paths, role)) if (event.type === 'added' && event.isNew) fresh += 1;
      return fresh;
    });
  }

  run(observer: RunObserver = SILENT): Promise<RunOutcome> {
    return this.open((kase) => runCase(kase, observer));
  }

  /** The bytes of the database, its log included. */
  database(): Buffer {
    const files = ['case.db', 'case.db-wal'].map((name) => this.at('a.case', name));
    return Buffer.concat(files.map((file) => readIfThere(file)));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** A message as a test states it. */
export function mail(name: string, subject: string, body: string): string {
  return [
    'From: ana@agency.example',
    'To: desk@vendor.example',
    'Date: Tue, 16 Jan 2024 10:00:00 +0000',
    `Subject: ${subject}`,
    `Message-ID: <${name}@agency.example>`,
    '',
    `${body}\n`,
  ].join('\n');
}

/** Messages in one mbox. */
export function mbox(...mails: readonly string[]): string {
  return mails.map((text) => `From ana@agency.example Tue Jan 16 10:00:00 2024\n${text}\n`).join('');
}

/** A unified audit log (Purview CSV) of cmdlets with their parameters. */
export function auditLog(...cmdlets: readonly (readonly [operation: string, parameters: object])[]): string {
  const rows = cmdlets.map(([operation, parameters], index) => {
    const record = {
      CreationTime: `2024-01-17T10:00:${String(index).padStart(2, '0')}`,
      Id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      Operation: operation,
      RecordType: 1,
      ResultStatus: 'True',
      UserType: 2,
      Workload: 'Exchange',
      UserId: 'ana@agency.example',
      ClientIP: '192.0.2.7',
      ObjectId: 'ana@agency.example',
      Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
    };
    return `${record.CreationTime},${record.UserId},${operation},"${JSON.stringify(record).replaceAll('"', '""')}"`;
  });
  return ['CreationDate,UserIds,Operations,AuditData', ...rows, ''].join('\r\n');
}
