import { afterAll, beforeAll, expect, test } from 'vitest';
import { CaseKit } from './case-kit.ts';

const JOURNAL = [
  'From: MicrosoftExchange329e@a.example',
  'To: journal@a.example',
  'Message-ID: <report@a.example>',
  'X-MS-Journal-Report:',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=j',
  '',
  '--j',
  'Content-Type: text/plain',
  '',
  'Sender: ann@a.example',
  'Message-Id: <plans@a.example>',
  'To: bob@b.example',
  'Cc: dora@d.example, Expanded: team@d.example',
  'Bcc: eve@e.example',
  'Recipient: finn@f.example',
  '--j',
  'Content-Type: message/rfc822',
  '',
  'From: ann@a.example',
  'To: bob@b.example',
  'Message-ID: <plans@a.example>',
  'Subject: plans',
  '',
  'the text',
  '--j--',
  '',
].join('\r\n');

const kit = new CaseKit();
beforeAll(async () => {
  await kit.add(kit.write('mail/journal.eml', JOURNAL));
  await kit.run();
}, 60_000);
afterAll(() => kit.remove());

test('the recipients of a journal report stand beside those of the message in it, blind copies included', async () => {
  const rows = await kit.open((kase) =>
    kase.store.all<{ role: string; address: string }>(
      'SELECT role, address FROM message_addresses ORDER BY role, address',
    ),
  );
  const pairs = rows.map(({ role, address }) => `${role} ${address}`);
  expect(pairs).toEqual(
    expect.arrayContaining([
      'from ann@a.example',
      'to bob@b.example',
      'cc dora@d.example',
      'list team@d.example',
      'bcc eve@e.example',
      'bcc finn@f.example',
    ]),
  );
});
