import { columnKey, columnLexicon } from '../column-name.ts';
import { type ColumnProfile, contentOf } from '../table/column-profile.ts';
import type { Table } from '../table/open-table.ts';

/** What a column of a manifest holds. */
export type ManifestField =
  | 'messageId'
  | 'edrmMih'
  | 'subject'
  | 'sender'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'recipients'
  | 'sentAt'
  | 'receivedAt'
  | 'size'
  | 'sizeKilobytes'
  | 'attachmentNames'
  | 'attachmentHashes'
  | 'fileHash'
  | 'mailbox'
  | 'stolenAt'
  | 'itemClass'
  | 'family'
  | 'fileName';

/**
 * The names under which exports give each field, the most exact first. From the column lists of Purview eDiscovery (Items.csv, the review
 * set's load file, Content Search's Results.csv), of Graph messages, of Exchange message tracking, and of common load files.
 */
const NAMES: Readonly<Record<ManifestField, readonly string[]>> = {
  messageId: [
    ...[
      'Internet Message Id',
      'InternetMessageId',
      'Email_message_ID',
      'Email message ID',
      'Message-ID',
      'Message ID',
      'MessageID',
    ],
    ...[
      'RFC822 Message ID',
      'RFC822MsgId',
      'SMTP Message Id',
      'Header Message ID',
      'Internet-Message-Id',
      'msgid',
      'Message Identifier',
    ],
    ...['Nachrichten-ID', 'ID de message', 'ID de message Internet', 'Identificador del mensaje', 'ID do message'],
  ],
  edrmMih: ['EDRM MIH', 'EDRM_MIH', 'MIH', 'Message Identification Hash', 'EDRM Message ID Hash', 'Message ID Hash'],
  subject: [
    ...[
      'Subject',
      'Email_subject',
      'Email subject',
      'Subject/Title',
      'Subject or Title',
      'Message Subject',
      'Normalized Subject',
      'Title',
    ],
    ...[
      'Betreff',
      'Objet',
      'Asunto',
      'Assunto',
      'Oggetto',
      'Onderwerp',
      'Temat',
      'Тема',
      'Konu',
      '件名',
      '主题',
      '제목',
    ],
  ],
  sender: [
    ...[
      'Sender Address',
      'SenderAddress',
      'Sender Smtp Address',
      'From Address',
      'P2 Sender',
      'Email_sender',
      'Email sender',
      'Sender',
      'From',
    ],
    ...[
      'Sender/Author',
      'Sender or Created by',
      'Sender Email',
      'From Email',
      'Email From',
      'Return Path',
      'Mail From',
      'From.emailAddress.address',
    ],
    ...[
      'Von',
      'Absender',
      'De',
      'Expéditeur',
      'Remitente',
      'Remetente',
      'Mittente',
      'Da',
      'Van',
      'Afzender',
      'Od',
      'Nadawca',
      'От',
      'Отправитель',
      'Kimden',
    ],
  ],
  to: [
    ...[
      'To',
      'Email_to',
      'Email to',
      'Recipients in To line',
      'To - Expanded',
      'To Recipients',
      'ToRecipients',
      'Recipient To',
      'Sent To',
    ],
    ...['An', 'À', 'Para', 'Aan', 'Do', 'Кому', 'Kime'],
  ],
  cc: [
    'Cc',
    'Email_cc',
    'Email cc',
    'Recipients in Cc line',
    'CC - Expanded',
    'Cc Recipients',
    'CcRecipients',
    'Kopie',
    'Copie',
    'Копия',
  ],
  bcc: [
    'Bcc',
    'Email_bcc',
    'Email bcc',
    'Recipients in Bcc line',
    'BCC - Expanded',
    'Bcc Recipients',
    'BccRecipients',
    'Cci',
    'Cco',
    'Ccn',
  ],
  recipients: [
    ...[
      'Recipients',
      'Email_recipients',
      'Email recipients',
      'Recipient',
      'Recipient Address',
      'Recipient Addresses',
      'RecipientAddress',
    ],
    ...[
      'Participants',
      'Email_participants',
      'Email participants',
      'All Recipients',
      'Empfänger',
      'Destinataires',
      'Destinatarios',
    ],
  ],
  sentAt: [
    ...[
      'Sent',
      'Date Sent',
      'Email_date_sent',
      'Email date sent',
      'Sent Date',
      'SentDateTime',
      'Sent Date Time',
      'Sent Time',
      'Sent On',
      'Sent At',
    ],
    ...[
      'Date Time Sent',
      'Client Submit Time',
      'ClientSubmitTime',
      'Sent (UTC)',
      'Date Sent (UTC)',
      'Sent Date (UTC)',
      'Sent UTC',
      'Origination Date',
    ],
    ...['Date', 'Message Date', 'Gesendet', 'Envoyé', 'Enviado', 'Inviato', 'Verzonden', 'Wysłano', 'Отправлено'],
  ],
  receivedAt: [
    ...[
      'Received',
      'Date Received',
      'Email_date_received',
      'Email date received',
      'ReceivedDateTime',
      'Received Date Time',
      'Received Date',
    ],
    ...[
      'Received or Created',
      'Received Time',
      'Received On',
      'Delivery Time',
      'Received (UTC)',
      'Empfangen',
      'Reçu',
      'Recibido',
      'Timestamp',
    ],
  ],
  size: [
    'Size',
    'Native_size',
    'Native size',
    'Message Size',
    'Email Size',
    'Size (bytes)',
    'SizeInBytes',
    'File Size',
    'Item Size',
    'TotalBytes',
    'Größe',
    'Taille',
  ],
  sizeKilobytes: ['Size (KB)', 'SizeKB', 'Size in KB', 'Message Size (KB)'],
  attachmentNames: [
    ...[
      'Attachment_names',
      'Attachment names',
      'Attachments',
      'Attachment',
      'Attachment Name',
      'Attachment List',
      'Attach Names',
      'AttachmentNames',
    ],
    ...['attachments.name', 'Attachment File Names', 'Anlagen', 'Anhänge', 'Pièces jointes', 'Adjuntos'],
  ],
  attachmentHashes: [
    ...[
      'Attachment hashes',
      'Attachment SHA256',
      'Attachment SHA-256',
      'Attachment_SHA256',
      'Attachment MD5',
      'Attachment Hash',
      'Attachment SHA256 Hashes',
    ],
    ...[
      'attachments.sha256',
      'attachments.hash',
      'attachments.md5',
      'Child MD5 Hash Values',
      'Child SHA256 Hash Values',
    ],
  ],
  fileHash: [
    'Native_SHA_256',
    'NativeSHA256',
    'Native SHA256',
    'SHA256',
    'SHA-256',
    'SHA256 Hash',
    'Native_MD5',
    'NativeMD5',
    'Native MD5',
    'MD5',
    'MD5 Hash',
    'Hash',
    'File Hash',
  ],
  mailbox: [
    ...[
      'Mailbox',
      'Mailbox Address',
      'MailboxOwnerUPN',
      'Mailbox UPN',
      'MailboxName',
      'Location_name',
      'Location name',
      'Source Mailbox',
      'Owner',
    ],
    ...[
      'Mailbox Owner',
      'Custodian',
      'Account',
      'Victim',
      'User Principal Name',
      'UserId',
      'Compromised Account',
      'Compromised Mailbox',
    ],
    ...['Original Path', 'Input Path', 'Input_path', 'Compound_path', 'Compound Path', 'Location', 'Postfach'],
  ],
  stolenAt: [
    ...[
      'AccessedTime',
      'Accessed Time',
      'Accessed At',
      'Access Time',
      'Access Date',
      'Accessed',
      'First Accessed',
      'First Access',
      'ExfiltratedAt',
    ],
    ...[
      'Exfiltrated At',
      'Exfiltration Time',
      'Exfiltrated',
      'Stolen At',
      'Stolen',
      'Theft Time',
      'Downloaded At',
      'Download Time',
    ],
  ],
  itemClass: [
    'File_class',
    'File class',
    'Item_class',
    'Item class',
    'ItemClass',
    'Message_kind',
    'Message kind',
    'Item Type',
    'Type',
  ],
  family: ['Family_ID', 'Family ID', 'FamilyId', 'Family', 'Group_ID', 'Group ID', 'Parent Id', 'Parent_ID'],
  fileName: ['Native_file_name', 'Native file name', 'File Name', 'FileName', 'Filename'],
};

