import { messageWith } from '../test/evidence/bombs.ts';
import { msgBytes } from '../test/evidence/compound-builder.ts';
import { mapiObject } from '../test/evidence/mapi-builder.ts';
import { type Packing, wrapping } from './packing.ts';

/** Messages, of the Internet and of Outlook, that each carry one of some documents, which is changed within. */
export function mailedPackings(documents: readonly Buffer[]): readonly Packing[] {
  return documents.flatMap((document) => [
    wrapping(document, (bytes) => messageWith({ name: 'a document', fileName: 'a.bin', bytes })),
    wrapping(document, outlookMessage),
  ]);
}

function outlookMessage(content: Buffer): Buffer {
  const attachments = [{ properties: { 14087: 'a.bin', 14085: 1 }, content }];
  return msgBytes(mapiObject({ properties: { 26: 'IPM.Note', 55: 'Hello', 4096: 'words' }, attachments }));
}

/** Small formats of text: a page with its pictures, a vCard, a drawing, a registry export, a property list. */
export const TEXTS: readonly string[] = [
  [
    'From: <Saved>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B; type="text/html"\r\n\r\n--B',
    'Content-Type: text/html; charset=utf-8\r\nContent-Location: http://a.example/\r\n\r\n<p style="display:none">gone<p>words<img src="cid:1">\r\n--B',
    'Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <1>\r\n\r\nR0lGODlhAQABAAAAADs=\r\n--B--\r\n',
  ].join('\r\n'),
  'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Doe;Ann\r\nNOTE;ENCODING=QUOTED-PRINTABLE:pass=20word=\r\n more\r\nPHOTO;ENCODING=b:R0lGODlhAQABAAAAADs=\r\nEND:VCARD\r\n',
  'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:words\r\nDESCRIPTION:pin\\n4711\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:aGVsbG8=\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>words &a; &#x41;</text><![CDATA[raw]]></svg>',
  'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\X]\r\n"a"="b"\r\n"c"=hex(2):61,00,\\\r\n  62,00\r\n"d"=dword:0000000f\r\n',
  '<plist version="1.0"><dict><key>a</key><data>aGVsbG8=</data><key>b</key><array><integer>1</integer><true/></array></dict></plist>',
];
