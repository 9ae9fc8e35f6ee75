import { gzipSync } from 'node:zlib';
import { writeZip } from '../test/evidence/zip-fixture.ts';

const HEAD =
  'From: Ann <ann@a.example>\r\nTo: bob@b.example\r\nDate: Tue, 16 Jan 2024 10:00:00 +0100\r\nMessage-ID: <1@a.example>\r\n';

/** Mail whose parts reach the decoders of transfer encodings, charsets, HTML, archives, S/MIME and the rest. */
export const MESSAGES: readonly string[] = [
  `${HEAD}Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ncaf=E9 =\r\nand more\r\n`,
  `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\npreamble\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\nplain\r\n--c\r\nContent-Type: text/html\r\n\r\n<p style="display:none">x</p><a href=http://x.example>y</a><table><tr><td>1</table>\r\n--c--\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner text\r\n--b\r\nContent-Type: application/zip; name*=utf-8''a%20b.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${writeZip([{ name: 'a/b.txt', data: 'text in a zip' }]).toString('base64')}\r\n--b--\r\n`,
  `${HEAD}Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n\r\nfailed\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; m.example\r\n\r\nFinal-Recipient: rfc822; x@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--r\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <0@a.example>\r\n\r\n--r--\r\n`,
  `${HEAD}X-MS-Journal-Report:\r\nContent-Type: multipart/mixed; boundary=j\r\n\r\n--j\r\n\r\nSender: ann@a.example\r\nSubject: x\r\nMessage-Id: <1@a.example>\r\nTo: bob@b.example, Expanded: list@b.example\r\nBcc: eve@e.example\r\n\r\n--j\r\nContent-Type: message/rfc822\r\n\r\n${HEAD}\r\nthe original\r\n--j--\r\n`,
  `${HEAD}Content-Type: text/plain; format=flowed; delsp=yes; charset=utf-7\r\n\r\n> quoted \r\n+AGE-b soft \r\nline\r\nbegin 644 x.txt\r\n#0V%T\r\n\`\r\nend\r\n=ybegin line=128 size=3 name=y.bin\r\n\x8b\x8c\x8d\r\n=yend size=3\r\n`,
  `${HEAD}Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${signedData('Content-Type: text/plain\r\n\r\nsigned words\r\n').toString('base64')}\r\n`,
  `${HEAD}Content-Type: multipart/mixed; boundary=k\r\n\r\n--k\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Meet\\, talk\r\n  more\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:aGVsbG8=\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--k\r\nContent-Type: text/vcard\r\n\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:a=3Db=\r\nc\r\nEND:VCARD\r\n--k\r\nContent-Type: application/rtf\r\n\r\n${"{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag <p>}h\\'e9{\\*\\htmltag </p>}}"}\r\n--k--\r\n`,
];

/** SignedData (RFC 5652 §5.1) around a text, without certificates. */
function signedData(text: string): Buffer {
  const der = (tag: number, ...parts: readonly Buffer[]) => {
    const body = Buffer.concat(parts);
    return Buffer.concat([
      Buffer.from(body.length < 128 ? [tag, body.length] : [tag, 0x82, body.length >> 8, body.length & 255]),
      body,
    ]);
  };
  const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
  const content = der(0x30, oid('2a864886f70d010701'), der(0xa0, der(0x04, Buffer.from(text))));
  const signed = der(0x30, der(0x02, Buffer.from([1])), der(0x31), content, der(0x31));
  return der(0x30, oid('2a864886f70d010702'), der(0xa0, signed));
}

/** Three messages in an mbox. */
export const MBOX = Buffer.from(
  MESSAGES.slice(0, 3)
    .map((message) => `From ann@a.example Tue Jan 16 10:00:00 2024\r\n${message}\r\n>From here\r\n\r\n`)
    .join(''),
  'latin1',
);

/** A message as Apple Mail keeps it. */
export const EMLX = Buffer.from(
  `${MESSAGES[0]?.length ?? 0}\n${MESSAGES[0]}<?xml version="1.0"?><plist><dict><key>flags</key><integer>1</integer></dict></plist>`,
  'latin1',
);

/** An export of Microsoft Graph messages. */
export const GRAPH = Buffer.from(
  JSON.stringify({
    value: [1, 2].map((number) => ({
      internetMessageId: `<${number}@a.example>`,
      subject: 'x',
      bodyPreview: 'y',
      receivedDateTime: '2024-01-16T10:00:00Z',
      body: { contentType: 'html', content: '<p>z</p>' },
      from: { emailAddress: { name: 'Ann', address: 'ann@a.example' } },
      toRecipients: [{ emailAddress: { address: 'bob@b.example' } }],
      hasAttachments: true,
      attachments: [
        { name: 'a.txt', contentBytes: 'aGVsbG8=' },
        { item: { subject: 'inner', body: { content: 'w' } } },
      ],
    })),
  }),
);

/** The list of an export, whose files are not there. */
export const LOAD_FILE = Buffer.from(
  'Document ID,Subject,Sender,Target Path\r\n1,"a, b",c,x\\1.msg\r\n2,d,e,x\\2.msg\r\n',
);

/** RTF that is native, that carries HTML, that carries text, and that holds objects. */
export const RTFS: readonly string[] = [
  "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Cyr;}}{\\info{\\title T}}\\pard Caf\\'e9 {\\v hidden} \\u8364?\\par{\\f1 \\'cf\\'f0}\\trowd\\cell a\\cell\\row{\\field{\\*\\fldinst HYPERLINK \"http://x.example\"}{\\fldrslt link}}\\bin3 abc}",
  '{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\*\\htmltag64 <html>}{\\*\\htmltag84 <p>}\\htmlrtf {\\htmlrtf0 text\\htmlrtf }\\htmlrtf0 {\\*\\htmltag92 </p>}}',
  '{\\rtf1\\ansi\\fromtext \\fi0 plain\\par\n second\\par}',
  `{\\rtf1{\\object\\objemb{\\*\\objdata 01050000020000000800000050616b61676500000000000000000020000000${Buffer.from('0200612e74787400433a5c612e7478740000000300080000').toString('latin1')}}}{\\pict\\pngblip 89504e470d0a1a0a}}`,
];

/** A tar (POSIX.1-1988 ustar) of files. */
export function tarOf(files: Readonly<Record<string, Buffer>>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, bytes]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write('0000644\0', 100);
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('14000000000\0', 136);
    header.write('        0', 148);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, bytes, Buffer.alloc(-bytes.length & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** Archives of small mailboxes. */
export function archives(store: Buffer): readonly [Buffer, ...Buffer[]] {
  const files = { 'box/a.mbox': MBOX, 'one.eml': Buffer.from(MESSAGES[1] ?? ''), 'notes.txt': Buffer.from('words') };
  const zip = writeZip([
    ...Object.entries(files).map(([name, data]) => ({ name, data })),
    { name: 's.msg', data: store, method: 0 },
  ]);
  const tar = tarOf({ ...files, 'in.zip': zip });
  return [zip, tar, gzipSync(tar), gzipSync(MBOX)];
}
