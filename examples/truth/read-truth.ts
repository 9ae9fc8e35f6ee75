import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExamplesError } from '../examples-error.ts';
import type { Truth } from './truth.ts';

const LISTS = ['credentials', 'decoys', 'stolen', 'readByThief', 'quotingStolen', 'attack', 'coverageHoles'] as const;

function isTruth(value: unknown): value is Truth {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return record.format === 'postbreach-truth-1' && LISTS.every((name) => Array.isArray(record[name]));
}

/**
 * Reads an organisation's truth.json, edited by hand or not.
 * @throws ExamplesError 'truth-missing' without the file, 'truth-unreadable' where it is no JSON or lacks one of its lists.
 */
export async function readTruth(dir: string): Promise<Truth> {
  const path = join(dir, 'truth.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ExamplesError(
      'truth-missing',
      `there is no truth.json in ${dir}`,
      'give the folder that the demo wrote',
      3,
      cause,
    );
  });
  const next = 'undo the last edit of truth.json, or make the organisation again';
  try {
    const value: unknown = JSON.parse(text);
    if (isTruth(value)) return value;
  } catch (cause) {
    throw new ExamplesError('truth-unreadable', `${path} is not valid JSON`, next, 2, cause);
  }
  throw new ExamplesError('truth-unreadable', `${path} lacks its format or one of: ${LISTS.join(', ')}`, next, 2);
}
