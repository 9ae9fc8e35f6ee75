import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PstFolder, type PstMessage, type PstOptions, writePst } from '../examples/pst/index.ts';
import { msgBytes } from '../test/evidence/compound-builder.ts';
import { mapiObject, type ObjectFixture } from '../test/evidence/mapi-builder.ts';
import {
  attribute,
  IID_MESSAGE,
  list,
  object,
  RENDERING,
  text8,
  text16,
  tnef,
  uint32,
  zeroed,
} from '../test/evidence/tnef-fixture.ts';

const inner: PstMessage = { subject: 'Inner', body: { text: 'inner words' }, recipients: [], attachments: [] };

const MESSAGES: readonly PstMessage[] = [
  {
    subject: 'Hello',
    body: { text: 'plain words', html: '<p>words in <b>HTML</b></p>', rtf: '{\\rtf1\\ansi words in RTF}' },
    headers: 'From: ann@a.example\r\nX-Mailer: x\r\n',
    messageId: '<1@a.example>',
    sender: { name: 'Ann', address: 'ann@a.example' },
    recipients: [
      { kind: 'to', name: 'Bob', address: 'bob@b.example' },
      { kind: 'bcc', name: 'Eve', address: 'eve@e.example' },
    ],
    submitted: new Date('2024-01-16T10:00:00Z'),
    attachments: [
      { kind: 'file', name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('attached words') },
      { kind: 'message', name: 'inner', message: inner },
    ],
  },
  { ...inner, subject: 'Gone', fate: 'deleted' },
  { ...inner, subject: 'Orphan', fate: 'orphaned' },
  { ...inner, subject: 'Big', body: { text: 'long '.repeat(2500) }, messageClass: 'IPM.StickyNote' },
];

/** A PST of each format and encoding. */
export function storeFiles(): readonly [Buffer, ...Buffer[]] {
  return [pst('unicode', 'none'), pst('ansi', 'none'), pst('unicode', 'permute'), pst('ansi', 'cyclic')];
}

function pst(format: PstOptions['format'], encoding: PstOptions['encoding']): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-fuzz-'));
  try {
    const inbox: PstFolder = { name: 'Inbox', messages: MESSAGES, associated: [inner], overcount: 1 };
    writePst(join(folder, 'a.pst'), { format, encoding, folders: [inbox] });
    return readFileSync(join(folder, 'a.pst'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FIXTURE: ObjectFixture = {
  properties: {
    26: 'IPM.Note',
    55: 'Hello',
    4096: 'plain words',
    4115: Buffer.from('<p>x</p>'),
    16381: 1252,
    125: 'X-A: b\r\n',
  },
  named: {
    '00062008-0000-0000-c000-000000000046/0x8503': true,
    '00020329-0000-0000-c000-000000000046/Keywords': ['a', 'b'],
  },
  recipients: [{ 12289: 'Bob', 14846: 'bob@b.example', 3093: 1 }],
  attachments: [
    { properties: { 14087: 'a.txt', 14085: 1 }, content: Buffer.from('attached words') },
    { properties: { 14085: 5 }, content: { properties: { 55: 'Inner', 4096: 'inner words' } } },
  ],
};

/** Outlook messages in both sector sizes. */
export const MSGS: readonly [Buffer, Buffer] = [msgBytes(mapiObject(FIXTURE)), msgBytes(mapiObject(FIXTURE), 4096)];

const NESTED = tnef(attribute(1, 0x69003, list(text16(0x37, 'inner'), text16(0x1000, 'inner body'))));

/** winmail.dat with old and new properties, a file and a message. */
export const TNEF = tnef(
  attribute(1, 0x89006, uint32(0x10000)),
  attribute(1, 0x78008, zeroed('IPM.Microsoft Mail.Note')),
  attribute(1, 0x69003, list(text16(0x37, 'outer'), text8(0x1000, 'a body'))),
  RENDERING,
  attribute(2, 0x18010, zeroed('A.TXT')),
  attribute(2, 0x6800f, Buffer.from('file one')),
  RENDERING,
  attribute(2, 0x69005, list(text16(0x3001, 'Nested'), object(0x3701, IID_MESSAGE, NESTED))),
);
