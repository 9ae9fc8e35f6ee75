/** Speed of finding credentials stated in prose, against a plain `indexOf` over the triggers in the same run on the same texts. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findProse, PROSE_TRIGGERS } from '../src/secrets/prose/index.ts';

const CORPUS = join(import.meta.dirname, '..', '..', 'shared', 'corpora', 'mail', 'spamassassin');
const ENOUGH_BYTES = 12_000_000;
/** Longer texts reach findProse in stretches only. */
const LONGEST_TEXT = 65_536;
const PASSES = 3;

/** What one run measured. Megabytes are 10^6 characters. */
export interface ProseScanFigures {
  readonly text: 'spamassassin' | 'generated';
  readonly megabytesPerSecond: number;
  readonly floorMegabytesPerSecond: number;
  /** Prose against the floor: above 1 it is faster than looking for each trigger by itself. */
  readonly ratio: number;
}

/** Measures CPU time and prints; the first passes warm up and are not counted. */
export function run(): Promise<ProseScanFigures> {
  const { name, texts } = corpusTexts();
  const megabytesPerSecond = speedOf(texts, (text) => findProse(text, { subject: null, role: 'body' }).length);
  const floorMegabytesPerSecond = speedOf(texts, (text) => {
    const lower = text.toLowerCase();
    return PROSE_TRIGGERS.filter((trigger) => lower.indexOf(trigger) >= 0).length;
  });
  const figures = {
    text: name,
    megabytesPerSecond,
    floorMegabytesPerSecond,
    ratio: megabytesPerSecond / floorMegabytesPerSecond,
  };
  console.log(`prose (${name}, ${PROSE_TRIGGERS.length} triggers)`);
  console.log(`  findProse         ${figures.megabytesPerSecond.toFixed(1).padStart(7)} MB/s`);
  console.log(`  indexOf, triggers ${figures.floorMegabytesPerSecond.toFixed(1).padStart(7)} MB/s`);
  console.log(`  ratio             ${figures.ratio.toFixed(1).padStart(7)} ×`);
  return Promise.resolve(figures);
}

function speedOf(texts: readonly string[], read: (text: string) => number): number {
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const pass = (): number => texts.reduce((sum, text) => sum + read(text), 0);
  pass();
  const begin = process.cpuUsage().user;
  for (let count = 0; count < PASSES; count++) pass();
  return (size * PASSES) / (process.cpuUsage().user - begin);
}

function corpusTexts(): { readonly name: 'spamassassin' | 'generated'; readonly texts: readonly string[] } {
  if (!existsSync(CORPUS)) return { name: 'generated', texts: generatedTexts() };
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(CORPUS, name));
  let size = 0;
  const texts: string[] = [];
  for (const file of files) {
    if (size > ENOUGH_BYTES || !statSync(file).isFile()) continue;
    const text = readFileSync(file, 'latin1').replace(/^[\s\S]*?\n\n/, '');
    texts.push(text.slice(0, LONGEST_TEXT));
    size += text.length;
  }
  return { name: 'spamassassin', texts };
}

/** Mail-like text, now and then with a password, the same in every run. */
function generatedTexts(): readonly string[] {
  const words =
    'please find the report for the meeting on monday with our vendor and the new account of the team in the office'.split(
      ' ',
    );
  let seed = 11;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  return Array.from({ length: 3000 }, (_, at) => {
    const lines = Array.from({ length: 40 }, () =>
      Array.from({ length: 12 }, () => words[next(words.length)]).join(' '),
    );
    if (at % 20 === 0) lines.push(`The password is Corncrake-${next(99_999)}.`);
    return lines.join('\n');
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
