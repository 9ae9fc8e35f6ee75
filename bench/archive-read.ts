/** The same mail as a bare mbox, in a zip and in a tar.gz: speed and CPU time, against the bare mbox and against decompressing alone. */
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip, gzipSync } from 'node:zlib';
import { readSource } from '../src/evidence/index.ts';
import { writeTar } from '../test/evidence/tar-fixture.ts';
import { writeZip } from '../test/evidence/zip-fixture.ts';
import { modernMail } from './mail-samples.ts';

/** One reading. Megabytes are 10^6 bytes of the bare mailbox. */
export interface ArchiveReadResult {
  readonly name: string;
  readonly megabytesPerSecond: number;
  readonly cpuSeconds: number;
}

const FLOOR = 'gunzip alone';

/** Measures and prints. @param megabytes of the mailbox. */
export async function run(megabytes = 64): Promise<readonly ArchiveReadResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-bench-'));
  try {
    const mailbox = bareMailbox(folder, megabytes * 1e6);
    const written = (name: string, bytes: Buffer) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const bare = written('mail.mbox', mailbox);
    const zip = written('mail.zip', writeZip([{ name: 'mail.mbox', data: mailbox }]));
    const zipped = written('mail.tar.gz', gzipSync(writeTar([{ name: 'mail.mbox', data: mailbox }])));
    await readAll(bare);
    const results = [
      await measured('bare mbox', mailbox.length, () => readAll(bare)),
      await measured('zip', mailbox.length, () => readAll(zip)),
      await measured('tar.gz', mailbox.length, () => readAll(zipped)),
      await measured(FLOOR, mailbox.length, () => gunzipAlone(zipped)),
    ];
    for (const result of results) print(result, results);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bareMailbox(folder: string, bytes: number): Buffer {
  const messages = modernMail(folder, 100).files.map((file) => readFileSync(file));
  const made: Buffer[] = [];
  for (let size = 0, index = 0; size < bytes; index += 1) {
    const separator = `From ann@example.org Tue Mar  5 10:10:00 2024\nX-Copy: ${index}\n`;
    const message = Buffer.concat([Buffer.from(separator), messages[index % messages.length] ?? Buffer.alloc(0)]);
    made.push(message, Buffer.from('\n\n'));
    size += message.length + 2;
  }
  return Buffer.concat(made);
}

async function readAll(path: string): Promise<void> {
  for await (const event of readSource({ path, relative: 'mail', size: -1 })) {
    if (event.type === 'loss' && event.loss.level === 'source') throw new Error(event.loss.detail);
  }
}

async function gunzipAlone(path: string): Promise<void> {
  for await (const _ of createReadStream(path).pipe(createGunzip()));
}

async function measured(name: string, bytes: number, work: () => Promise<void>): Promise<ArchiveReadResult> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { name, megabytesPerSecond: bytes / 1e6 / seconds, cpuSeconds: (user + system) / 1e6 };
}

/** The floor of something compressed is the bare mbox and decompressing after one another, in CPU time. */
function print({ name, megabytesPerSecond, cpuSeconds }: ArchiveReadResult, all: readonly ArchiveReadResult[]): void {
  const [bare] = all;
  const alone = all.find((result) => result.name === FLOOR);
  if (bare === undefined || alone === undefined) return;
  const ofBare = (megabytesPerSecond / bare.megabytesPerSecond).toFixed(2);
  const ofFloor = (cpuSeconds / (bare.cpuSeconds + alone.cpuSeconds)).toFixed(2);
  console.log(
    `  ${name.padEnd(13)}${megabytesPerSecond.toFixed(0).padStart(5)} MB/s, ${ofBare} of the bare mbox's speed; ${cpuSeconds.toFixed(2)} CPU s, ${ofFloor} of reading it bare and gunzip`,
  );
}

if (import.meta.main) await run(Number(process.argv[2] ?? 64));
