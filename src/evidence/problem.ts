/** What was wrong with the input and read around. */
export type ProblemCode =
  | 'bare-cr'
  | 'nul-byte'
  | 'eight-bit-header'
  | 'malformed-header-line'
  | 'malformed-encoded-word'
  | 'malformed-address'
  | 'malformed-date'
  | 'malformed-content-type'
  | 'missing-boundary-parameter'
  | 'missing-boundary-line'
  | 'missing-closing-boundary'
  | 'truncated-base64'
  | 'malformed-base64'
  | 'malformed-quoted-printable'
  | 'malformed-uuencode'
  | 'malformed-yenc'
  | 'unknown-transfer-encoding'
  | 'unknown-charset'
  | 'malformed-charset-bytes'
  | 'too-deep'
  | 'too-many-parts'
  | 'no-header'
  | 'wrong-checksum'
  | 'truncated';

/** One fault of the input, with the byte of the message where it was seen (-1 where no place can be named). */
export interface Problem {
  readonly code: ProblemCode;
  readonly offset: number;
}
