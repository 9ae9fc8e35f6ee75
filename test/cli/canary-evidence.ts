import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { seededRandom } from '../../examples/random.ts';
import { mintCredential } from '../../examples/values/index.ts';

const random = seededRandom('canaries/1');
const minted = (mint: string) => mintCredential(mint, random.fork(mint)).value;
const key = minted('ecPrivateKey');

/** Secrets that stand nowhere else in the world, by where they are planted. Every one of them is found by a rule. */
export const CANARIES = {
  prose: 'Vermilion!Otter-4471',
  subject: 'Kestrel_Anvil-9326',
  fileName: 'Juniper%Basalt41',
  quoted: 'Marmot.8830.Quillwort!',
  quotedHeader: 'Cinder-Wharf2917',
  html: 'Saffron$Lantern602',
  connection: 'Thistle-Grommet5518',
  sql: 'Pewter#Heron7745',
  zipMember: minted('githubPat'),
  docx: 'Ochre*Bobbin3390',
  csv: 'Walrus+Trellis1128',
  forwarded: minted('slackBot'),
  base64Body: minted('gitlabToken'),
  keyLine: key.split('\n')[1] ?? '',
  encodedUrl: 'Umber/Falcon 6604',
  basic: 'Tundra.Spindle8091',
} as const;

export type Canary = keyof typeof CANARIES;

interface Mail {
  readonly name: string;
  readonly subject: string;
  readonly body: string;
  readonly headers?: readonly string[];
}

const DATE = 'Tue, 16 Jan 2024 10:00:00 +0000';

function head({ name, subject, headers = [] }: Omit<Mail, 'body'>): string {
  return [
    'From: Ana Reyes <ana@agency.example>',
    'To: desk@vendor.example',
    `Date: ${DATE}`,
    `Subject: ${subject}`,
    `Message-ID: <${name}@agency.example>`,
    'MIME-Version: 1.0',
    ...headers,
  ].join('\r\n');
}

function plain(mail: Mail): string {
  const lines = mail.body.replaceAll('\n', '\r\n');
  return `${head(mail)}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${lines}\r\n`;
}

