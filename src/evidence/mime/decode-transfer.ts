import { type Decoded, decodeBase64 } from '../decode/base64.ts';
import { decodeQuotedPrintable } from '../decode/quoted-printable.ts';
import { decodeUuencode } from '../decode/uuencode.ts';
import { findYenc } from '../decode/yenc.ts';
import type { ProblemCode } from '../problem.ts';
import type { TransferEncoding } from './entity-header.ts';

/** A body without its transfer encoding; shares memory with the input where there was none. */
export interface TransferDecoded {
  readonly bytes: Uint8Array;
  readonly problem: ProblemCode | null;
}

/** Undoes a transfer encoding (RFC 2045 §6); what does not follow it is returned as far as it can be read. */
export function decodeTransfer(body: Uint8Array, encoding: TransferEncoding): TransferDecoded {
  switch (encoding) {
    case 'base64': {
      const { bytes, fault } = decodeBase64(body);
      return { bytes, problem: fault === null ? null : `${fault}-base64` };
    }
    case 'quoted-printable':
      return flagged(decodeQuotedPrintable(body), 'malformed-quoted-printable');
    case 'uuencode':
      return flagged(decodeUuencode(body), 'malformed-uuencode');
    case 'yenc': {
      const [file] = findYenc(body);
      return flagged(file ?? { bytes: body, fault: 'malformed' }, 'malformed-yenc');
    }
    default:
      return { bytes: body, problem: null };
  }
}

function flagged({ bytes, fault }: Decoded, code: ProblemCode): TransferDecoded {
  return { bytes, problem: fault === null ? null : code };
}

/** The most bytes a body of `size` bytes can decode to. */
export function decodedSizeLimit(size: number, encoding: TransferEncoding): number {
  return encoding === 'base64' ? Math.ceil(size / 4) * 3 : size;
}
