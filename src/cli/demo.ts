import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { generateOrganisation, renderScore, scoreOrganisation } from '../../examples/index.ts';
import { type Case, createCase } from '../case/index.ts';
import { count, counted, fixedClock, type Instant } from '../core/index.ts';
import { buildStatus, freezeReport, REPORT_FORMATS, renderReport } from '../report/index.ts';
import { addPaths, runCase } from '../run/index.ts';
import { CliError } from './cli-error.ts';
import { scoredCase } from './demo-score.ts';
import type { Act, Face } from './face.ts';
import { byteText, durationText } from './terminal/number-text.ts';
import { startProgress } from './terminal/progress.ts';
import { terminalObserver } from './terminal/run-lines.ts';
import { ensureIdentityFile, unlockFrom } from './unlock.ts';

interface Options {
  readonly seed: number;
  readonly messages: number;
}

/** The demo writes into its folder and makes its case anew: never where somebody keeps something else. */
function refuseForeignFolder(dir: string): void {
  const names = existsSync(dir) ? readdirSync(dir) : [];
  if (names.length === 0 || names.some((name) => name.startsWith('organisation'))) return;
  throw new CliError('bad-option', `${dir} holds something else`, 'Name a new folder for the demo.', 2);
}

/** The story is set in spring 2024: this is the morning on which the first report is due. */
const DEMO_DAY = '2024-04-08T13:00:00.000Z' as Instant;
const EVIDENCE = ['mail', 'logs', 'manifest.csv', 'accounts.csv', 'directory-before.json', 'directory-after.json'];

/** `postbreach demo [DIR]`: the whole story on the synthetic organisation. */
export function demoCommand(act: Act): Command {
  return new Command('demo')
    .argument(
      '[dir]',
      'where it is made; an organisation already there, edited by hand or not, is used as it is',
      'demo',
    )
    .option('--seed <number>', 'another organisation, made anew', wholeNumber, 1)
    .option('--messages <number>', 'how many messages', wholeNumber, 3200)
    .addHelpText(
      'after',
      `
Examples:
  postbreach demo
  postbreach demo /tmp/other --seed 7`,
    )
    .action((dir: string, options: Options, command: Command) =>
      act(async (face) => {
        const started = performance.now();
        const asked = ['seed', 'messages'].some((name) => command.getOptionValueSource(name) === 'cli');
        // One made for a seed stands apart, so that it never takes the place of one edited by hand.
        const name = asked ? `organisation-${options.seed}-${options.messages}` : 'organisation';
        const organisation = join(dir, name);
        refuseForeignFolder(dir);
        await makeOrganisation(organisation, options, face);
        const kase = await demoCase(dir, organisation, face);
        try {
          await runCase(kase, terminalObserver(face.talk));
          await showOutcome(kase, organisation, dir, face);
        } finally {
          kase.close();
        }
        face.talk.say(face.talk.paint('gray', `The whole demo took ${durationText(performance.now() - started)}.`));
        return 0;
      }),
    );
}

async function makeOrganisation(folder: string, options: Options, { talk }: Face): Promise<void> {
  if (existsSync(join(folder, 'truth.json'))) {
    talk.say(`The organisation in ${folder} is used as it is.`);
    return;
  }
  const progress = startProgress(talk, 'making the organisation', 0, 'items');
  const made = await generateOrganisation(folder, { ...options, onProgress: ({ done }) => progress.update(done) });
  progress.finish();
  talk.say(
    `A synthetic agency and its robbed vendor, in ${folder}: ${counted(made.messages, 'message')} in ${counted(made.mailboxes, 'mailbox', 'mailboxes')}, ${counted(made.logRecords, 'log record')}, ${counted(made.credentials, 'planted credential')} (${byteText(made.bytes)}, seed ${made.seed})`,
  );
}

async function demoCase(dir: string, organisation: string, { talk }: Face): Promise<Case> {
  const folder = join(dir, 'demo.case');
  const identity = join(dir, 'demo.key');
  rmSync(folder, { recursive: true, force: true });
  await ensureIdentityFile(identity);
  const profile = { organisation: 'Bureau of Coastal Surveys', directive: 'ed-24-02', zone: 'America/New_York' };
  const kase = await createCase(folder, profile, await unlockFrom(identity), fixedClock(DEMO_DAY));
  const present = EVIDENCE.map((name) => join(organisation, name)).filter((path) => existsSync(path));
  const kinds = new Map<string, number>();
  const progress = startProgress(talk, 'hashing the evidence', 0, 'bytes');
  for await (const event of addPaths(kase, present, null, progress.update)) {
    if (event.type === 'added') kinds.set(event.row.kind, (kinds.get(event.row.kind) ?? 0) + 1);
  }
  progress.finish();
  talk.say(
    `The case: ${[...kinds].map(([kind, files]) => `${count(files)} ${kind}`).join(', ')} ${kinds.size === 0 ? '' : 'files'}`,
  );
  return kase;
}

async function showOutcome(kase: Case, organisation: string, dir: string, { talk, out, json }: Face): Promise<void> {
  const score = await scoreOrganisation(organisation, scoredCase(kase));
  const report = buildStatus(
    { profile: kase.profile, store: kase.store, head: kase.ledger.head() },
    DEMO_DAY,
    new Set(),
  );
  const paths = REPORT_FORMATS.map((format) => freezeReport(kase, 'status', format, renderReport(report, format)).path);
  if (json) await out.json({ score, summary: report.summary });
  else
    for (const line of ['', ...renderScore(score), '', ...managerLines(report.summary, talk), '']) await out.line(line);
  await out.flush();
  const here = relative('.', join(dir, 'demo.case')) || kase.folder;
  talk.say(`The status report that is due today: ${join(here, paths[0] ?? '')}`);
  talk.say('');
  talk.say('Try next:');
  const key = relative('.', join(dir, 'demo.key'));
  for (const command of nextCommands(shellWord(here), shellWord(key))) talk.say(`  ${command}`);
}

function managerLines(summary: readonly string[], talk: Face['talk']): readonly string[] {
  return [talk.paint('bold', 'For the manager'), ...summary.map((line) => `  ${line}`)];
}

function nextCommands(here: string, key: string): readonly string[] {
  const run = existsSync('package.json') && existsSync('packs') ? 'npm run --silent postbreach --' : 'postbreach';
  return [
    `${run} credentials ${here} --stolen`,
    `${run} review ${here}`,
    `${run} report ${here} status --format md --out - --identity ${key} --as-of 2024-04-08T13:00:00Z`,
  ];
}

/** A word as a shell takes it whole. */
function shellWord(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `"${word.replace(/["$`\\]/g, '\\$&')}"`;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}
