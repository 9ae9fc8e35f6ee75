import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type PstFolder, type PstMessage, property, writePst } from '../../examples/pst/index.ts';
import { msgBytes } from '../evidence/compound-builder.ts';
import { mapiObject } from '../evidence/mapi-builder.ts';
import { writeTar } from '../evidence/tar-fixture.ts';
import { attribute, list, RENDERING, text16, tnef, zeroed } from '../evidence/tnef-fixture.ts';
import { writeZip } from '../evidence/zip-fixture.ts';

/** Secrets that a rule finds, by where they stand. */
export const FOUND = {
  pstSubject: 'Kestrel_Anvil-9371',
  pstPlain: 'Vermilion!Otter-4412',
  pstHtml: 'Saffron$Lantern613',
  pstRtf: 'Copper=Gannet-7120',
  pstRtfHidden: 'Umbral+Sextant5581',
  pstFileName: 'Juniper%Basalt92',
  pstFolder: 'Marmot.8814.Quillwort!',
  pstAttached: 'Walrus+Trellis1171',
  pstEmbedded: 'Pewter#Heron7718',
  pstSettings: 'Thistle-Grommet5562',
  pstDeleted: 'Ochre*Bobbin3317',
  pstOrphaned: 'Nimbus-Tackle!6093',
  pstSender: 'Larch%Viaduct4420',
  msgSubject: 'Cinder-Wharf2983',
  msgBody: 'Tundra.Spindle8064',
  msgAttached: 'Grackle-Sorrel5199',
  tnefBody: 'Mallow_Turbine!3306',
  tnefAttached: 'Fennel-Rudder8842',
  rtfFile: 'Cobalt*Thimble7351',
  rtfHidden: 'Indigo-Ballast!2264',
  emlx: 'Hazel+Girder9917',
  graphBody: 'Russet_Compass-5540',
  graphName: 'Bramble%Pylon6678',
  graphItem: 'Teal-Mortise!1845',
  loadRow: 'Sorghum-Hatch3329',
  zipMember: 'Auburn+Cleat7093',
  tarMember: 'Heather_Winch!4486',
  nested: 'Sienna-Gimbal2750',
  signed: 'Mustard*Keel9062',
  opaque: 'Lilac-Bollard!8137',
  journal: 'Maroon+Capstan6615',
} as const;

/** Secrets in names and settings that no finding may be made of, and that are masked or not kept. */
export const NAMED = {
  ruleFolder: 'Orchid-Fairlead!3048',
  ruleMember: 'Walnut_Topsail9226',
  ruleTarMember: 'Sorrel-Hawser!7734',
  lockedMember: 'Plum+Spinnaker5190',
  recipientName: 'Amber*Forecastle2861',
  lostAttachment: 'Violet-Gunwale!4907',
} as const;

const F = FOUND;
const states = (secret: string, account = 'svc-backup@agency.example') => `The password for ${account} is ${secret}`;
const file = (name: string, content: string) => ({ kind: 'file', name, bytes: Buffer.from(content) }) as const;

function note(name: string, text: string, more: Partial<PstMessage> = {}): PstMessage {
  return {
    subject: name,
    body: { text },
    messageId: `<${name}@agency.example>`,
    sender: { name: 'Ana', address: 'ana@agency.example' },
    recipients: [{ kind: 'to', name: `Bo, password: ${NAMED.recipientName}`, address: 'bo@vendor.example' }],
    submitted: new Date('2024-01-16T10:00:00Z'),
    attachments: [],
    ...more,
  };
}

function* messages(): Generator<PstMessage> {
  yield note('subject', 'See above.', { subject: `VPN password: ${F.pstSubject}` });
  yield note('plain', states(F.pstPlain));
  yield note('html', '', { body: { html: `<p>User: <b>desk-admin</b><br>Password: <b>${F.pstHtml}</b></p>` } });
  const rtf = String.raw`{\rtf1\ansi ${states(F.pstRtf)}\par{\v The root password is ${F.pstRtfHidden}}\par}`;
  yield note('rtf', '', { body: { rtf } });
  yield note('attached', `The password of the portal is: ${F.pstFileName}`, {
    attachments: [
      file(`${F.pstFileName}.txt`, 'see the mail'),
      file('accounts.csv', `username,password,host\nftp-drop,${F.pstAttached},ftp.agency.example\n`),
      file(`password: ${NAMED.lostAttachment}.bin`, '\0\u0001\u0002nothing'),
      { kind: 'message', name: 'inner', message: note('inner', states(F.pstEmbedded)) },
    ],
  });
  yield note('folder', states(F.pstFolder));
  yield note('deleted', states(F.pstDeleted), { fate: 'deleted' });
  yield note('orphaned', states(F.pstOrphaned), { fate: 'orphaned' });
  yield note('sender', states(F.pstSender));
}

