import { Command } from 'commander';
import { type CaseView, type Check, verifyCase, viewCase } from '../case/index.ts';
import { count, counted } from '../core/index.ts';
import { checkDecisions } from '../response/index.ts';
import type { ExitCode } from './exit-code.ts';
import type { Act, Face } from './face.ts';

/** `postbreach verify CASE`: ledger, hashes, signatures, evidence. Needs no key. */
export function verifyCommand(act: Act): Command {
  return new Command('verify')
    .argument('<case>')
    .addHelpText('after', '\nExample:\n  postbreach verify breach.case')
    .action((folder: string) =>
      act(async (face) => {
        const view = viewCase(folder);
        try {
          return await showChecks(face, checksOf(view));
        } finally {
          view.close();
        }
      }),
    );
}

function* checksOf(view: CaseView): Generator<Check> {
  yield* verifyCase(view);
  yield* checkDecisions(view);
}

async function showChecks({ talk, out, json }: Face, checks: Iterable<Check>): Promise<ExitCode> {
  const failed: Check[] = [];
  let done = 0;
  for (const check of checks) {
    done += 1;
    if (!check.ok) failed.push(check);
    if (json) await out.json(check);
    else if (check.what === 'ledger' && check.ok) await out.line(`ledger: ${check.detail}`);
    if (done % 50 === 0 && talk.interactive) talk.transient(`${count(done)} checked`);
  }
  talk.clear();
  for (const check of failed)
    talk.warn(`${talk.paint('red', 'FAILED')}  ${check.what} ${check.subject}: ${check.detail}`);
  talk.say(`${counted(done, 'check')}, ${failed.length === 0 ? 'all good' : counted(failed.length, 'failure')}.`);
  return failed.length === 0 ? 0 : 1;
}
