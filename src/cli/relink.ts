import { Command } from 'commander';
import { openCase, relink } from '../case/index.ts';
import { counted } from '../core/index.ts';
import type { Act } from './face.ts';
import { unlockFrom } from './unlock.ts';

/** `postbreach relink CASE OLD NEW`: evidence has moved. */
export function relinkCommand(act: Act): Command {
  return new Command('relink')
    .argument('<case>')
    .argument('<old>', 'where it was: a file, or a folder above files')
    .argument('<new>', 'where it is now')
    .option('--identity <file>', 'age identity that opens the case')
    .addHelpText('after', '\nExample:\n  postbreach relink breach.case /media/usb1/mail /evidence/mail')
    .action((folder: string, from: string, to: string, options: { readonly identity?: string }) =>
      act(async ({ talk, out, clock, json }) => {
        const kase = await openCase(folder, await unlockFrom(options.identity), clock);
        try {
          const result = relink(kase, from, to, (path) => talk.transient(`checking ${path}`));
          talk.clear();
          if (json) await out.json(result);
          if (result.moved === 0) talk.warn(`postbreach: nothing of it is at ${to}. Check the new path.`);
          else talk.say(`${counted(result.moved, 'source')} now at ${to}; every hash is the one recorded.`);
          for (const path of result.missing) talk.warn(`not found: ${path}`);
          return result.missing.length > 0 ? 1 : 0;
        } finally {
          kase.close();
        }
      }),
    );
}
