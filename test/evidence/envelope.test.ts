import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BUDGET, deliveryReportOf, extractPart, journalOf, parseMessage } from '../../src/evidence/index.ts';

const read = (text: string | Buffer) =>
  parseMessage(Buffer.from(text), { budget: DEFAULT_BUDGET, source: 's', offset: 0, extract: extractPart });

const ORIGINAL =
  'From: ann@a.example\r\nTo: bob@b.example\r\nSubject: plans\r\nMessage-ID: <1@a.example>\r\n\r\ntext\r\n';
const report = (mark: string, lines: readonly string[], original = ORIGINAL) =>
  `From: <MicrosoftExchange329e@a.example>\r\nTo: journal@a.example\r\nSubject: plans\r\nMessage-ID: <j@a.example>\r\n${mark}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=j\r\n\r\n--j\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n${lines.join('\r\n')}\r\n--j\r\nContent-Type: message/rfc822\r\n\r\n${original}\r\n--j--\r\n`;
const LINES = [
  'Sender: ann@a.example',
  'Subject: To: nobody@x.example',
  'Message-Id: <1@a.example>',
  'To: bob@b.example',
  'To: carl@c.example, Expanded: team@b.example',
  'Cc: dora@d.example, Forwarded: old@d.example',
  'Bcc: eve@e.example',
  'Recipient: finn@f.example',
];

describe('a journal report', () => {
  test('names everyone the message went to', () => {
    expect(journalOf(read(report('X-MS-Journal-Report:\r\n', LINES)))).toEqual({
      sender: 'ann@a.example',
      messageId: '<1@a.example>',
      recipients: [
        { address: 'bob@b.example', role: 'to', via: null },
        { address: 'carl@c.example', role: 'to', via: 'team@b.example' },
        { address: 'dora@d.example', role: 'cc', via: 'old@d.example' },
        { address: 'eve@e.example', role: 'bcc', via: null },
        { address: 'finn@f.example', role: 'recipient', via: null },
      ],
    });
  });

  test('is told by either of its fields', () => {
    for (const mark of ['Content-Identifier: ExJournalReport\r\n', 'Content-Identifer: exjournalreport\r\n']) {
      expect(journalOf(read(report(mark, LINES)))?.recipients).toHaveLength(5);
    }
  });

  test('keeps the message it carries', () => {
    const { parts } = read(report('X-MS-Journal-Report:\r\n', LINES));
    expect(parts.map(({ content }) => (content.state === 'message' ? content.header.messageId : null))).toContain(
      '<1@a.example>',
    );
  });

  test('is none without its field, without a message in it, or without its lines', () => {
    expect(journalOf(read(report('', LINES)))).toBeNull();
    expect(journalOf(read(report('X-MS-Journal-Report:\r\n', ['hello'])))).toBeNull();
    expect(journalOf(read(`X-MS-Journal-Report:\r\nFrom: a@b\r\n\r\n${LINES.join('\r\n')}`))).toBeNull();
    expect(journalOf(read(ORIGINAL))).toBeNull();
  });

  test('of any lines: no throw', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...LINES))), (lines) => {
        journalOf(read(report('X-MS-Journal-Report:\r\n', lines)));
      }),
    );
  });
});

describe('a delivery report', () => {
  const status = (fields: string, returned: string, type = 'message/delivery-status') =>
    `From: MAILER-DAEMON@a.example\nMessage-ID: <own@a>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: text/plain\n\nSorry.\n--r\nContent-Type: ${type}\n\n${fields}\n--r\n${returned}\n--r--\n`;

  test("postfix's: a recipient a group, the message returned", () => {
    const fields =
      'Reporting-MTA: dns; mx.a.example\n\nFinal-Recipient: rfc822; bob@b.example\nOriginal-Recipient: rfc822;robert@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n unknown\n\nFinal-Recipient: rfc822; carl@c.example\nAction: Delayed\nStatus: 4.4.1\n';
    expect(deliveryReportOf(read(status(fields, `Content-Type: message/rfc822\n\n${ORIGINAL}`)))).toEqual({
      kind: 'delivery',
      originalMessageId: '<1@a.example>',
      recipients: [
        { address: 'bob@b.example', action: 'failed', status: '5.1.1' },
        { address: 'carl@c.example', action: 'delayed', status: '4.4.1' },
      ],
    });
  });

  test("Exchange's: the header alone is returned", () => {
    const returned =
      'Content-Type: text/rfc822-headers\n\nFrom: ann@a.example\nMessage-ID:\n <2@a.example>\nSubject: s\n';
    const found = deliveryReportOf(
      read(
        status(
          'Reporting-MTA: dns;x\n\nFinal-recipient: RFC822; bob@b.example\nAction: failed\nStatus: 5.7.1\n',
          returned,
        ),
      ),
    );
    expect(found).toMatchObject({ originalMessageId: '<2@a.example>', recipients: [{ address: 'bob@b.example' }] });
  });

  test('a disposition notification', () => {
    const fields =
      'Reporting-UA: x\nFinal-Recipient: rfc822;bob@b.example\nOriginal-Message-ID: <3@a.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n';
    expect(
      deliveryReportOf(read(status(fields, 'Content-Type: text/plain\n\n', 'message/disposition-notification'))),
    ).toEqual({
      kind: 'disposition',
      originalMessageId: '<3@a.example>',
      recipients: [{ address: 'bob@b.example', action: 'displayed', status: null }],
    });
  });

  test('any other message is none', () => {
    expect(deliveryReportOf(read(ORIGINAL))).toBeNull();
  });
});

const FOLDER = '../shared/corpora/mail/mimekit/UnitTests/TestData/messages';

describe.skipIf(!existsSync(FOLDER))("mimekit's reports (skipped without ../shared)", () => {
  test('each delivery status names its recipients', () => {
    const names = readdirSync(FOLDER).filter((name) => name.startsWith('delivery-status'));
    const found = names.map((name) => deliveryReportOf(read(readFileSync(`${FOLDER}/${name}`))));
    expect(found.length).toBeGreaterThan(3);
    for (const one of found) expect(one?.recipients.length).toBeGreaterThan(0);
    expect(found[names.indexOf('delivery-status.txt')]).toEqual({
      kind: 'delivery',
      originalMessageId: '<31FC7EB4.41C6@netscape.com>',
      recipients: [{ address: 'newsletter-request@imusic.com', action: 'failed', status: null }],
    });
  });
});
