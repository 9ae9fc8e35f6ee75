import { type Parameters, parseParameters } from './parameters.ts';
import { unfold } from './unfold.ts';

/** A Content-Disposition field (RFC 2183). */
export interface ContentDisposition {
  /** `attachment`, `inline` or another token, lower case; empty where none is given. */
  readonly kind: string;
  readonly parameters: Parameters;
}

export function parseContentDisposition(body: string): ContentDisposition {
  const text = unfold(body);
  const [kind = ''] = /^[^\s;="]*/.exec(text) ?? [];
  const isParameter = text.startsWith('=', kind.length);
  return {
    kind: isParameter ? '' : kind.toLowerCase(),
    parameters: parseParameters(text, isParameter ? 0 : kind.length),
  };
}
