import { writeFileSync } from 'node:fs';
import { RULE_ID, ruleSkeleton } from '../../secrets/index.ts';
import { CliError } from '../cli-error.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Face } from '../face.ts';
import { printable } from '../terminal/table.ts';

/** Writes a rule to be filled in, to a file that is not there yet or to standard output. */
export async function newRule(id: string, path: string | null, { talk, out }: Face): Promise<ExitCode> {
  if (!RULE_ID.test(id)) {
    const next = 'Give lower-case words with hyphens between, such as acme-api-key.';
    throw new CliError('bad-option', `"${printable(id)}" is no id of a rule`, next, 2);
  }
  const text = ruleSkeleton(id);
  if (path === null) {
    await out.line(text.trimEnd());
    return 0;
  }
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new CliError('bad-option', `${path} is there already and is left as it is`, 'Name another file.', 2);
  }
  talk.say(`${path} holds the rule. Fill it in, then run: postbreach secrets test --rules ${path}`);
  return 0;
}