interface Attached {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

function withAttachment(mail: Mail, file: Attached): string {
  const parts = [
    `Content-Type: text/plain; charset=utf-8\r\n\r\n${mail.body.replaceAll('\n', '\r\n')}`,
    [
      `Content-Type: ${file.type}`,
      `Content-Disposition: attachment; filename="${file.fileName}"`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(file.bytes).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n'),
  ];
  const body = parts.map((part) => `--edge\r\n${part}\r\n`).join('');
  return `${head(mail)}\r\nContent-Type: multipart/mixed; boundary=edge\r\n\r\n${body}--edge--\r\n`;
}

function docx(paragraph: string): Uint8Array {
  const escaped = paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    'word/document.xml': strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${escaped}</w:t></w:r></w:p></w:body></w:document>`,
    ),
  });
}

const C = CANARIES;

/** Messages of several shapes, each with its canary; the later ones repeat canaries where no rule sees them. */
function messages(): Readonly<Record<string, string>> {
  return {
    prose: plain({
      name: 'prose',
      subject: 'Backup service account',
      headers: [`X-Backup-Note: ${C.prose}`],
      body: `Hi,\n\nthe password for svc-backup@agency.example is ${C.prose}\n\nAna`,
    }),
    subject: plain({
      name: 'subject',
      subject: `VPN password: ${C.subject}`,
      body: 'The VPN password is in the subject.\n',
    }),
    fileName: withAttachment(
      { name: 'file-name', subject: 'Portal access', body: `The password of the portal is: ${C.fileName}\n` },
      { fileName: `${C.fileName}.txt`, type: 'text/plain', bytes: strToU8('see the mail\n') },
    ),
    quoted: plain({
      name: 'quoted',
      subject: 'Re: Portal',
      body: `Thanks!\n\nOn Mon, Jan 15, 2024, Bo <bo@vendor.example> wrote:\n> > Username: portal-admin\n> > Password: ${C.quoted}\n> ok\n`,
    }),
    quotedHeader: plain({
      name: 'quoted-header',
      subject: 'Fwd: database',
      body: `-----Original Message-----\nFrom: Bo <bo@vendor.example>\nTo: ana@agency.example; postgresql://deploy:${C.quotedHeader}@db.agency.example:5432/app\nSubject: database\n\nas above\n`,
    }),
    html: `${head({ name: 'html', subject: 'Wireless' })}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>User: <b>desk-admin</b><br>Password: <b>${C.html}</b></p></body></html>\r\n`,
    connection: plain({
      name: 'connection',
      subject: 'Database',
      body: `Use this one:\n\nmongodb+srv://buoyreader:${C.connection}@telemetry.agency.example/buoys?retryWrites=true\n`,
    }),
    sql: plain({
      name: 'sql',
      subject: 'Reporting',
      body: `Server=tcp:sql.agency.example,1433;Initial Catalog=Reporting;User ID=report_reader;Password=${C.sql};Encrypt=True;\n`,
    }),
    zipMember: withAttachment(
      { name: 'zip', subject: 'Build', body: 'Attached.\n' },
      {
        fileName: 'build.zip',
        type: 'application/zip',
        bytes: zipSync({ 'deploy.env': strToU8(`CI=true\nGITHUB_TOKEN=${C.zipMember}\n`) }),
      },
    ),
    docx: withAttachment(
      { name: 'docx', subject: 'Handbook', body: 'See the handbook.\n' },
      {
        fileName: 'handbook.docx',
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        bytes: docx(`The password for the scanner is ${C.docx}`),
      },
    ),
    csv: withAttachment(
      { name: 'csv', subject: 'Accounts', body: 'The list.\n' },
      {
        fileName: 'accounts-list.csv',
        type: 'text/csv',
        bytes: strToU8(`username,password,host\nftp-drop,${C.csv},ftp.agency.example\n`),
      },
    ),
    forwarded: `${head({ name: 'forwarded', subject: 'Fwd: bot' })}\r\nContent-Type: message/rfc822\r\n\r\n${plain({
      name: 'inner',
      subject: 'bot',
      body: `SLACK_BOT_TOKEN=${C.forwarded}\n`,
    })}`,
    base64Body: `${head({ name: 'base64', subject: 'Pipeline' })}\r\nContent-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(
      `The pipeline uses ${C.base64Body} for now.\r\n`,
      'utf16le',
    ).toString('base64')}\r\n`,
    keyLine: plain({ name: 'key', subject: 'Signing key', body: `Keep this safe:\n\n${key}\n` }),
    encodedUrl: plain({
      name: 'encoded-url',
      subject: 'Feed',
      body: `ftp://bcsdelivery:${encodeURIComponent(C.encodedUrl)}@ftp.vendor.example/outgoing/\n`,
    }),
    basic: plain({
      name: 'basic',
      subject: 'Tiles',
      body: `curl -H 'Authorization: Basic ${Buffer.from(`svc-gis:${C.basic}`).toString('base64')}' https://tiles.agency.example/\n`,
    }),
    ...repeats(),
  };
}

/** Where a credential that another message gives away stands by itself, and no rule can know it. */
function repeats(): Readonly<Record<string, string>> {
  return {
    'z-again': plain({
      name: 'again',
      subject: `RE: ${C.prose} does not work`,
      body: `Neither does ${C.sql}, and the recovery password is Zz9-other-secret77.\n`,
    }),
    'z-again-name': withAttachment(
      { name: 'again-name', subject: 'scan', body: 'x\n' },
      { fileName: `old ${C.docx}.txt`, type: 'text/plain', bytes: strToU8('nothing\n') },
    ),
    'z-again-member': withAttachment(
      { name: 'again-member', subject: 'zip', body: 'x\n' },
      {
        fileName: 'notes.zip',
        type: 'application/zip',
        bytes: zipSync({ [`${C.subject}/readme.txt`]: strToU8('password: Grackle-Sorrel5127\n') }),
      },
    ),
  };
}

