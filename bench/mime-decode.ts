import PostalMime from 'postal-mime';
import { DEFAULT_BUDGET, parseMessage } from '../src/evidence/index.ts';
import { classicMail, modernMail } from './mail-samples.ts';

/** What one corpus came to, in MB (10⁶ bytes) per second of wall time; the best of several rounds. */
export interface MimeDecodeResult {
  readonly corpus: string;
  readonly messages: number;
  readonly megabytes: number;
  readonly floor: number;
  readonly ours: number;
  readonly postalMime: number;
}

const ROUNDS = 7;

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

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

async function measure(corpus: string, messages: readonly Buffer[]): Promise<MimeDecodeResult> {
  const megabytes = sizeOf(messages);
  let floor = Number.POSITIVE_INFINITY;
  let ours = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    floor = Math.min(
      floor,
      seconds(() => messages.forEach(splitHeader)),
    );
    ours = Math.min(
      ours,
      seconds(() => messages.forEach(decode)),
    );
  }
  const sample = messages.filter((_, index) => index % 20 === 0);
  const start = performance.now();
  for (const message of sample) await decodeWithPostalMime(message);
  const postal = (performance.now() - start) / 1000;
  return {
    corpus,
    messages: messages.length,
    megabytes,
    floor: megabytes / floor,
    ours: megabytes / ours,
    postalMime: sizeOf(sample) / postal,
  };
}

function print({ corpus, messages, megabytes, floor, ours, postalMime }: MimeDecodeResult): void {
  const percent = ((100 * ours) / floor).toFixed(0);
  console.log(`${corpus}: ${messages} messages, ${megabytes.toFixed(1)} MB`);
  console.log(`  header/body split  ${floor.toFixed(0).padStart(6)} MB/s`);
  console.log(
    `  postbreach         ${ours.toFixed(0).padStart(6)} MB/s  ${percent}% of the split, ${(ours / postalMime).toFixed(0)}x postal-mime`,
  );
  console.log(`  postal-mime        ${postalMime.toFixed(1).padStart(6)} MB/s`);
}

/** Measures MIME decoding against a header/body split and postal-mime, on classic and on modern mail, and prints what came out. */
export async function run(): Promise<readonly MimeDecodeResult[]> {
  const classic = classicMail();
  const results = [
    await measure(classic.name, classic.messages),
    await measure('generated modern mail', modernMail(300)),
  ];
  for (const result of results) print(result);
  return touched === 0 ? [] : results;
}

if (import.meta.main) await run();
