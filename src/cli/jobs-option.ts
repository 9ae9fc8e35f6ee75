import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';

const MOST = 256;

/** `--jobs N`: threads that search texts for credentials; every core's unless given. */
export function jobsOption(): Option {
  return new Option('--jobs <n>', 'search on this many threads; what is found is the same with any number')
    .argParser(jobsFrom)
    .default(availableParallelism(), 'all cores');
}

function jobsFrom(text: string): number {
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (jobs >= 1 && jobs <= MOST) return jobs;
  throw new InvalidArgumentError(`give a number from 1 to ${MOST}.`);
}
