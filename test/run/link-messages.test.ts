import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sightingsOf } from '../../src/response/index.ts';
import { CaseKit } from './case-kit.ts';

const TOKEN = `ghp_${'0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o'}3Qk7vX`;
/** Of so many words that one line more or less leaves the text alike whatever the case's key. */
const TEXT = [
  'The build server asks for a token since the move, so please put the one below into its settings tonight and tell me when it runs again.',
  ...Array.from(
    { length: 40 },
    (_, index) => `Step ${index}: open page ${index * 7}, press key ${index * 13}, read line ${index * 29}.`,
  ),
].join(' ');

interface Mail {
  readonly id: string;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly headers?: string;
}

const mail = ({ id, at, from, to, subject, body, headers = '' }: Mail) =>
  `From: ${from}\r\nTo: ${to}\r\nDate: ${at}\r\nMessage-ID: <${id}@a.example>\r\nSubject: ${subject}\r\n${headers}\r\n${body}\r\n`;

const first: Mail = {
  id: 'one',
  at: 'Mon, 4 Dec 2023 10:00:00 +0000',
  from: 'ann@a.example',
  to: 'bob@b.example',
  subject: 'Token',
  body: `${TEXT}\r\n\r\n${TOKEN}`,
};
const answer: Mail = {
  ...first,
  id: 'two',
  at: 'Tue, 5 Dec 2023 10:00:00 +0000',
  from: 'bob@b.example',
  to: 'ann@a.example',
  subject: 'RE: Token',
  headers: 'In-Reply-To: <one@a.example>\r\n',
  body: `Done.\r\n\r\nOn Mon, 4 Dec 2023 10:00, ann@a.example wrote:\r\n> ${TEXT}\r\n>\r\n> ${TOKEN}`,
};
const forward: Mail = {
  ...first,
  id: 'three',
  at: 'Wed, 6 Dec 2023 10:00:00 +0000',
  from: 'bob@b.example',
  to: 'carl@c.example',
  subject: 'build settings',
  body: `see below\r\n\r\n-----Original Message-----\r\nFrom: ann@a.example\r\nTo: bob@b.example\r\nSubject: Token\r\n\r\n${TEXT}\r\n\r\n${TOKEN}`,
};
const bySubject: Mail = {
  ...first,
  id: 'four',
  at: 'Thu, 7 Dec 2023 10:00:00 +0000',
  from: 'ann@a.example',
  to: 'bob@b.example',
  subject: 'AW: Token',
  body: 'Thanks!',
};
const stranger: Mail = { ...bySubject, id: 'five', from: 'x@x.example', to: 'y@y.example', subject: 'Re: Token' };
const bannered: Mail = {
  ...first,
  id: 'six',
  body: `[EXTERNAL] take care\r\n${TEXT}\r\n\r\nother words`,
  subject: 'another',
};

describe('messages of a case', () => {
  const kit = new CaseKit();
  beforeAll(async () => {
    kit.write('mail/ann/sent.eml', mail(first));
    kit.write(
      'mail/bob/inbox.mbox',
      `From ann@a.example Mon Dec  4 10:00:00 2023\r\nReceived: from x by y\r\n${mail(first)}\r\n`,
    );
    kit.write('mail/bob/answer.eml', mail(answer));
    kit.write('mail/carl/forward.eml', mail(forward));
    for (const other of [bySubject, stranger, bannered]) kit.write(`mail/rest/${other.id}.eml`, mail(other));
    await kit.add(kit.at('mail'));
    await kit.run();
  });
  afterAll(() => kit.remove());

  const groups = () =>
    kit.open((kase) =>
      kase.store.all<{ id: string; copies: string; alike: string; thread: string }>(
        `SELECT m.message_id AS id, g.copies, g.alike, g.thread FROM message_groups g JOIN messages m ON m.id = g.message ORDER BY m.sent_at, m.id`,
      ),
    );
  const of = async (id: string) => {
    const found = (await groups()).filter((row) => row.id === `<${id}@a.example>`);
    return found[0] ?? { id, copies: '', alike: '', thread: '' };
  };

  test('that are one message in two mailboxes are copies', async () => {
    const ones = (await groups()).filter((row) => row.id === '<one@a.example>');
    expect(ones).toHaveLength(2);
    expect(new Set(ones.map((row) => row.copies)).size).toBe(1);
    expect((await of('two')).copies).not.toBe(ones[0]?.copies);
  });

  test('are one conversation by reference, by what they quote, and by subject among the same people alone', async () => {
    const { thread } = await of('one');
    expect([(await of('two')).thread, (await of('three')).thread, (await of('four')).thread]).toEqual([
      thread,
      thread,
      thread,
    ]);
    expect((await of('five')).thread).not.toBe(thread);
  });

  test('that say nearly the same are alike without being copies', async () => {
    const [one, six, two] = [await of('one'), await of('six'), await of('two')];
    expect(six.alike).toBe(one.alike);
    expect(six.copies).not.toBe(one.copies);
    expect(two.alike).not.toBe(one.alike);
  });

  test('give a credential one list: first sent, last quoted, who has it', async () => {
    const sightings = await kit.open((kase) => {
      const row = kase.store.get<{ fingerprint: string }>(
        "SELECT fingerprint FROM occurrences WHERE kind = 'token' LIMIT 1",
      );
      return sightingsOf(kase.store, row?.fingerprint ?? '');
    });
    expect(sightings.messages.map(({ messageId, voice, copies }) => [messageId, voice, copies.length])).toEqual([
      ['<one@a.example>', 'written', 2],
      ['<two@a.example>', 'quoted', 1],
      ['<three@a.example>', 'quoted', 1],
    ]);
    expect(sightings.firstSent?.from).toBe('ann@a.example');
    expect(sightings.lastQuoted?.messageId).toBe('<three@a.example>');
    expect(sightings.mailboxes).toEqual(['mail/ann', 'mail/bob', 'mail/bob/inbox.mbox', 'mail/carl']);
    expect(sightings.people).toEqual(['ann@a.example', 'bob@b.example', 'carl@c.example']);
  });

  test('are grouped alike by a second run', async () => {
    const before = await groups();
    await kit.run();
    expect(await groups()).toEqual(before);
  });
});
