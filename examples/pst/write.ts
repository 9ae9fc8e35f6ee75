/** Writes a PST of synthetic mail: `write.ts OUT.pst --size 1G --format unicode --encoding permute --seed 7`. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CRYPT_METHOD, type PstEncoding } from './encoding.ts';
import type { PstFormat } from './layout.ts';
import { generatedMailbox, type MailboxSize } from './mailbox.ts';
import { type ManifestEntry, ManifestTally, recorded } from './manifest.ts';
import { type PstProgress, writePst } from './write-pst.ts';

const USAGE = `write.ts OUT.pst [--size 100M | --messages N] [--format unicode|ansi] [--encoding none|permute|cyclic] [--seed TEXT]
  [--deleted SHARE] [--orphaned SHARE] [--overcount N] [--manifest FILE.ndjson]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '10M' },
    messages: { type: 'string' },
    format: { type: 'string', default: 'unicode' },
    encoding: { type: 'string', default: 'permute' },
    seed: { type: 'string', default: '1' },
    deleted: { type: 'string', default: '0' },
    orphaned: { type: 'string', default: '0' },
    overcount: { type: 'string', default: '0' },
    manifest: { type: 'string' },
  },
});

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9 };

function refuse(what: string): never {
  console.error(`${what}\n${USAGE}`);
  process.exit(2);
}

function sizeOf(text: string): MailboxSize {
  const [, number, unit = ''] =
    /^(\d+(?:\.\d+)?)([KMG]?)$/u.exec(text) ?? refuse(`--size is a number with K, M or G, not ${text}`);
  return { bytes: Number(number) * (UNITS[unit] as number) };
}

function formatOf(text: string): PstFormat {
  return text === 'unicode' || text === 'ansi' ? text : refuse(`--format is unicode or ansi, not ${text}`);
}

function encodingOf(text: string): PstEncoding {
  return text in CRYPT_METHOD ? (text as PstEncoding) : refuse(`--encoding is none, permute or cyclic, not ${text}`);
}

/** A line a second on standard error. */
function progressLine(started: number): (progress: PstProgress) => void {
  let told = started;
  return ({ messages, bytes }) => {
    const now = performance.now();
    if (now - told < 1000) return;
    told = now;
    const rate = bytes / 1000 / (now - started);
    console.error(`${messages} messages, ${(bytes / 1e6).toFixed(0)} MB, ${rate.toFixed(0)} MB/s`);
  };
}

function main(): void {
  const [path] = positionals;
  if (path === undefined) refuse('Say which file to write.');
  const started = performance.now();
  const manifest = values.manifest === undefined ? null : openSync(values.manifest, 'w');
  const tally = new ManifestTally();
  const record = (entry: ManifestEntry) => {
    tally.add(entry);
    if (manifest !== null) writeSync(manifest, `${JSON.stringify(entry)}\n`);
  };
  const size = values.messages === undefined ? sizeOf(values.size) : { messages: Number(values.messages) };
  const mailbox = generatedMailbox({
    size,
    seed: values.seed,
    deleted: Number(values.deleted),
    orphaned: Number(values.orphaned),
    overcount: Number(values.overcount),
  });
  const { bytes } = writePst(path, {
    format: formatOf(values.format),
    encoding: encodingOf(values.encoding),
    folders: recorded(mailbox, record),
    onProgress: progressLine(started),
  });
  if (manifest !== null) closeSync(manifest);
  console.log(
    JSON.stringify({ bytes, ...tally.totals, seconds: Number(((performance.now() - started) / 1000).toFixed(1)) }),
  );
}

main();
