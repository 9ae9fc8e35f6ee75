import { describe, expect, test } from 'vitest';
import { DIRECT_PARSERS } from '../../src/evidence/documents/readers.ts';
import type { Part } from '../../src/evidence/index.ts';
import { fileEvents, line, mailbox, message } from './archive-events.ts';
import { openedDocument, textOf } from './opened-document.ts';
import { SAMPLE, storeBytes } from './pst-generated.ts';
import { packed } from './seven-zip-fixture.ts';
import { writeZip } from './zip-fixture.ts';

const FILES = {
  'old/store.pst': storeBytes('unicode', SAMPLE),
  'inbox.mbox': mailbox('one', 'two'),
  'three.eml': message('three'),
};
const archive = packed('7z', FILES, { switches: ['-ms=on'] });

const messagesIn = (parts: readonly Part[]) =>
  parts.filter(({ content }) => content.state === 'message').map(({ member }) => member.join(' > '));

describe('mailboxes in a 7z', () => {
  const expected = expect.arrayContaining([
    'inbox.mbox > #1',
    'inbox.mbox > #2',
    'old/store.pst > Personal folders/Inbox #1',
    'old/store.pst > Personal folders/Inbox/Projects/Old #1',
    'three.eml',
  ]);

  test('given as a source: each message is a member, with its text', async () => {
    const { parts } = await openedDocument(await archive, { fileName: 'mail.7z' });
    expect(messagesIn(parts)).toEqual(expected);
    expect(textOf(parts)).toContain('body of two');
    expect(textOf(parts)).toContain('body of three');
  });

  test('in a message, and in a zip given as a source, too', async () => {
    const mail = `Received: x\nContent-Type: application/x-7z-compressed\nContent-Transfer-Encoding: base64\n\n${(await archive).toString('base64')}\n`;
    const events = await fileEvents(Buffer.from(mail), { parsers: DIRECT_PARSERS });
    expect(events.flatMap((event) => (event.type === 'message' ? messagesIn(event.message.parts) : []))).toEqual(
      expected,
    );
    const zip = writeZip([{ name: 'mail.7z', data: await archive, method: 0 }]);
    const within = await fileEvents(zip, { parsers: DIRECT_PARSERS });
    expect(within.flatMap((event) => (event.type === 'document' ? messagesIn(event.document.parts) : []))).toEqual(
      expected,
    );
  });

  test('longer than is opened at once: a row that says to extract it and to add the folder', async () => {
    const bytes = await archive;
    const events = await fileEvents(bytes, { parsers: DIRECT_PARSERS, budget: { messageBytes: bytes.length - 1 } });
    expect(events.map(line)).toEqual(['over-budget', '1 = 0 + 1 + 0']);
    expect(events[0]).toMatchObject({
      loss: { level: 'source', detail: expect.stringMatching(/an archive.*extract it and add the folder/) },
    });
    const whole = await fileEvents(bytes, { parsers: DIRECT_PARSERS, budget: { messageBytes: bytes.length } });
    expect(whole.at(-1)).toMatchObject({ tally: { read: 1, unreadable: 0 } });
  });
});
