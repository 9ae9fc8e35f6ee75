import { gzipSync } from 'node:zlib';
import type { MailboxFile, MailCopy } from './mailbox-file.ts';

type Dialect = 'mboxrd' | 'mboxo' | 'mboxcl2';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** asctime in UTC, as RFC 4155 wants it. */
function asctime(at: number): string {
  const date = new Date(at);
  const time = date.toISOString().slice(11, 19);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, ' ')} ${time} ${date.getUTCFullYear()}`;
}

/** Line ends as mbox has them. latin1 keeps every byte as it is. */
const toLf = (bytes: Buffer) => bytes.toString('latin1').replaceAll('\r\n', '\n');

function quoteFrom(body: string, dialect: Dialect): string {
  if (dialect === 'mboxrd') return body.replace(/^(>*From )/gm, '>$1');
  return dialect === 'mboxo' ? body.replace(/^From /gm, '>From ') : body;
}

function entry(copy: MailCopy, dialect: Dialect): string {
  const { letter } = copy.fated;
  const text = toLf(copy.bytes);
  const split = text.indexOf('\n\n') + 1;
  const body = quoteFrom(text.slice(split + 1), dialect);
  const length = dialect === 'mboxcl2' ? `Content-Length: ${body.length}\n` : '';
  return `From ${letter.from.address} ${asctime(letter.sentAt)}\n${text.slice(0, split)}${length}\n${body}${body.endsWith('\n') ? '' : '\n'}\n`;
}

/** One mbox file in a dialect: mboxrd and mboxo quote lines that begin with `From `, mboxcl2 counts bytes instead. */
export function mboxFile(path: string, copies: readonly MailCopy[], dialect: Dialect, gzipped: boolean): MailboxFile {
  const bytes = Buffer.from(copies.map((copy) => entry(copy, dialect)).join(''), 'latin1');
  return { path, copies, bytes: gzipped ? gzipSync(bytes) : bytes };
}
