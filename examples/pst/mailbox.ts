import { type Random, seededRandom } from '../random.ts';
import { type Direction, Letters } from './mail/letters.ts';
import type { PstAttachment, PstFate, PstFolder, PstMessage } from './message.ts';

/** How large a generated mailbox is to be: about so many bytes in the file, or so many messages in its folders. */
export type MailboxSize = { readonly bytes: number } | { readonly messages: number };

/** What a generated mailbox is to be like; the same options give the same mailbox. */
export interface MailboxOptions {
  readonly size: MailboxSize;
  readonly seed: string;
  /** Shares of messages that are deleted and orphaned; 0 where absent. */
  readonly deleted?: number;
  readonly orphaned?: number;
  /** How many messages more than it holds each folder claims. */
  readonly overcount?: number;
}

interface FolderPlan {
  readonly name: string;
  /** Its part of the whole. */
  readonly share: number;
  readonly direction: Direction;
  readonly folders?: readonly FolderPlan[];
}

const PLAN: readonly FolderPlan[] = [
  {
    name: 'Inbox',
    share: 0.42,
    direction: 'received',
    folders: [
      {
        name: 'Projects',
        share: 0.08,
        direction: 'received',
        folders: [{ name: 'Survey', share: 0.06, direction: 'received' }],
      },
      { name: 'Vendors', share: 0.04, direction: 'received' },
    ],
  },
  { name: 'Sent Items', share: 0.24, direction: 'sent' },
  { name: 'Archive', share: 0.12, direction: 'received' },
  { name: 'Deleted Items', share: 0.04, direction: 'received' },
];

/** The folders of a synthetic mailbox of office mail, each message made as it is drawn. Draw folders in order and once. */
export function generatedMailbox(options: MailboxOptions): readonly PstFolder[] {
  const random = seededRandom(`pst/${options.seed}`);
  const letters = new Letters(random.fork('letters'), options.seed);
  const fates = random.fork('fates');
  return PLAN.map((plan) => folderOf(plan, letters, fates, options));
}

function folderOf(plan: FolderPlan, letters: Letters, fates: Random, options: MailboxOptions): PstFolder {
  const { name, folders = [] } = plan;
  return {
    name,
    messages: messagesOf(plan, letters, fates, options),
    folders: folders.map((inner) => folderOf(inner, letters, fates, options)),
    overcount: options.overcount ?? 0,
  };
}

function* messagesOf(
  plan: FolderPlan,
  letters: Letters,
  fates: Random,
  options: MailboxOptions,
): Generator<PstMessage> {
  const { size } = options;
  const limit = 'bytes' in size ? size.bytes * plan.share : Math.round(size.messages * plan.share);
  for (let done = 0; done < limit; ) {
    const message = letters.next(plan.direction);
    done += 'bytes' in size ? storedBytes(message) : 1;
    yield { ...message, fate: fateOf(fates, options) };
  }
}

function fateOf(fates: Random, { deleted = 0, orphaned = 0 }: MailboxOptions): PstFate {
  const draw = fates.next();
  if (draw < deleted) return 'deleted';
  return draw < deleted + orphaned ? 'orphaned' : 'kept';
}

/** About what a message takes in a Unicode store. */
function storedBytes({ body, headers = '', recipients, attachments }: PstMessage): number {
  const texts =
    (headers.length + (body.text?.length ?? 0)) * 2 + (body.html?.length ?? 0) + (body.rtf?.length ?? 0) / 3;
  return 3000 + texts + recipients.length * 500 + attachments.reduce((sum, each) => sum + attachedBytes(each), 0);
}

const attachedBytes = (attachment: PstAttachment): number =>
  1000 + (attachment.kind === 'file' ? attachment.bytes.length : storedBytes(attachment.message));