const settings = note('a rule', '', {
  messageClass: 'IPM.Configuration.Account',
  properties: [{ id: 0x6834, text: states(F.pstSettings) }, property.binary(0x7c08, Buffer.from('<settings/>'))],
});
const fromNobody = note('nobody', 'Token is ghost.', { sender: { name: F.pstSender, address: F.pstSender } });

/** Each folder claims more than it holds, so that losses name it. */
const FOLDERS: readonly PstFolder[] = [
  { name: 'Inbox', messages: messages(), associated: [settings], overcount: 1 },
  { name: F.pstFolder, messages: [note('in folder', states('Zz9-other-secret77')), fromNobody], overcount: 2 },
  { name: `password: ${NAMED.ruleFolder}`, messages: [note('in rule', states('Yy8-more-secret66'))], overcount: 3 },
];

const message = (name: string, body: string, type = 'text/plain; charset=utf-8') =>
  [
    'From: Ana <ana@agency.example>',
    'To: bo@vendor.example',
    'Date: Tue, 16 Jan 2024 10:00:00 +0000',
    `Subject: ${name}`,
    `Message-ID: <${name}@agency.example>`,
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
    '',
    body,
    '',
  ].join('\r\n');
const mbox = (...mails: readonly string[]) =>
  mails.map((mail) => `From ana@agency.example Tue Jan 16 10:00:00 2024\n${mail.replaceAll('\r\n', '\n')}\n`).join('');

const outlookMessage = () =>
  msgBytes(
    mapiObject({
      properties: { 26: 'IPM.Note', 55: `Wi-Fi password: ${F.msgSubject}`, 4096: states(F.msgBody), 4149: '<msg@a.b>' },
      recipients: [{ 3093: 1, 12289: `Bo ${NAMED.recipientName}` }],
      attachments: [
        {
          properties: { 14085: 1, 14087: `${F.msgBody}.txt` },
          content: Buffer.from(states(F.msgAttached, 'svc-scan')),
        },
        {
          properties: { 14085: 1, 14087: `password: ${NAMED.lostAttachment}.zip` },
          content: Buffer.from('PK\u0003\u0004broken'),
        },
      ],
    }),
  );

function winmail(): string {
  const bytes = tnef(
    attribute(1, 0x69003, list(text16(0x37, 'winmail'), text16(0x1000, states(F.tnefBody)))),
    RENDERING,
    attribute(2, 0x18010, zeroed('notes.txt')),
    attribute(2, 0x6800f, Buffer.from(states(F.tnefAttached, 'svc-print'))),
  );
  const base64 = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
  const part = `Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}`;
  return message('tnef', `--e\r\n${part}\r\n--e--`, 'multipart/mixed; boundary=e');
}

const graph = () =>
  JSON.stringify({
    '@odata.context': 'https://graph.example/v1.0/x',
    value: [
      {
        id: 'AAMk=',
        internetMessageId: '<graph@agency.example>',
        subject: 'Export',
        receivedDateTime: '2024-01-16T10:00:05Z',
        sentDateTime: '2024-01-16T10:00:00Z',
        body: {
          contentType: 'text',
          content: `${states(F.graphBody)}\nThe password of the archive is: ${F.graphName}`,
        },
        from: { emailAddress: { name: 'Ana', address: 'ana@agency.example' } },
        toRecipients: [{ emailAddress: { name: NAMED.recipientName, address: 'bo@vendor.example' } }],
        attachments: [
          {
            '@odata.type': '#microsoft.graph.fileAttachment',
            name: `${F.graphName}.txt`,
            contentType: 'text/plain',
            contentBytes: Buffer.from('plain').toString('base64'),
          },
          {
            '@odata.type': '#microsoft.graph.itemAttachment',
            name: 'older',
            item: {
              '@odata.type': '#microsoft.graph.message',
              subject: 'Inner',
              body: { contentType: 'text', content: states(F.graphItem) },
            },
          },
        ],
      },
    ],
  });

