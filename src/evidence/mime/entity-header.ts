import { type ContentDisposition, parseContentDisposition } from '../header/content-disposition.ts';
import { type ContentType, EMBEDDED_MESSAGE, PLAIN_TEXT, parseContentType } from '../header/content-type.ts';
import type { HeaderBlock } from '../header/header-block.ts';
import { unfold } from '../header/unfold.ts';
import type { ProblemCode } from '../problem.ts';

/** How a body is encoded for transfer (RFC 2045 §6); `identity` for 7bit, 8bit and binary. */
export type TransferEncoding = 'identity' | 'base64' | 'quoted-printable' | 'uuencode' | 'yenc' | 'unknown';

/** The fields that say what an entity is. */
export interface EntityHeader {
  readonly type: ContentType;
  readonly encoding: TransferEncoding;
  /** `attachment`, `inline` or another token; empty where none is given. */
  readonly disposition: string;
  readonly fileName: string | null;
  readonly contentId: string | null;
  readonly charset: string | null;
  readonly faults: readonly ProblemCode[];
}

const ENCODINGS: ReadonlyMap<string, TransferEncoding> = new Map([
  ['7bit', 'identity'],
  ['7-bit', 'identity'],
  ['8bit', 'identity'],
  ['8-bit', 'identity'],
  ['binary', 'identity'],
  ['', 'identity'],
  ['base64', 'base64'],
  ['quoted-printable', 'quoted-printable'],
  ['quotedprintable', 'quoted-printable'],
  ['quoted-print', 'quoted-printable'],
  ['x-uuencode', 'uuencode'],
  ['x-uue', 'uuencode'],
  ['uuencode', 'uuencode'],
  ['uue', 'uuencode'],
  ['x-yencode', 'yenc'],
  ['yenc', 'yenc'],
]);

const NO_FAULTS: readonly ProblemCode[] = [];

/**
 * Reads the MIME fields of a header. Where a field occurs more than once the last counts: two headers that ran together, for want of a
 * boundary line, end with the one that describes the body.
 * @param inDigest whether the default type is message/rfc822 (RFC 2046 §5.1.5).
 */
export function readEntityHeader(block: HeaderBlock, inDigest: boolean): EntityHeader {
  const typeBody = block.last('content-type');
  const type = typeBody !== null ? parseContentType(typeBody) : inDigest ? EMBEDDED_MESSAGE : PLAIN_TEXT;
  const dispositionBody = block.last('content-disposition');
  const disposition = dispositionBody === null ? null : parseContentDisposition(dispositionBody);
  const encoding = transferEncoding(block.last('content-transfer-encoding'));
  const contentId = block.last('content-id');
  const charset = type.parameters.get('charset')?.trim().toLowerCase() ?? null;
  return {
    type,
    encoding,
    disposition: disposition?.kind ?? '',
    fileName: fileNameOf(type, disposition),
    contentId: contentId === null ? null : unfold(contentId),
    charset: charset === '' ? null : charset,
    faults: type.wellFormed && encoding !== 'unknown' ? NO_FAULTS : faultsOf(type, encoding),
  };
}

function transferEncoding(body: string | null): TransferEncoding {
  if (body === null) return 'identity';
  const name = /^["']?([^\s;("']*)/.exec(unfold(body))?.[1]?.toLowerCase() ?? '';
  return ENCODINGS.get(name) ?? 'unknown';
}

function fileNameOf(type: ContentType, disposition: ContentDisposition | null): string | null {
  const name =
    disposition?.parameters.get('filename') ?? type.parameters.get('name') ?? disposition?.parameters.get('name');
  return name === undefined || name === '' ? null : name;
}

function faultsOf(type: ContentType, encoding: TransferEncoding): readonly ProblemCode[] {
  const faults: ProblemCode[] = [];
  if (!type.wellFormed) faults.push('malformed-content-type');
  if (encoding === 'unknown') faults.push('unknown-transfer-encoding');
  return faults;
}
