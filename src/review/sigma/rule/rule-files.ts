import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ReviewError } from '../../review-error.ts';
import { type RuleDocument, readDocuments } from './read-documents.ts';

/** The documents of rule files, and what of them could not be read. */
export interface RuleFiles {
  readonly documents: readonly RuleDocument[];
  readonly unread: readonly { readonly file: string; readonly error: ReviewError }[];
}

const MAX_BYTES = 8_000_000;
const MAX_FILES = 50_000;

/**
 * Reads rule files, and every `.yml` and `.yaml` below folders, in order of name.
 * @throws ReviewError sigma-not-found for a path that is not there, or a folder of too many files.
 */
export function readRuleFiles(paths: readonly string[]): RuleFiles {
  const documents: RuleDocument[] = [];
  const unread: { file: string; error: ReviewError }[] = [];
  for (const path of paths.flatMap(filesAt)) {
    try {
      documents.push(...readDocuments(readText(path), path));
    } catch (error) {
      if (!(error instanceof ReviewError)) throw error;
      unread.push({ file: path, error });
    }
  }
  return { documents, unread };
}

function filesAt(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/i.test(name));
    if (files.length <= MAX_FILES) return files.sort().map((name) => join(path, name));
  } catch (cause) {
    throw new ReviewError('sigma-not-found', `${path} cannot be read.`, 'Check the path.', 3, cause);
  }
  throw new ReviewError('sigma-not-found', `${path} holds more than ${MAX_FILES} rule files.`, 'Give a part of it.', 3);
}

function readText(path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) throw new Error('too large');
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    throw new ReviewError(
      'sigma-invalid',
      `${path}: it cannot be read as UTF-8, or is too large`,
      'Check the file.',
      2,
      cause,
    );
  }
}
