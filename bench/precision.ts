/**
 * What `scan` claims of mail in which hardly any credential stands: every finding of medium confidence or above on spamassassin's messages, by its
 * cause, and how many of low confidence by rule. docs/precision.md is what it prints. Values are shown as previews only.
 *
 *   node bin/node26.js bench/precision.ts [FOLDER]
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
const CORPUS = join(ROOT, '..', 'shared', 'corpora', 'mail', 'spamassassin');

const Finding = z.object({
  type: z.literal('finding'),
  rule: z.string(),
  confidence: z.enum(['low', 'medium', 'high']),
  preview: z.string(),
  reasons: z.array(z.string()).default([]),
  provenance: z.object({ source: z.string(), part: z.string(), span: z.tuple([z.number(), z.number()]) }),
});
type Finding = z.infer<typeof Finding>;
const Summary = z.object({ type: z.literal('summary'), messages: z.number(), losses: z.number() });

/** What a person said of a finding after looking at the message. */
const Judged = z.object({
  causes: z.array(
    z.strictObject({
      cause: z.string(),
      credential: z.boolean(),
      at: z.array(z.strictObject({ source: z.string(), span: z.tuple([z.number(), z.number()]) })),
    }),
  ),
});
type Cause = z.infer<typeof Judged>['causes'][number];

interface Scanned {
  readonly messages: number;
  /** What could not be read or searched. */
  readonly losses: number;
  readonly findings: readonly Finding[];
}

print(await scanned(process.argv[2] ?? CORPUS), judgedCauses());

async function scanned(folder: string): Promise<Scanned> {
  const main = join(ROOT, 'src', 'cli', 'main.ts');
  const child = spawn(process.execPath, [main, 'scan', folder, '--format', 'ndjson', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const findings: Finding[] = [];
  let [messages, losses] = [0, 0];
  for await (const line of createInterface({ input: child.stdout })) {
    const record: unknown = JSON.parse(line);
    const finding = Finding.safeParse(record);
    if (finding.success) findings.push(finding.data);
    const summary = Summary.safeParse(record);
    if (summary.success) [messages, losses] = [summary.data.messages, summary.data.losses];
  }
  return { messages, losses, findings };
}

function judgedCauses(): readonly Cause[] {
  return Judged.parse(parse(readFileSync(join(import.meta.dirname, 'precision-judged.yaml'), 'utf8'))).causes;
}

function print({ messages, losses, findings }: Scanned, causes: readonly Cause[]): void {
  const loud = findings.filter(({ confidence }) => confidence !== 'low');
  const byCause = Map.groupBy(loud, (finding) => causes.find((cause) => isOf(cause, finding)) ?? null);
  const alarms = loud.filter((finding) => !causes.some((cause) => cause.credential && isOf(cause, finding)));
  const rate = (count: number): string => ((count * 1000) / messages).toFixed(2);
  console.log(
    `${messages} messages, ${losses} losses: ${loud.length} findings at medium or above, ${rate(loud.length)} per 1,000;`,
  );
  console.log(`${alarms.length} of them no credentials, ${rate(alarms.length)} per 1,000\n`);
  console.log(
    '| cause | credential | confidence | rule | preview | message, bytes |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const [cause, own] of byCause) for (const finding of own) console.log(rowOf(finding, cause));
  console.log('\n| rule, at low confidence | findings | per 1,000 |\n| --- | --- | --- |');
  const quiet = Map.groupBy(findings, ({ confidence, rule }) => (confidence === 'low' ? rule : null));
  for (const [rule, own] of [...quiet].toSorted((a, b) => b[1].length - a[1].length))
    if (rule !== null) console.log(`| ${rule} | ${own.length} | ${rate(own.length)} |`);
}

function isOf({ at }: Cause, { provenance }: Finding): boolean {
  return at.some(
    ({ source, span }) =>
      source === provenance.source && span[0] === provenance.span[0] && span[1] === provenance.span[1],
  );
}

function rowOf({ confidence, rule, preview, provenance }: Finding, cause: Cause | null): string {
  const told = cause === null ? 'not yet looked at' : cause.cause;
  const credential = cause === null ? '?' : cause.credential ? 'yes' : 'no';
  const [start, end] = provenance.span;
  return `| ${told} | ${credential} | ${confidence} | ${rule} | \`${preview}\` | ${provenance.source} ${start}–${end} |`;
}
