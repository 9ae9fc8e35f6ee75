import { Command, Option } from 'commander';
import { openCase, type SourceRole, type SourceRow } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { type AddEvent, addPaths, giveRules } from '../run/index.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { ruleFilesFrom, rulesOption, sayRules } from './rules-option.ts';
import { startProgress } from './terminal/progress.ts';
import { printable } from './terminal/table.ts';
import { unlockFrom } from './unlock.ts';

interface Options {
  readonly as?: SourceRole;
  readonly identity?: string;
  readonly rules?: readonly string[];
}

const NAMES: { readonly [Kind in SourceRole]: string } = {
  mail: 'evidence to read',
  logs: 'log',
  manifest: 'manifest of stolen messages',
  accounts: 'list of compromised accounts',
  directory: 'directory export',
  indicators: 'list of indicators',
  networks: 'file of networks',
  settings: 'export of auditing settings',
  mapping: 'mapping of a log',
  notice: 'notice',
};

/** `postbreach add CASE PATH...`: gives files to the case. */
export function addCommand(act: Act): Command {
  return new Command('add')
    .argument('<case>')
    .argument('<path...>', 'files or folders; they stay where they are')
    .addOption(
      new Option('--as <kind>', 'what the files are, where content does not tell').choices([
        'mail',
        'logs',
        'manifest',
        'accounts',
        'directory',
        'indicators',
        'networks',
        'settings',
        'mapping',
      ]),
    )
    .addOption(rulesOption('search the case with these rules too: a file or folder; again for more'))
    .option('--identity <file>', 'age identity that opens the case')
    .addHelpText(
      'after',
      `
Examples:
  postbreach add breach.case /evidence/mail /evidence/logs manifest.csv accounts.csv
  postbreach add breach.case robbed-mailboxes.txt --as accounts
  postbreach add breach.case bad-addresses.txt --as indicators
  postbreach add breach.case GeoLite2-ASN.mmdb --as networks
  postbreach add breach.case mailboxes.json organisation.json bypass.csv   (what Get-Mailbox and its like say of auditing)
  postbreach add breach.case firewall.yaml --as mapping && postbreach add breach.case firewall.csv --as logs
  postbreach add breach.case /evidence/mail --rules gitleaks.toml`,
    )
    .action((folder: string, paths: readonly string[], options: Options) =>
      act(async (face) => {
        const rules = ruleFilesFrom(options.rules);
        const kase = await openCase(folder, await unlockFrom(options.identity), face.clock);
        try {
          sayRules(giveRules(kase, rules), face.talk);
          const progress = startProgress(face.talk, 'hashing', 0, 'bytes');
          const events = addPaths(kase, paths, options.as ?? null, progress.update);
          return await showAdded(events, face);
        } finally {
          kase.close();
        }
      }),
    );
}

async function showAdded(events: AsyncIterable<AddEvent>, { talk, out, json }: Face): Promise<ExitCode> {
  const fresh = new Map<SourceRole, number>();
  let known = 0;
  let losses = 0;
  const others: string[] = [];
  const unknown: SourceRow[] = [];
  const warn = (text: string) => talk.warn(`${talk.paint('yellow', 'attention')}  ${text}`);
  for await (const event of events) {
    if (json) await out.json(event.type === 'loss' ? { ...event.loss, type: 'loss' } : event);
    if (event.type === 'note') {
      talk.say(`${printable(event.source)}: ${printable(event.detail)}`);
      continue;
    }
    if (event.type === 'loss') {
      losses += 1;
      warn(`${printable(event.loss.provenance.source)}: ${printable(event.loss.detail)}`);
      continue;
    }
    if (event.row.shape === 'unrecognised') unknown.push(event.row);
    if (!event.isNew) known += 1;
    else fresh.set(event.row.kind, (fresh.get(event.row.kind) ?? 0) + 1);
    if (event.isNew && isOther(event.row)) others.push(event.row.relative);
  }
  talk.clear();
  for (const line of unknownLines(unknown)) warn(line);
  for (const [kind, files] of fresh) talk.say(`${counted(files, 'file')}: ${NAMES[kind]}`);
  for (const line of otherLines(others)) talk.say(line);
  if (known > 0) talk.say(`${counted(known, 'file')} the case had already`);
  if (fresh.size === 0 && known === 0 && losses === 0) talk.say('Nothing was there to add: the folder is empty.');
  return losses + unknown.length > 0 ? 1 : 0;
}

/** One line for each kind that was asked for: a folder may hold many files that are none of it. */
function unknownLines(rows: readonly SourceRow[]): readonly string[] {
  return [...Map.groupBy(rows, ({ kind }) => kind)].map(([kind, of]) => {
    const names = of.slice(0, 3).map(({ relative }) => printable(relative));
    const more = of.length > names.length ? ` and ${of.length - names.length} more` : '';
    const [is, it, stays] = of.length === 1 ? ['is no', 'it is', 'stays'] : ['are no', 'they are', 'stay'];
    return `${names.join(', ')}${more} ${is} ${NAMES[kind]} we know; ${it} kept as evidence and ${stays} unread. ${EXPORT_AGAIN[kind]}, or add ${of.length === 1 ? 'it' : 'them'} --as mail to search ${of.length === 1 ? 'its' : 'their'} text.`;
  });
}

const EXPORT_AGAIN: { readonly [Kind in SourceRole]: string } = {
  mail: 'Check the file',
  logs: 'Export it again as Purview, Search-UnifiedAuditLog, Graph or diagnostic-settings output',
  manifest: 'Export it again as CSV, JSON or NDJSON',
  accounts: 'Give a CSV with a column "Address", or one address a line',
  directory: 'Export users and applications again from Microsoft Graph as JSON',
  indicators: 'Give STIX 2.1 JSON, a CSV with the columns type and value, or one value a line',
  networks: 'Give a MaxMind database (MMDB), or a CSV with the columns network, asn, owner and country',
  settings:
    'Export Get-Mailbox, Get-OrganizationConfig, Get-AdminAuditLogConfig or Get-MailboxAuditBypassAssociation again as JSON (ConvertTo-Json) or CSV',
  mapping: 'Write it as docs/mappings.md says',
  notice: 'Ask the provider for it again',
};

/** Neither mailbox nor message nor archive: searched as text, which is not what a log or a list is meant for. */
function isOther(row: SourceRow): boolean {
  return row.kind === 'mail' && (row.shape === 'text' || row.shape === 'binary');
}

function otherLines(others: readonly string[]): readonly string[] {
  if (others.length === 0) return [];
  const names = others.slice(0, 3).map(printable).join(', ');
  const more = others.length > 3 ? ', …' : '';
  return [
    `  of them ${counted(others.length, 'file')} that are no mail, log, list or directory export we know (${names}${more}): searched for credentials only. If one is a log or a list, add it --as logs, manifest or accounts.`,
  ];
}
