import type { Loss, Tally } from '../core/index.ts';
import type { Budget } from './budget.ts';
import type { Message } from './message.ts';
import { discoverSources } from './source/discover.ts';
import { readSource } from './source/read-source.ts';

/** The balance of one source. */
export interface SourceTally {
  readonly source: string;
  readonly tally: Tally;
}

/** The messages under a path, and what became of the rest; `losses` and `tallies` fill as the iteration goes on. */
export interface Evidence extends AsyncIterable<Message> {
  readonly losses: readonly Loss[];
  readonly tallies: readonly SourceTally[];
}

/**
 * Opens a mailbox, a message, or a folder of anything, as a library.
 * @param path A file or folder, or "-" for standard input.
 * @throws EvidenceError `path-not-found`, `path-not-readable`, at the first step of the iteration.
 * @example
 * const evidence = openEvidence('mail/');
 * for await (const message of evidence) console.log(message.header.subject, message.parts.length);
 * for (const loss of evidence.losses) console.log(loss.provenance.source, loss.detail);
 */
export function openEvidence(path: string, options: { readonly budget?: Budget } = {}): Evidence {
  const losses: Loss[] = [];
  const tallies: SourceTally[] = [];
  return { losses, tallies, [Symbol.asyncIterator]: () => readAll(path, options, losses, tallies) };
}

async function* readAll(
  path: string,
  options: { readonly budget?: Budget },
  losses: Loss[],
  tallies: SourceTally[],
): AsyncGenerator<Message> {
  for await (const found of discoverSources(path)) {
    if (found.type === 'loss') {
      losses.push(found.loss);
      continue;
    }
    for await (const event of readSource(found.source, options)) {
      if (event.type === 'message') yield event.message;
      else if (event.type === 'loss') losses.push(event.loss);
      else if (event.type === 'tally') tallies.push({ source: event.source, tally: event.tally });
    }
  }
}
