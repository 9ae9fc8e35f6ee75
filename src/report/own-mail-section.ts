import type { Store } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { type ManifestDifferences, manifestDifferences, rebuiltByMailbox } from '../intake/index.ts';
import { stolenAccessOf } from '../review/index.ts';

/** What was taken out of our own mailboxes, as our logs say. */
export interface OwnMail {
  /** How it differs from what we were told; null where no log names stolen mail. */
  readonly differences: ManifestDifferences | null;
  readonly rows: readonly OwnMailRow[];
}

/** One thing taken, or the messages named of one mailbox. */
export interface OwnMailRow {
  readonly mailbox: string;
  readonly taken: string;
  readonly from: string;
  readonly until: string;
  readonly ip: string | null;
  readonly application: string | null;
  readonly because: string | null;
}

type Access = ReturnType<typeof stolenAccessOf>[number];

/** Reads it from the case. */
export function ownMail(store: Store): OwnMail {
  const named = rebuiltByMailbox(store).map(({ mailbox, messages, from, until }) => ({
    mailbox,
    taken: counted(messages, 'message by its Message-ID', 'messages by their Message-ID'),
    from,
    until,
    ip: null,
    application: null,
    because: null,
  }));
  const others = stolenAccessOf(store).map((access) => ({ ...access, taken: takenText(access) }));
  return {
    differences: manifestDifferences(store),
    rows: [...named, ...others].sort((a, b) => (`${a.mailbox} ${a.from}` < `${b.mailbox} ${b.from}` ? -1 : 1)),
  };
}

/** What was taken besides single messages, in words. */
export function takenText({ kind, what }: Pick<Access, 'kind' | 'what'>): string {
  switch (kind) {
    case 'folder':
      return what === null ? 'a synchronised folder that the record does not name' : `all of the folder ${what}`;
    case 'mailbox':
      return 'the whole mailbox: records were throttled';
    case 'attachment':
      return `attachment ${what ?? 'without a name'}`;
    case 'search':
      return `searched for ${what ?? 'something the record does not say'}`;
    case 'message':
      return what ?? 'a message';
  }
}
