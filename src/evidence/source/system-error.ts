/** What the system calls an error (`ENOENT`, `EIO`). @param otherwise what to call one that the system did not raise. */
export function codeOf(cause: unknown, otherwise = 'unknown error'): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : otherwise;
}
