/** Speed of finding secrets in decoded text, ours against secretlint's API in the same run on the same bytes. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { literalCensus, loadScanner } from '../src/secrets/index.ts';

const CORPUS = join(import.meta.dirname, '..', '..', 'shared', 'corpora', 'mail', 'spamassassin');
const ENOUGH_BYTES = 12_000_000;
const PEER_BYTES = 3_000_000;
/** Of each, ours and the peer's: the engine makes code that runs often faster while it runs. */
const PASSES = 8;

/** What one run measured. Megabytes are 10^6 bytes. */
export interface SecretScanFigures {
  readonly text: 'spamassassin' | 'generated';
  readonly structuredMegabytesPerSecond: number;
  readonly withProseMegabytesPerSecond: number;
  readonly secretlintMegabytesPerSecond: number;
  /** The kernel alone, with the literals of all rules and languages: no scanner of theirs can be faster. */
  readonly kernelMegabytesPerSecond: number;
  /** Structured rules against secretlint, which has no prose. */
  readonly ratio: number;
  readonly ratioWithProse: number;
}

/** Measures and prints, of each the fastest pass. */
export async function run(): Promise<SecretScanFigures> {
  const { name, texts } = corpusTexts();
  const peerTexts = upTo(texts, PEER_BYTES);
  const structured = ours(texts, false);
  const withProse = ours(texts, true);
  const kernel = speedOver(texts, literalCensus());
  const secretlint = await peer(peerTexts);
  const figures: SecretScanFigures = {
    text: name,
    structuredMegabytesPerSecond: structured,
    withProseMegabytesPerSecond: withProse,
    secretlintMegabytesPerSecond: secretlint,
    kernelMegabytesPerSecond: kernel,
    ratio: structured / secretlint,
    ratioWithProse: withProse / secretlint,
  };
  print(figures);
  return figures;
}

function print(figures: SecretScanFigures): void {
  const rows: readonly (readonly [string, number])[] = [
    ['structured rules', figures.structuredMegabytesPerSecond],
    ['with prose', figures.withProseMegabytesPerSecond],
    ['secretlint API', figures.secretlintMegabytesPerSecond],
    ['the kernel alone', figures.kernelMegabytesPerSecond],
  ];
  console.log(`secret scan of decoded text (${figures.text})`);
  for (const [name, speed] of rows) console.log(`  ${name.padEnd(18)} ${speed.toFixed(1).padStart(7)} MB/s`);
  console.log(
    `  ratio              ${figures.ratio.toFixed(1).padStart(7)} × (with prose ${figures.ratioWithProse.toFixed(1)} ×)`,
  );
}

function ours(texts: readonly string[], prose: boolean): number {
  const scanner = loadScanner({ prose });
  return speedOver(texts, (utf8) => scanner.scan(utf8, { subject: null, role: 'body' }));
}

/** Megabytes a second of the fastest pass. */
function speedOver(texts: readonly string[], read: (utf8: Uint8Array) => void): number {
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const bytes = encoded.reduce((sum, utf8) => sum + utf8.length, 0);
  const milliseconds = Array.from({ length: PASSES }, () => {
    const start = performance.now();
    for (const utf8 of encoded) read(utf8);
    return performance.now() - start;
  });
  return bytes / 1000 / Math.min(...milliseconds);
}

async function peer(texts: readonly string[]): Promise<number> {
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };
  const pass = async (): Promise<void> => {
    for (const [at, content] of texts.entries()) {
      await lintSource({
        source: { filePath: `/mail/${at}.txt`, content, ext: '.txt', contentType: 'text' },
        options: { config, noPhysicFilePath: true },
      });
    }
  };
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  let fastest = Number.POSITIVE_INFINITY;
  for (let passes = 0; passes < PASSES; passes += 1) {
    const start = performance.now();
    await pass();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return bytes / 1000 / fastest;
}

function corpusTexts(): { readonly name: 'spamassassin' | 'generated'; readonly texts: readonly string[] } {
  if (!existsSync(CORPUS)) return { name: 'generated', texts: generatedTexts() };
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(CORPUS, name));
  const texts = files
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1').replace(/^[\s\S]*?\n\n/, ''));
  return { name: 'spamassassin', texts: upTo(texts, ENOUGH_BYTES) };
}

function upTo(texts: readonly string[], bytes: number): readonly string[] {
  let sum = 0;
  return texts.filter((text) => {
    sum += text.length;
    return sum <= bytes;
  });
}

/** Mail-like text with an address, a link and now and then a password, the same in every run. */
function generatedTexts(): readonly string[] {
  const words =
    'please find the report for the meeting on monday with our vendor and the new account of the team in the office'.split(
      ' ',
    );
  let seed = 7;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  return Array.from({ length: 3000 }, (_, at) => {
    const lines = Array.from({ length: 50 }, () =>
      Array.from({ length: 12 }, () => words[next(words.length)]).join(' '),
    );
    lines.push(`https://portal.vendor.example/case/${next(99_999)}`, `ana.${next(999)}@agency.example`);
    if (at % 20 === 0) lines.push(`password: Corncrake-${next(99_999)}`);
    return lines.join('\n');
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run();
  // secretlint goes on for a minute with what it measured of itself; nobody waits for that.
  process.exit();
}