const loadFile = () =>
  [
    'Document ID,Subject or Title,"Sender or Created by",Target Path,Location',
    `1,VPN password: ${F.loadRow},ana@agency.example,natives\\1.eml,Inbox`,
    `2,Lunch,ana@agency.example,natives\\${F.loadRow}.eml,Inbox`,
    '',
  ].join('\r\n');

const zip = () =>
  writeZip([
    { name: 'first.mbox', data: mbox(message('zip-first', states(F.zipMember))) },
    { name: `${F.zipMember}/inbox.mbox`, data: mbox(message('zip-member', states('Xx7-third-secret55'))) },
    { name: `password: ${NAMED.ruleMember}.mbox`, data: mbox(message('zip-rule', states('Ww6-fourth-secret44'))) },
    { name: `z password: ${NAMED.lockedMember}.mbox`, data: 'x', flags: 1, packed: Buffer.alloc(40, 'locked') },
  ]);

const tar = () =>
  gzipSync(
    writeTar([
      { name: 'a.eml', data: message('tar-first', states(F.tarMember)) },
      { name: `${F.tarMember}/b.eml`, data: message('tar-member', states('Vv5-fifth-secret33')) },
      { name: `password: ${NAMED.ruleTarMember}.eml`, data: message('tar-rule', states('Uu4-sixth-secret22')) },
      { name: `cut ${F.tarMember}.gz`, data: gzipSync('cut short '.repeat(500)).subarray(0, 30) },
      { name: 'deep.zip', data: writeZip([{ name: 'deep.mbox', data: mbox(message('nested', states(F.nested))) }]) },
    ]),
  );

const der = (tag: number, ...contents: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 255]), content]);
};
const oid = (hex: string) => Buffer.from(`0609${hex}`, 'hex');

/** A CMS SignedData (RFC 5652 §5.1) around an entity, without signers. */
function signedData(entity: string): string {
  const inner = der(0x30, oid('2a864886f70d010701'), der(0xa0, der(4, Buffer.from(entity))));
  const bytes = der(
    0x30,
    oid('2a864886f70d010702'),
    der(0xa0, der(0x30, Buffer.from([2, 1, 1]), der(0x31), inner, der(0x31))),
  );
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
}

const opaque = () =>
  message(
    'opaque',
    signedData(`Content-Type: text/plain\r\n\r\n${states(F.opaque)}\r\n`),
    'application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64',
  );
const signed = () =>
  message(
    'signed',
    `--s\r\nContent-Type: text/plain\r\n\r\n${states(F.signed)}\r\n--s\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\nMAA=\r\n--s--`,
    'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s',
  );
const journal = () =>
  message(
    'report',
    `--j\r\nContent-Type: text/plain\r\n\r\nSender: ana@agency.example\r\nSubject: ${F.journal}\r\nMessage-Id: <plans@agency.example>\r\nTo: bo@vendor.example\r\n--j\r\nContent-Type: message/rfc822\r\n\r\n${message('plans', states(F.journal))}\r\n--j--`,
    'multipart/mixed; boundary=j',
  ).replace('MIME-Version', 'X-MS-Journal-Report:\r\nMIME-Version');

const emlx = () => {
  const mail = message('emlx', states(F.emlx)).replaceAll('\r\n', '\n');
  const list = `<?xml version="1.0"?><plist version="1.0"><dict><key>subject</key><string>${F.emlx}</string></dict></plist>\n`;
  return `${String(Buffer.byteLength(mail)).padEnd(11)}\n${mail}${list}`;
};

/** Writes one source of each kind. @returns the folder. */
export function plantMailboxes(folder: string): string {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'outlook.msg': outlookMessage(),
    'winmail.eml': winmail(),
    'note.rtf': String.raw`{\rtf1\ansi ${states(F.rtfFile)}\par{\v The root password is ${F.rtfHidden}}\par}`,
    '1.emlx': emlx(),
    'messages.json': graph(),
    'export/Results.csv': loadFile(),
    'export/natives/1.eml': message('exported', 'Nothing.'),
    'mail.zip': zip(),
    'mail.tar.gz': tar(),
    'signed.eml': signed(),
    'opaque.eml': opaque(),
    'journal.eml': journal(),
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  for (const format of ['unicode', 'ansi'] as const) {
    const folders = FOLDERS.map((each) => (each.name === 'Inbox' ? { ...each, messages: messages() } : each));
    writePst(join(folder, `${format}.pst`), { format, encoding: 'permute', folders });
  }
  return folder;
}
