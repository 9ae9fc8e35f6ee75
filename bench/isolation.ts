/** What it costs to read documents in children that have the bytes and nothing else: the same mailbox, the same readers, with and without. */
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { DIRECT_PARSERS, ParserPool, type Parsers, PreparingParsers, readSource } from '../src/evidence/index.ts';
import { familyCpuSeconds } from './family-cpu.ts';
import { sampleMessages, writeMbox } from './sample-mbox.ts';

/** The best of the rounds. */
interface Speed {
  /** Messages a second of wall time. */
  readonly perSecond: number;
  /** CPU milliseconds a message takes of all processes together; null where the system does not tell. */
  readonly cpuMilliseconds: number | null;
}

/** What a mailbox came to, with and without children. */
export interface IsolationResult {
  readonly messages: number;
  readonly documents: number;
  readonly direct: Speed;
  readonly isolated: Speed;
  /** From the start of a child to its first answer. */
  readonly startMilliseconds: number;
}

const CORPUS = '../shared/corpora/mail/tika/**/test-documents/*.{docx,xlsx,pptx,odt,pdf,zip,doc,xls}';
const DOCUMENT_BYTES = 300_000;
const ROUNDS = 3;

/**
 * Measures and prints: a mailbox with a document in every third message, no two alike.
 * @param documents How many at most. @returns null, said aloud, where the documents are not at hand.
 */
export async function run(documents = 150): Promise<IsolationResult | null> {
  const files = globSync(CORPUS)
    .sort()
    .filter((file) => statSync(file).size <= DOCUMENT_BYTES);
  if (files.length === 0) {
    console.warn(`SKIPPED: no documents under ${CORPUS}`);
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-bench-'));
  try {
    const mailbox = join(folder, 'mail.mbox');
    const step = Math.max(1, Math.floor(files.length / documents));
    const chosen = files.filter((_, index) => index % step === 0);
    writeMailbox(mailbox, folder, chosen);
    return print(await race(mailbox, chosen.length));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeMailbox(path: string, folder: string, files: readonly string[]): void {
  const plain = sampleMessages(folder);
  const messages = files.flatMap((file, index) => [
    withAttachment(file, index),
    ...[0, 1].map((more) => plain[(2 * index + more) % plain.length] ?? Buffer.alloc(0)),
  ]);
  // One byte short of all, so that none comes twice.
  writeMbox(
    path,
    messages,
    messages.reduce((sum, { length }) => sum + length, 0),
  );
}

function withAttachment(file: string, index: number): Buffer {
  const name = `document${extname(basename(file))}`;
  const lines = readFileSync(file).toString('base64').replace(/.{76}/g, '$&\n');
  return Buffer.from(
    `From: a@b.example\nTo: c@d.example\nSubject: ${index}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=edge\n\n` +
      `--edge\nContent-Type: text/plain\n\nplease see attached\n--edge\nContent-Type: application/octet-stream; name="${name}"\n` +
      `Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="${name}"\n\n${lines}\n--edge--\n`,
  );
}

/** Both in turn, so that a busy machine slows both, and both with code that is warm; what starting costs is told apart. */
async function race(mailbox: string, documents: number): Promise<IsolationResult> {
  const pool = new ParserPool();
  const startMilliseconds = await firstAnswer(pool);
  const rounds: { readonly direct: Reading; readonly isolated: Reading }[] = [];
  for (let round = 0; round <= ROUNDS; round++)
    rounds.push({
      direct: await readAll(mailbox, DIRECT_PARSERS),
      isolated: await readAll(mailbox, new PreparingParsers(pool)),
    });
  pool.close();
  const warm = rounds.slice(1);
  const direct = best(warm.map((round) => round.direct));
  const isolated = best(warm.map((round) => round.isolated));
  return { messages: rounds[0]?.direct.messages ?? 0, documents, direct, isolated, startMilliseconds };
}

function best(readings: readonly Reading[]): Speed {
  const cpu = readings.flatMap(({ messages, cpuSeconds }) =>
    cpuSeconds === null ? [] : [(1000 * cpuSeconds) / messages],
  );
  const perSecond = Math.max(...readings.map(({ messages, seconds }) => messages / seconds));
  return { perSecond, cpuMilliseconds: cpu.length === 0 ? null : Math.min(...cpu) };
}

/** From nothing to the answer to an order, in milliseconds. */
async function firstAnswer(parsers: Parsers): Promise<number> {
  const start = performance.now();
  const limits = { pieceBytes: 1000, memberBytes: 1000, members: 1, expansionRatio: 1 };
  const order = { reader: 'shortcut', bytes: Buffer.alloc(1), mediaType: '', fileName: null, limits } as const;
  await Array.fromAsync(parsers.read({ ...order, passwords: [], ocr: false }));
  return performance.now() - start;
}

interface Reading {
  readonly messages: number;
  readonly seconds: number;
  readonly cpuSeconds: number | null;
}

async function readAll(path: string, parsers: Parsers): Promise<Reading> {
  const [start, cpuStart] = [performance.now(), familyCpuSeconds()];
  let messages = 0;
  for await (const event of readSource({ path, relative: 'mail.mbox', size: statSync(path).size }, { parsers }))
    if (event.type === 'message') messages += 1;
  const cpuEnd = familyCpuSeconds();
  const cpuSeconds = cpuStart === null || cpuEnd === null ? null : cpuEnd - cpuStart;
  return { messages, seconds: (performance.now() - start) / 1000, cpuSeconds };
}

function print(result: IsolationResult): IsolationResult {
  const { messages, documents, direct, isolated, startMilliseconds } = result;
  const cpu = ({ cpuMilliseconds }: Speed) =>
    cpuMilliseconds === null ? '' : ` (${cpuMilliseconds.toFixed(1)} ms CPU each)`;
  console.log(`  ${messages} messages, ${documents} with a document`);
  console.log(`  in this process ${direct.perSecond.toFixed(0)} messages/s${cpu(direct)}`);
  console.log(
    `  in children     ${isolated.perSecond.toFixed(0)} messages/s${cpu(isolated)}; the first answers ${startMilliseconds.toFixed(0)} ms after its start`,
  );
  console.log(
    `  isolation costs ${percent(1 - isolated.perSecond / direct.perSecond)} of throughput${cpuCost(result)}`,
  );
  return result;
}

function cpuCost({ direct, isolated }: IsolationResult): string {
  if (direct.cpuMilliseconds === null || isolated.cpuMilliseconds === null) return '';
  return `, ${percent(isolated.cpuMilliseconds / direct.cpuMilliseconds - 1)} more CPU`;
}

const percent = (share: number) => `${(100 * share).toFixed(0)}%`;

if (import.meta.main) await run();
