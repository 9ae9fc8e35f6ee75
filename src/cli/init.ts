import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { createCase } from '../case/index.ts';
import { directiveIds, loadDirective } from '../directive/index.ts';
import { giveRules } from '../run/index.ts';
import type { Act } from './face.ts';
import { ruleFilesFrom, rulesOption, sayRules } from './rules-option.ts';
import { printable } from './terminal/table.ts';
import { ensureIdentityFile, newUnlockFrom } from './unlock.ts';

interface Options {
  readonly directive: string;
  readonly organisation: string;
  readonly timezone: string;
  readonly identity?: string;
  readonly newIdentity?: string;
  readonly rules?: readonly string[];
}

/** `postbreach init CASE`: makes the case folder. */
export function initCommand(act: Act): Command {
  return new Command('init')
    .argument('<case>', 'folder to make, e.g. breach.case')
    .option('--directive <id>', `directive the case answers to: ${directiveIds().join(', ')}`, 'ed-24-02')
    .option('--organisation <name>', 'whose case it is', 'unnamed organisation')
    .option('--timezone <zone>', 'zone in which deadlines are read', 'America/New_York')
    .addOption(rulesOption('search the case with these rules too: a file or folder; again for more'))
    .option('--identity <file>', 'lock the case with this age identity instead of a passphrase')
    .option('--new-identity <file>', 'make a new age identity in this file and lock the case with it')
    .addHelpText(
      'after',
      `
Without --identity the case is locked with a passphrase: POSTBREACH_PASSPHRASE, or what you type.

Examples:
  postbreach init breach.case --organisation "Bureau of Coastal Surveys" --timezone America/New_York
  postbreach init breach.case --new-identity breach.key
  postbreach init breach.case --rules our-rules/`,
    )
    .action((folder: string, options: Options) =>
      act(async ({ talk, out, clock, json }) => {
        const directive = loadDirective(options.directive);
        const rules = ruleFilesFrom(options.rules);
        if (options.newIdentity !== undefined) {
          const known = existsSync(options.newIdentity);
          await ensureIdentityFile(options.newIdentity);
          talk.say(
            known
              ? `${options.newIdentity} is there already and is used.`
              : `${options.newIdentity} holds the new identity. Keep it off this machine.`,
          );
        }
        const unlock = await newUnlockFrom(options.identity ?? options.newIdentity);
        const { directive: id, organisation, timezone: zone } = options;
        const kase = await createCase(folder, { directive: id, organisation, zone }, unlock, clock);
        sayRules(giveRules(kase, rules), talk);
        if (json) await out.json({ folder: kase.folder, ...kase.profile });
        talk.say(`${kase.folder} is ready: ${printable(organisation)}, ${directive.short}, deadlines in ${zone}.`);
        talk.say(`Next: postbreach add ${folder} PATH… for mail, logs, manifest, accounts and directory exports.`);
        kase.close();
        return 0;
      }),
    );
}