function mbox(mails: readonly string[]): string {
  const entries = mails.map(
    (mail) => `From ana@agency.example Tue Jan 16 10:00:00 2024\n${mail.replaceAll('\r\n', '\n')}\n`,
  );
  return entries.join('');
}

function auditRow(operation: string, parameters: Readonly<Record<string, string>>, number: number): string {
  const record = {
    CreationTime: `2024-01-17T10:0${number}:00`,
    Id: `00000000-0000-4000-8000-00000000000${number}`,
    Operation: operation,
    OrganizationId: '11111111-1111-4111-8111-111111111111',
    RecordType: 1,
    ResultStatus: 'True',
    UserKey: 'ana@agency.example',
    UserType: 2,
    Workload: 'Exchange',
    UserId: 'ana@agency.example',
    ClientIP: '192.0.2.7:1024',
    ObjectId: 'ana@agency.example',
    Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
  };
  const quoted = `"${JSON.stringify(record).replaceAll('"', '""')}"`;
  return `${record.CreationTime},ana@agency.example,${operation},${quoted}`;
}

function auditLog(): string {
  const rows = [
    auditRow('Set-Mailbox', { Identity: 'ana@agency.example', Password: C.quoted, RoomMailboxPassword: C.html }, 1),
    auditRow('New-InboxRule', { Name: 'r', SubjectContainsWords: C.prose, DeleteMessage: 'True' }, 2),
    auditRow('Set-MailUser', { Identity: 'ana', Notes: `new password: ${C.csv}` }, 3),
    auditRow('New-InboxRule', { Name: C.subject, ForwardTo: 'thief@evil.example' }, 4),
    auditRow('New-InboxRule', { Name: 'x', BodyContainsWords: `${C.sql};${C.connection}` }, 5),
  ];
  return ['CreationDate,UserIds,Operations,AuditData', ...rows, ''].join('\r\n');
}

function manifest(): string {
  const rows = [
    ['<prose@agency.example>', 'Backup service account', ''],
    ['<subject@agency.example>', `VPN password: ${C.subject}`, ''],
    ['<file-name@agency.example>', 'Portal access', `${C.fileName}.txt`],
    ['<gone@agency.example>', `RE: ${C.prose} does not work`, `old ${C.docx}.txt`],
    ['<gone-too@agency.example>', `Wi-Fi password: Nettle_Gantry-3307`, ''],
  ];
  const lines = rows.map(
    ([id, subject, names]) => `${id},ana@agency.example,desk@vendor.example,${subject},2024-01-16T10:00:00Z,${names}`,
  );
  return ['InternetMessageId,Sender,Recipients,Subject,Sent,Attachments', ...lines, ''].join('\n');
}

function accounts(): string {
  return `UserPrincipalName,DisplayName,From,Until\ndesk@vendor.example,Desk ${C.prose},2023-12-01,2024-03-01\n`;
}

/** Writes evidence full of canaries. @returns the paths to give to a case, and the folder of mail. */
export function plantCanaries(folder: string): { readonly mail: string; readonly all: readonly string[] } {
  const mail = join(folder, 'mail');
  mkdirSync(mail, { recursive: true });
  const planted = Object.entries(messages());
  const half = Math.ceil(planted.length / 2);
  writeFileSync(join(mail, 'inbox.mbox'), mbox(planted.slice(0, half).map(([, text]) => text)));
  for (const [name, text] of planted.slice(half)) writeFileSync(join(mail, `${name}.eml`), text);
  const others = { 'audit.csv': auditLog(), 'manifest.csv': manifest(), 'accounts.csv': accounts() };
  for (const [name, text] of Object.entries(others)) writeFileSync(join(folder, name), text);
  return { mail, all: [mail, ...Object.keys(others).map((name) => join(folder, name))] };
}
