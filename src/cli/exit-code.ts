import { PostbreachError } from '../core/index.ts';
import type { Talk } from './terminal/talk.ts';

/** How the process ends: 0 done, 1 done with losses, 2 usage, 3 a path that is not there or may not be read, 4 internal. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** SQLite's result codes (sqlite.org/rescode.html) that are the machine's doing. */
const SQLITE_ERRORS = new Map([
  [8, 'The case may not be written. Check the permissions of its folder.'],
  [10, 'The disk failed while the case was read or written. Check the disk; `postbreach verify` says what is whole.'],
  [13, 'The disk is full. Make room; what is committed is safe, and `run` goes on from there.'],
]);

const PATH_ERRORS = new Map([
  ['EISDIR', ['is a folder', 'Give a file.']],
  ['ENOTDIR', ['goes through a file as if it were a folder', 'Check the path.']],
  ['ENOENT', ['is not there', 'Check the path.']],
  ['EACCES', ['may not be read or written', 'Check its permissions.']],
  ['EPERM', ['may not be read or written', 'Check its permissions.']],
  [
    'ENOSPC',
    ['cannot be written: the disk is full', 'Make room; what is committed is safe, and `run` goes on from there.'],
  ],
]);

/** Says what went wrong in one sentence and what to do in another. @returns the exit code it calls for. */
export function explainError(error: unknown, talk: Talk): ExitCode {
  const red = (text: string) => talk.paint('red', text);
  if (error instanceof PostbreachError) {
    talk.warn(`${red('postbreach:')} ${sentence(error.message)} ${error.next}`);
    return error.exit;
  }
  const path = sqliteErrorOf(error) ?? pathErrorOf(error);
  if (path !== null) {
    talk.warn(`${red('postbreach:')} ${path}`);
    return 3;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  talk.warn(
    `${red('postbreach:')} a fault of ours; please report it with these lines. What was committed is safe.\n${detail}`,
  );
  return 4;
}

function sqliteErrorOf(error: unknown): string | null {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return SQLITE_ERRORS.get(code) ?? null;
}

function pathErrorOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const [what, next] = PATH_ERRORS.get(String(error.code)) ?? [];
  const subject = 'path' in error ? String(error.path) : 'A file or the output';
  return what === undefined ? null : `${subject} ${what}. ${next}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