const LEXICON = columnLexicon(NAMES);

/** Whether a header's cell is a name under which some export gives a field. */
export function isManifestColumn(name: string): boolean {
  return LEXICON.has(columnKey(name));
}

/** The columns of one manifest by field; each list begins with the column that is asked first. */
export type ManifestColumns = ReadonlyMap<ManifestField, readonly string[]>;

/**
 * Finds which columns hold which field: by name, unless what stands in them cannot be that; else by content, where at least four in
 * five filled cells look like Message-IDs, dates, addresses or hashes.
 */
export function manifestColumns(table: Pick<Table, 'columns' | 'profiles'>): ManifestColumns {
  const found = new Map<ManifestField, { readonly column: string; readonly rank: number }[]>();
  const unnamed: string[] = [];
  for (const column of table.columns) {
    const known = LEXICON.get(columnKey(leafOf(column))) ?? LEXICON.get(columnKey(column));
    const profile = table.profiles.get(column);
    if (known !== undefined && fits(known.field, profile))
      found.set(known.field, [...(found.get(known.field) ?? []), { column, rank: known.rank }]);
    else unnamed.push(column);
  }
  const columns = new Map<ManifestField, readonly string[]>();
  for (const [field, list] of found) {
    columns.set(
      field,
      list.sort((a, b) => a.rank - b.rank).map(({ column }) => column),
    );
  }
  addByContent(columns, unnamed, table.profiles);
  return columns;
}

