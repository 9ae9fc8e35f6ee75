import type { Random } from '../random.ts';
import type { MailboxFile, MailCopy } from './mailbox-file.ts';

/** Windows allows no colon in a name; programs there write a semicolon. */
const INFO = process.platform === 'win32' ? ';' : ':';

/** Maildir: one file a message, LF line ends, its name made of time, counter and host, flags after `:2,`. */
export function maildirFiles(root: string, copies: readonly MailCopy[], random: Random): readonly MailboxFile[] {
  return copies.map((copy, at) => {
    const folder = copy.folder === 'Sent' ? `${root}/.Sent` : root;
    const unread = copy.folder === 'Inbox' && random.chance(0.03);
    const name = `${Math.floor(copy.fated.letter.sentAt / 1000)}.M${String(at).padStart(6, '0')}P1201.mail1`;
    const bytes = Buffer.from(copy.bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
    return { path: unread ? `${folder}/new/${name}` : `${folder}/cur/${name}${INFO}2,S`, bytes, copies: [copy] };
  });
}

/** A folder of .eml files as a mail program saves them: numbered, named after the subject. */
export function emlFiles(root: string, copies: readonly MailCopy[]): readonly MailboxFile[] {
  return copies.map((copy, at) => {
    const { letter } = copy.fated;
    const title = letter.planted.some(({ part }) => part === 'subject') ? 'message' : letter.subject;
    const slug =
      title
        .normalize('NFD')
        .replace(/[^A-Za-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 40) || 'message';
    const month = new Date(letter.sentAt).toISOString().slice(0, 7);
    return {
      path: `${root}/${copy.folder}/${month}/${String(at + 1).padStart(4, '0')}-${slug}.eml`,
      bytes: copy.bytes,
      copies: [copy],
    };
  });
}
