import { PostbreachError } from '../core/index.ts';

/** `not-found`, `no-permission`: the log cannot be opened. `bad-file-id`: an id unfit for a file name. `unbalanced`: what was written is
 * not what was read. `bad-query`: SQL the engine refused. `bad-place`: a place that is not in the file. `bad-mapping`: a mapping pack that
 * cannot be used. `bad-networks`: a file of networks that is none. `engine`: DuckDB failed while reading or writing the table. */
export type LogsErrorCode =
  | 'not-found'
  | 'no-permission'
  | 'bad-file-id'
  | 'unbalanced'
  | 'bad-query'
  | 'bad-place'
  | 'bad-mapping'
  | 'bad-networks'
  | 'engine';

/** The one error of the logs room. */
export class LogsError extends PostbreachError<LogsErrorCode> {}

/** The error for a file that could not be opened or read. */
export function fileError(path: string, cause: unknown): LogsError {
  const denied = cause instanceof Error && 'code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM');
  return denied
    ? new LogsError('no-permission', `${path} may not be read`, 'Give this account read access to the file.', 3, cause)
    : new LogsError('not-found', `${path} cannot be opened`, 'Check the path.', 3, cause);
}
