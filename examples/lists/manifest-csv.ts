import { type CompromisedAccount, robbedMailboxes } from '../cast/compromised-accounts.ts';
import type { Person } from '../cast/person.ts';
import { renderOriginal } from '../mail/render-copy.ts';
import type { FatedLetter } from '../plot/fates.ts';
import type { Random } from '../random.ts';
import { csvRecord } from './csv.ts';

/** Columns of an item list as Microsoft Purview eDiscovery exports it (document metadata fields). */
const COLUMNS = [
  'Row_number',
  'File_ID',
  'Immutable_ID',
  'File_class',
  'Item_class',
  'Location_name',
  'Email_subject',
  'Email_sender',
  'Email_to',
  'Email_cc',
  'Email_bcc',
  'Email_date_sent',
  'Email_has_attachment',
  'Attachment_names',
  'Internet_message_ID',
  'Native_size',
  'Conversation_topic',
];

const list = (people: readonly Person[]) => people.map((person) => `${person.name} <${person.address}>`).join('; ');

/** A store of the provider counts other bytes than ours: trace fields and rewrapped bodies. */
function storedSize(fated: FatedLetter, random: Random): number {
  const bytes = renderOriginal(fated.letter, random.fork('size')).length;
  return Math.round(bytes * (1.02 + random.next() * 0.08)) + random.integer(900, 2400);
}

function row(fated: FatedLetter, mailbox: string, at: number, random: Random): string {
  const { letter } = fated;
  const messageId = letter.messageId ?? '';
  return csvRecord([
    at,
    random.uuid(),
    random.bytes(48).toString('base64'),
    'Email',
    'IPM.Note',
    mailbox,
    letter.subject,
    `${letter.from.name} <${letter.from.address}>`,
    list(letter.to),
    list(letter.cc),
    list(letter.bcc),
    new Date(letter.sentAt).toISOString().replace('.000Z', 'Z'),
    letter.attachments.length > 0 ? 'True' : 'False',
    letter.attachments.join('; '),
    random.chance(0.2) ? messageId.replace(/[<>]/g, '') : messageId,
    storedSize(fated, random),
    letter.subject.replace(/^((RE|FW|Re|Fwd|AW): )+/, ''),
  ]);
}

/**
 * The provider's manifest: a row for each listed message, now and then a second one where two robbed mailboxes held it, and a few
 * rows whose Message-ID did not survive the export.
 */
export function manifestCsv(
  letters: readonly FatedLetter[],
  accounts: readonly CompromisedAccount[],
  random: Random,
): string {
  const listed = letters.filter((fated) => fated.listed).sort((a, b) => a.letter.sentAt - b.letter.sentAt);
  const rows: string[] = [csvRecord(COLUMNS)];
  for (const fated of listed) {
    const chance = random.fork(fated.letter.key);
    const blank = fated.letter.origin === 'filler' && fated.letter.kept.state === 'whole' && chance.chance(0.02);
    const shown = blank ? { ...fated, letter: { ...fated.letter, messageId: null } } : fated;
    const [first = '', second] = robbedMailboxes(fated.letter, accounts);
    rows.push(row(shown, first, rows.length, chance));
    if (second !== undefined) rows.push(row(shown, second, rows.length, chance));
  }
  return rows.join('');
}
