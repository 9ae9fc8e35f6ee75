/** Speed of finding secrets in decoded text, ours against secretlint's API in the same run on the same bytes. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { loadScanner } from '../src/secrets/index.ts';

const CORPUS = join(import.meta.dirname, '..', '..', 'shared', 'corpora', 'mail', 'spamassassin');
const ENOUGH_BYTES = 12_000_000;
const PEER_BYTES = 3_000_000;

/** What one run measured. Megabytes are 10^6 bytes. */
export interface SecretScanFigures {
  readonly text: 'spamassassin' | 'generated';
  readonly structuredMegabytesPerSecond: number;
  readonly withProseMegabytesPerSecond: number;
  readonly secretlintMegabytesPerSecond: number;
  /** Structured rules against secretlint, which has no prose. */
  readonly ratio: number;
  readonly ratioWithProse: number;
}

/** Measures and prints; the first pass of each is not counted. */
export async function run(): Promise<SecretScanFigures> {
  const { name, texts } = corpusTexts();
  const peerTexts = upTo(texts, PEER_BYTES);
  const structured = ours(texts, false);
  const withProse = ours(texts, true);
  const secretlint = await peer(peerTexts);
  const figures: SecretScanFigures = {
    text: name,
    structuredMegabytesPerSecond: structured,
    withProseMegabytesPerSecond: withProse,
    secretlintMegabytesPerSecond: secretlint,
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
  ];
  console.log(`secret scan of decoded text (${figures.text})`);
  for (const [name, speed] of rows) console.log(`  ${name.padEnd(18)} ${speed.toFixed(1).padStart(7)} MB/s`);
  console.log(
    `  ratio              ${figures.ratio.toFixed(1).padStart(7)} × (with prose ${figures.ratioWithProse.toFixed(1)} ×)`,
  );
}

function ours(texts: readonly string[], prose: boolean): number {
  const scanner = loadScanner({ prose });
  const encoded = texts.map((text) => new TextEncoder().encode(text));
  const pass = (): void => {
    for (const utf8 of encoded) scanner.scan(utf8, { subject: null, role: 'body' });
  };
  const bytes = encoded.reduce((sum, utf8) => sum + utf8.length, 0);
  pass();
  const start = performance.now();
  pass();
  return bytes / 1000 / (performance.now() - start);
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
  await pass();
  const start = performance.now();
  await pass();
  return bytes / 1000 / (performance.now() - start);
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
