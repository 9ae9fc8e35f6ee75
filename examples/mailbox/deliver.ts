import type { Cast } from '../cast/make-cast.ts';
import type { Person } from '../cast/person.ts';
import { renderCopy } from '../mail/render-copy.ts';
import type { FatedLetter } from '../plot/fates.ts';
import type { Random } from '../random.ts';
import { emlFiles, maildirFiles } from './folders.ts';
import type { MailboxFile, MailCopy } from './mailbox-file.ts';
import { mboxFile } from './mbox.ts';

/** Who gets what is sent to the platform list. */
const LIST_MEMBERS = ['cloud', 'admin', 'dev', 'network'];

/** Everybody of ours who has a copy, each once: the sender's in Sent, the others' in Inbox. */
function holders({ letter }: FatedLetter, cast: Cast): readonly { owner: Person; folder: MailCopy['folder'] }[] {
  const delivered = [...letter.to, ...letter.cc, ...letter.bcc].flatMap((person) =>
    person.key === 'platform-list' ? LIST_MEMBERS.map((key) => cast.get(key)) : [person],
  );
  const all = [
    { owner: letter.from, folder: 'Sent' as const },
    ...delivered.map((owner) => ({ owner, folder: 'Inbox' as const })),
  ].filter(({ owner }) => owner.store !== null);
  return all.filter((one, at) => all.findIndex((other) => other.owner.key === one.owner.key) === at);
}

function copiesOf(fated: FatedLetter, cast: Cast, random: Random): readonly MailCopy[] {
  return holders(fated, cast).flatMap(({ owner, folder }) => {
    const kind = folder === 'Sent' ? ({ type: 'sent' } as const) : ({ type: 'delivered', to: owner } as const);
    const bytes = renderCopy(fated.letter, kind, random.fork(`${fated.letter.key}>${owner.key}`));
    return bytes === null ? [] : [{ fated, owner, folder, bytes }];
  });
}

/** A mailbox in its owner's format, messages in order of time. */
function mailboxFiles(owner: Person, copies: readonly MailCopy[], random: Random): readonly MailboxFile[] {
  const root = `mail/${owner.address.slice(0, owner.address.indexOf('@'))}`;
  const folder = (name: MailCopy['folder']) => copies.filter((copy) => copy.folder === name);
  switch (owner.store) {
    case 'maildir':
      return maildirFiles(`${root}/Maildir`, copies, random);
    case 'eml':
      return emlFiles(root, copies);
    case 'mbox-gz':
      return [mboxFile(`${root}/archive.mbox.gz`, copies, 'mboxrd', true)];
    case 'mboxrd':
    case 'mboxo':
    case 'mboxcl2':
      return [
        mboxFile(`${root}/Inbox.mbox`, folder('Inbox'), owner.store, false),
        mboxFile(`${root}/Sent.mbox`, folder('Sent'), owner.store, false),
      ].filter((file) => file.copies.length > 0);
    default:
      return [];
  }
}

/** Puts a copy of every letter into each mailbox of ours that had one. */
export function deliverMail(letters: readonly FatedLetter[], cast: Cast, random: Random): readonly MailboxFile[] {
  const boxes = new Map<string, MailCopy[]>();
  const inOrder = [...letters].sort((a, b) => a.letter.sentAt - b.letter.sentAt);
  for (const copy of inOrder.flatMap((fated) => copiesOf(fated, cast, random))) {
    const box = boxes.get(copy.owner.key) ?? [];
    box.push(copy);
    boxes.set(copy.owner.key, box);
  }
  return [...boxes].flatMap(([key, copies]) => mailboxFiles(cast.get(key), copies, random.fork(key)));
}
