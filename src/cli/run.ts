import { Command } from 'commander';
import { openCase } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { runCase } from '../run/index.ts';
import type { Act } from './face.ts';
import { jobsOption } from './jobs-option.ts';
import { terminalObserver } from './terminal/run-lines.ts';
import { unlockFrom } from './unlock.ts';

/** `postbreach run CASE`: everything that is not yet done; resumable. */
export function runCommand(act: Act): Command {
  return new Command('run')
    .description('read, reconcile, detect, review: everything that is not yet done')
    .argument('<case>')
    .option('--identity <file>', 'age identity that opens the case')
    .option('--ocr', 'look for letters in pictures too; later runs of the case do so as well')
    .addOption(jobsOption())
    .addHelpText(
      'after',
      `
High-confidence credentials are shown as they are found. Stop it at any moment: the next run goes on where it was.

With --ocr for the first time, mail that was read before is read anew. It takes seconds for each picture.

Examples:
  postbreach run breach.case
  postbreach run breach.case --ocr`,
    )
    .action((folder: string, options: { readonly identity?: string; readonly ocr?: true; readonly jobs: number }) =>
      act(async ({ talk, out, clock, json }) => {
        const kase = await openCase(folder, await unlockFrom(options.identity), clock);
        try {
          const settings = { ocr: options.ocr === true, jobs: options.jobs };
          const { losses, unfinished } = await runCase(kase, terminalObserver(talk), settings);
          if (json) await out.json({ losses, unfinished });
          if (unfinished > 0)
            talk.warn(
              `${counted(unfinished, 'source')} could not be read to the end; \`postbreach status ${folder}\` says why.`,
            );
          talk.say(
            losses === 0
              ? 'Done; nothing was lost.'
              : `Done, with ${counted(losses, 'loss', 'losses')}: each is a row with its reason.`,
          );
          talk.say(`Next: postbreach status ${folder}, postbreach report ${folder} status`);
          return losses > 0 || unfinished > 0 ? 1 : 0;
        } finally {
          kase.close();
        }
      }),
    );
}
