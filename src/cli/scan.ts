import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type KeyedHash, keyedHash } from '../core/index.ts';
import { afterRefused, type Seen, scanPaths, scanRecords, withoutSeen } from '../run/index.ts';
import {
  type Confidence,
  loadDisclosureFinder,
  loadScanner,
  loadTextScanner,
  parseAllowList,
  readRuleFiles,
} from '../secrets/index.ts';
import { CliError } from './cli-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { jobsOption } from './jobs-option.ts';
import { ruleFilesFrom, rulesOption, sayGiven } from './rules-option.ts';
import { readBaseline } from './scan/baseline.ts';
import { SCAN_FORMATS, type ScanFormat, writeScan } from './scan/scan-format.ts';
import { startProgress } from './terminal/progress.ts';

interface Options {
  readonly format: ScanFormat;
  readonly showSecrets?: true;
  readonly minConfidence: Confidence;
  readonly key?: string;
  readonly ocr?: true;
  readonly explain?: true;
  readonly disclosures?: true;
  readonly baseline?: string;
  readonly allowList?: string;
  readonly rules?: readonly string[];
  readonly jobs: number;
}

const SHORTEST_KEY = 16;

/** `postbreach scan PATH...`: credentials in any mail or file, no case needed. */
export function scanCommand(act: Act): Command {
  return new Command('scan')
    .argument('<path...>', 'files or folders; - reads standard input', collectPaths)
    .addOption(new Option('--format <format>', 'how findings are printed').choices(SCAN_FORMATS).default('pretty'))
    .addOption(
      new Option('--min-confidence <level>', 'leave out what is less sure')
        .choices(['low', 'medium', 'high'])
        .default('low'),
    )
    .option('--show-secrets', 'print the secrets themselves, not only masked previews')
    .option('--explain', 'say of each credential why it is believed to be one, how sure, and what to do')
    .option(
      '--disclosures',
      'tell what else helps an attacker: hosts, reports, personal data, markings (docs/disclosures.md)',
    )
    .option('--ocr', 'look for letters in pictures too; takes seconds for each')
    .option('--key <file>', 'key of the fingerprints (at least 16 bytes), so that two scans give the same; else random')
    .option('--baseline <file>', 'leave out what an earlier scan found: its ndjson output, made with the same --key')
    .option('--allow-list <file>', 'leave out what the file names, with the reason it gives (YAML, docs/rules.md)')
    .addOption(rulesOption())
    .addOption(jobsOption())
    .addHelpText(
      'after',
      `
Reads EML, mbox, Maildir, PST, MSG, and zip, 7z, rar, tar, gz, bz2, xz and zst with all that is in them; Office files
old and new, OpenDocument, PDF, RTF, HTML, calendars, key stores, databases, codes in pictures, and text, told apart by
content. What is locked is tried with the passwords that were mailed beside it: in the same message, its conversation,
or between the same two people within a fortnight. What cannot be read is a loss with its reason, and the exit code is
then 1.

With --rules, rules of your own, or of Gitleaks, Kingfisher, Nosey Parker, Titus and TruffleHog (custom detectors), are searched
for beside the installed ones; each that cannot be used is a loss with its reason (docs/rules.md).

Examples:
  postbreach scan inbox.mbox
  postbreach scan /evidence/mail --format ndjson > findings.ndjson
  postbreach scan /evidence/mail --format sarif > findings.sarif
  postbreach scan --explain message.eml
  postbreach scan mail/ --key scan.key --baseline last-week.ndjson --allow-list known.yaml
  postbreach scan mail/ --rules .gitleaks.toml --rules our-rules/
  postbreach scan --disclosures --format ndjson mail/
  postbreach scan --ocr scans/ invoice.pdf
  postbreach scan --min-confidence high --show-secrets message.eml
  zcat mail.mbox.gz | postbreach scan -`,
    )
    .action((paths: readonly string[], options: Options) => act((face) => scan(paths, options, face)));
}

async function scan(paths: readonly string[], options: Options, face: Face): Promise<ExitCode> {
  const { talk, out, json } = face;
  const rules = readRuleFiles(ruleFilesFrom(options.rules));
  sayGiven(rules, talk);
  const scanner = loadScanner({ rules });
  const texts = loadTextScanner(options.jobs, { rules });
  const progress = startProgress(talk, 'scanning', 0, 'bytes');
  const read = scanPaths(paths, { scanner, texts, ocr: options.ocr === true, onBytes: progress.update });
  const events = afterRefused(rules.refused, read);
  const seen = await seenBefore(options);
  const found = scanRecords(events, {
    hash: hashFrom(options.key),
    scanner,
    minConfidence: options.minConfidence,
    showSecrets: options.showSecrets === true,
    ...(options.disclosures === true ? { disclosures: loadDisclosureFinder() } : {}),
  });
  const records = seen === null ? found : withoutSeen(found, seen);
  const look = { format: json ? 'ndjson' : options.format, explain: options.explain === true, rules } as const;
  const summary = await writeScan(records, look, out, talk).finally(texts.close);
  progress.finish();
  if (summary !== null && summary.sources === 0 && summary.losses === 0)
    talk.say('Nothing was there to read: the folder is empty.');
  return summary === null || summary.losses > 0 ? 1 : 0;
}

/** What is to be left out; null where nothing is. */
async function seenBefore({ baseline, allowList, key }: Options): Promise<Seen | null> {
  if (baseline === undefined && allowList === undefined) return null;
  if (baseline !== undefined && key === undefined) {
    const next = 'Give --key FILE, the key that the earlier scan was made with.';
    throw new CliError('bad-option', 'a baseline is known by its fingerprints, which need their key', next, 2);
  }
  return {
    baseline: baseline === undefined ? new Set() : await readBaseline(baseline),
    allowed: allowList === undefined ? null : parseAllowList(allowList, readFileSync(allowList, 'utf8')),
  };
}

function hashFrom(path: string | undefined): KeyedHash {
  if (path === undefined) return keyedHash(randomBytes(32));
  const key = readFileSync(path);
  if (key.length >= SHORTEST_KEY) return keyedHash(key);
  throw new CliError('bad-option', `${path} is too short for a key`, `Give at least ${SHORTEST_KEY} random bytes.`, 2);
}

function collectPaths(path: string, before: readonly string[] | undefined): readonly string[] {
  if (path === '') throw new InvalidArgumentError('a path is empty');
  return [...(before ?? []), path];
}
