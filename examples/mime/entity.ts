import type { Random } from '../random.ts';
import { type Charset, encodeText } from './charset.ts';
import { parameter } from './header-field.ts';
import { encodeTransfer, type TransferEncoding } from './transfer-encoding.ts';

/** A MIME entity: its own fields (Content-*), and its body as it stands in the message. */
export interface Entity {
  readonly fields: readonly string[];
  readonly body: Buffer;
}

const crlf = (text: string) => text.replace(/\r\n|\n/g, '\r\n');

export interface TextShape {
  readonly charset: Charset;
  readonly encoding: TransferEncoding;
  /** RFC 3676: lines wrapped with trailing spaces and stuffed. */
  readonly flowed?: boolean;
  /** What the field claims instead of the charset; "" leaves the parameter out. */
  readonly declared?: string;
}

/** A text part: text/plain, text/html, text/calendar… */
export function textEntity(subtype: string, text: string, shape: TextShape): Entity {
  const body = encodeTransfer(encodeText(crlf(shape.flowed ? flow(text) : text), shape.charset), shape.encoding);
  const declared = shape.declared ?? shape.charset;
  const charset = declared === '' ? '' : `; charset=${declared}`;
  return {
    fields: [
      `Content-Type: text/${subtype}${charset}${shape.flowed ? '; format=flowed' : ''}`,
      `Content-Transfer-Encoding: ${shape.encoding}`,
    ],
    body,
  };
}

/** format=flowed (RFC 3676 §4.2): paragraphs wrapped at 72 columns with a trailing space, `>`, ` ` and `From ` stuffed. */
function flow(text: string): string {
  const wrapLine = (line: string): string => {
    if (line.startsWith('>') || line === '-- ') return line;
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      if (current.length + word.length > 71 && current !== '') {
        lines.push(`${current} `);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    return [...lines, current].map((one) => (/^( |>|From )/.test(one) ? ` ${one}` : one)).join('\n');
  };
  return text.split('\n').map(wrapLine).join('\n');
}

export interface AttachmentFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** An attached file, in base64 (RFC 2183). */
export function attachmentEntity(file: AttachmentFile, disposition: 'attachment' | 'inline' = 'attachment'): Entity {
  return {
    fields: [
      `Content-Type: ${file.mediaType};\r\n ${parameter('name', file.fileName)}`,
      `Content-Disposition: ${disposition};\r\n ${parameter('filename', file.fileName)}; size=${file.bytes.length}`,
      'Content-Transfer-Encoding: base64',
    ],
    body: encodeTransfer(file.bytes, 'base64'),
  };
}

/** A multipart (RFC 2046 §5.1) with a boundary drawn from `random`. */
export function multipartEntity(subtype: string, parts: readonly Entity[], random: Random, parameters = ''): Entity {
  const boundary = `----=_Part_${random.integer(1000, 9999)}_${random.text('0123456789ABCDEF', 16)}`;
  const chunks: Buffer[] = [];
  for (const part of parts) {
    chunks.push(Buffer.from(`--${boundary}\r\n${part.fields.join('\r\n')}\r\n\r\n`, 'utf8'), part.body, CRLF);
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`, 'utf8'));
  return {
    fields: [`Content-Type: multipart/${subtype}${parameters};\r\n boundary="${boundary}"`],
    body: Buffer.concat(chunks),
  };
}

const CRLF = Buffer.from('\r\n');

/** A whole message inside a message (RFC 2046 §5.2.1). */
export function messageEntity(message: Buffer): Entity {
  return { fields: ['Content-Type: message/rfc822', 'Content-Disposition: attachment'], body: message };
}
