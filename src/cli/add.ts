import { Command, Option } from 'commander';
import { openCase, type SourceRole } from '../case/index.ts';
import { type AddEvent, addPaths } from '../run/index.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';
import { counted } from './terminal/number-text.ts';
import { startProgress } from './terminal/progress.ts';
import { printable } from './terminal/table.ts';
import { unlockFrom } from './unlock.ts';

interface Options {
  readonly as?: SourceRole;
  readonly identity?: string;
}

const NAMES: { readonly [Kind in SourceRole]: string } = {
  mail: 'evidence to read',
  logs: 'log',
  manifest: 'manifest of stolen messages',
  accounts: 'list of compromised accounts',
  directory: 'directory export',
  notice: 'notice',
};

/** `postbreach add CASE PATH...`: gives files to the case. */
export function addCommand(act: Act): Command {
  return new Command('add')
    .description('give mail, logs, manifests, accounts and directory exports to the case; told apart by content')
    .argument('<case>')
    .argument('<path...>', 'files or folders; they stay where they are')
    .addOption(
      new Option('--as <kind>', 'what the files are, where content does not tell').choices([
        'mail',
        'logs',
        'manifest',
        'accounts',
        'directory',
      ]),
    )
    .option('--identity <file>', 'age identity that opens the case')
    .addHelpText(
      'after',
      `
Examples:
  postbreach add breach.case /evidence/mail /evidence/logs manifest.csv accounts.csv
  postbreach add breach.case robbed-mailboxes.txt --as accounts`,
    )
    .action((folder: string, paths: readonly string[], options: Options) =>
      act(async (face) => {
        const kase = await openCase(folder, await unlockFrom(options.identity), face.clock);
        try {
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
  for await (const event of events) {
    if (json) await out.json(event.type === 'loss' ? { ...event.loss, type: 'loss' } : event);
    const warning = warningOf(event);
    if (warning !== null) {
      losses += 1;
      talk.warn(`${talk.paint('yellow', 'attention')}  ${warning}`);
    }
    if (event.type === 'added' && event.isNew) fresh.set(event.row.kind, (fresh.get(event.row.kind) ?? 0) + 1);
    if (event.type === 'added' && !event.isNew) known += 1;
  }
  talk.clear();
  for (const [kind, files] of fresh) talk.say(`${counted(files, 'file')}: ${NAMES[kind]}`);
  if (known > 0) talk.say(`${counted(known, 'file')} the case had already`);
  if (fresh.size === 0 && known === 0 && losses === 0) talk.say('Nothing was there to add: the folder is empty.');
  return losses > 0 ? 1 : 0;
}

function warningOf(event: AddEvent): string | null {
  if (event.type === 'loss') return `${printable(event.loss.provenance.source)}: ${printable(event.loss.detail)}`;
  if (event.row.shape !== 'unrecognised') return null;
  return `${printable(event.row.relative)} is no ${NAMES[event.row.kind]} we know; it is kept as evidence and stays unread. Export it again as Purview, Search-UnifiedAuditLog, Graph or diagnostic-settings output, or add it --as mail to search its text.`;
}