/** The last name of a nested JSON key, unless a list of attachments is above it. */
function leafOf(column: string): string {
  return column.startsWith('attachments.') ? column : (column.split('.').at(-1) ?? column);
}

/** Whether what stands in a column does not contradict its name: "Sent" may be a date or "True", "ID" a number. */
function fits(field: ManifestField, profile: ColumnProfile | undefined): boolean {
  if (profile === undefined || profile.filled === 0) return true;
  const content = contentOf(profile);
  if (field === 'sentAt' || field === 'receivedAt' || field === 'stolenAt') return profile.dates > 0;
  if (field === 'edrmMih' || field === 'fileHash' || field === 'attachmentHashes')
    return content === null || content === 'hash';
  if (field === 'messageId') return profile.messageIds + profile.addresses > 0;
  return content !== 'message-id' && content !== 'date';
}

/** By content, in the order of the columns: the first dates are the sending's, the first addresses the sender's, the next the recipients'. */
function addByContent(
  columns: Map<ManifestField, readonly string[]>,
  unnamed: readonly string[],
  profiles: ReadonlyMap<string, ColumnProfile>,
): void {
  const wanted: Readonly<Record<'message-id' | 'address' | 'date' | 'hash', readonly ManifestField[]>> = {
    'message-id': ['messageId'],
    address: ['sender', 'recipients'],
    date: ['sentAt', 'receivedAt'],
    hash: ['fileHash'],
  };
  for (const column of unnamed) {
    const profile = profiles.get(column);
    const content = profile === undefined ? null : contentOf(profile);
    const field = content === null ? undefined : wanted[content].find((name) => !columns.has(name));
    if (field !== undefined && !REFERENCES.has(columnKey(leafOf(column)))) columns.set(field, [column]);
  }
}

/** Columns that hold Message-IDs, dates or addresses of something else. */
const REFERENCES: ReadonlySet<string> = new Set(
  [
    ...[
      'In-Reply-To',
      'In_reply_to_ID',
      'References',
      'Conversation ID',
      'Reply-To',
      'Modified Date',
      'Doc_date_modified',
      'Doc_date_created',
    ],
    ...[
      'Last Modified',
      'Created',
      'Created Date Time',
      'lastModifiedDateTime',
      'createdDateTime',
      'Meeting_start_date',
      'Meeting_end_date',
    ],
  ].map(columnKey),
);
