import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { DEFAULT_BUDGET, parseMessage } from '../src/evidence/index.ts';
import { classicMail, type MailSample, modernMail } from './mail-samples.ts';

/** Speeds in MB (10⁶ bytes) per second of CPU time, all threads of the process together; the best of several rounds. */
interface Speeds {
  readonly floor: number;
  readonly ours: number;
}

/** What one corpus came to. */
export interface MimeDecodeResult {
  readonly corpus: string;
  readonly messages: number;
  readonly megabytes: number;
  /** Each message read from its file, then split or decoded. */
  readonly fromFiles: Speeds;
  /** The same buffers in memory for both. */
  readonly inMemory: Speeds;
  /** postal-mime on every twentieth message, in memory. */
  readonly postalMime: number;
}

const ROUNDS = 9;

/** Keeps a sum of what was decoded, so that nothing measured can be left out by the engine. */
let touched = 0;

function touch(bytes: Uint8Array): void {
  touched += bytes.length + (bytes[0] ?? 0) + (bytes[bytes.length - 1] ?? 0);
}

/** The least any reader must do: find the end of the header, hand header and body over. */
function splitHeader(message: Buffer): void {
  const lf = message.indexOf('\n\n');
  const crlf = message.indexOf('\r\n\r\n');
  const end = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 2 : lf + 1;
  touched += message.toString('latin1', 0, end).length;
  touch(message.subarray(end + 1));
}

/** All of it: addresses, subject, date, id, every transfer encoding undone, every text in UTF-8. */
function decode(bytes: Buffer): void {
  const { header, parts } = parseMessage(bytes, {
    budget: DEFAULT_BUDGET,
    source: 'bench',
    offset: 0,
    extract: (leaf) => {
      touch(leaf.mediaType.startsWith('text/') ? leaf.text() : leaf.bytes());
      return { content: { state: 'container' }, members: [], problems: [] };
    },
  });
  for (const { content } of parts) if (content.state === 'text') touch(content.text.utf8);
  touched += header.from.length + header.to.length + header.cc.length + header.bcc.length;
  touched += (header.subject?.length ?? 0) + (header.messageId?.length ?? 0) + (header.date?.offsetMinutes ?? 0);
}

async function decodeWithPostalMime(bytes: Buffer): Promise<void> {
  const { text, html, attachments } = await PostalMime.parse(bytes);
  touched += (text?.length ?? 0) + (html?.length ?? 0) + attachments.length;
}

const sizeOf = (messages: readonly Buffer[]) => messages.reduce((sum, { length }) => sum + length, 0) / 1e6;

/** CPU time is spent alike on a busy machine and an idle one, which wall time is not. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** MB/s of two kinds of work over the same items, in turn, so that a busy machine slows both. */
function race<Item>(
  megabytes: number,
  items: readonly Item[],
  floor: (item: Item) => void,
  ours: (item: Item) => void,
): Speeds {
  const best = [floor, ours].map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, work] of [floor, ours].entries()) {
      const start = cpuSeconds();
      for (const item of items) work(item);
      best[index] = Math.min(best[index] ?? 0, cpuSeconds() - start);
    }
  }
  const [floorTime = 0, ourTime = 0] = best;
  return { floor: megabytes / floorTime, ours: megabytes / ourTime };
}

async function postalMimeSpeed(messages: readonly Buffer[]): Promise<number> {
  const sample = messages.filter((_, index) => index % 20 === 0);
  const start = cpuSeconds();
  for (const message of sample) await decodeWithPostalMime(message);
  return sizeOf(sample) / (cpuSeconds() - start);
}

async function measure({ name, files }: MailSample): Promise<MimeDecodeResult> {
  const messages = files.map((file) => readFileSync(file));
  const megabytes = sizeOf(messages);
  return {
    corpus: name,
    messages: messages.length,
    megabytes,
    fromFiles: race(
      megabytes,
      files,
      (file) => splitHeader(readFileSync(file)),
      (file) => decode(readFileSync(file)),
    ),
    inMemory: race(megabytes, messages, splitHeader, decode),
    postalMime: await postalMimeSpeed(messages),
  };
}

function printSpeeds(place: string, { floor, ours }: Speeds): void {
  const percent = ((100 * ours) / floor).toFixed(0);
  console.log(
    `  ${place.padEnd(11)} split ${floor.toFixed(0).padStart(6)} MB/s   postbreach ${ours.toFixed(0).padStart(6)} MB/s   ${percent}% of the split`,
  );
}

function print({ corpus, messages, megabytes, fromFiles, inMemory, postalMime }: MimeDecodeResult): void {
  console.log(`${corpus}: ${messages} messages, ${megabytes.toFixed(1)} MB`);
  printSpeeds('from files', fromFiles);
  printSpeeds('in memory', inMemory);
  console.log(
    `  postal-mime in memory ${postalMime.toFixed(1)} MB/s: postbreach is ${(inMemory.ours / postalMime).toFixed(0)} times as fast`,
  );
}

/**
 * Measures MIME decoding against a header/body split and against postal-mime, on classic and on modern mail, and prints what came out. Generated
 * mail is written to a temporary folder and removed.
 */
export async function run(): Promise<readonly MimeDecodeResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-bench-'));
  try {
    const results = [await measure(classicMail(folder)), await measure(modernMail(folder, 300))];
    for (const result of results) print(result);
    return touched === 0 ? [] : results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) await run();
