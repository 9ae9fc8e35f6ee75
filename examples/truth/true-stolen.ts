import type { CompromisedAccount } from '../cast/compromised-accounts.ts';
import { robbedMailboxes } from '../cast/compromised-accounts.ts';
import type { FatedLetter } from '../plot/fates.ts';
import type { MessageName, MessageStatus, TrueMessage } from './truth.ts';

export function messageName({ letter }: FatedLetter): MessageName {
  return { messageId: letter.messageId, from: letter.from.address, sentAt: new Date(letter.sentAt).toISOString() };
}

function statusOf({ letter, listed }: FatedLetter): MessageStatus {
  if (!listed) return 'extra';
  if (letter.kept.state === 'none') return 'missing';
  return letter.kept.state === 'partly' ? 'partly' : 'held';
}

/** Only the sender's own copy shows a Bcc. */
function showsAccount({ letter }: FatedLetter, accounts: readonly CompromisedAccount[]): boolean {
  const seen = letter.from.store === null ? { ...letter, bcc: [] } : letter;
  return letter.kept.state !== 'none' && robbedMailboxes(seen, accounts).length > 0;
}

/** The stolen set with what became of each message. */
export function trueStolen(
  letters: readonly FatedLetter[],
  accounts: readonly CompromisedAccount[],
): readonly TrueMessage[] {
  return letters
    .filter((fated) => fated.stolen)
    .map((fated) => ({ ...messageName(fated), status: statusOf(fated), byAccounts: showsAccount(fated, accounts) }));
}
