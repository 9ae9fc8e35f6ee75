import { describe, expect, it } from 'vitest';
import {
  reconcile,
  reconcileCounts,
  retrievalTasksOf,
  type StolenMessage,
  stolenMessageIds,
  stolenOf,
  storeAccounts,
  storeManifest,
} from '../../src/intake/index.ts';
import { caseWith, type HeldFixture } from './evidence-table.ts';

const HEADER = 'Message ID,From,To,Subject,Sent,Size,Attachment names,Attachment SHA256,Mailbox,AccessedTime';
const HASH = 'a'.repeat(64);

async function outcome(held: readonly HeldFixture[], rows: readonly string[], mask = (text: string) => text) {
  const kase = caseWith(held);
  const input = Buffer.from([HEADER, ...rows].join('\n'));
  await storeManifest(kase, {
    sourceId: 'm',
    source: 'manifest.csv',
    input,
    mask,
    onLoss: (loss) => expect.fail(loss.detail),
  });
  const counts = reconcile(kase);
  return { kase, counts, stolen: [...stolenOf(kase.store)] };
}

async function only(
  held: readonly HeldFixture[],
  row: string,
  mask?: (text: string) => string,
): Promise<StolenMessage> {
  const { stolen } = await outcome(held, [row], mask);
  expect(stolen).toHaveLength(1);
  return stolen[0] as StolenMessage;
}

const ID_ROW = '<a@x>,bob@vendor.example,alice@agency.example,Quarterly report,2024-01-15T10:00:30Z,4100,,,,';
const NO_ID_ROW = ID_ROW.replace('<a@x>', '');

describe('a claim with a Message-ID', () => {
  it('is held, exact, where one message has it', async () => {
    const stolen = await only([{ id: 'm1', messageId: '<a@x>' }], ID_ROW);
    expect(stolen).toMatchObject({ status: 'held', tier: 'exact', reasons: [] });
    expect(stolen.copies).toMatchObject([{ message: 'm1', kind: 'message', differed: [] }]);
    expect(stolen.copies[0]?.agreed).toEqual(['message-id', 'sender', 'sent', 'subject', 'size']);
  });

  it('lists every copy of one body', async () => {
    const stolen = await only(
      [
        { id: 'm1', messageId: '<a@x>', body: 'same' },
        { id: 'm2', messageId: '<a@x>', body: 'same', source: 'sent.mbox' },
      ],
      ID_ROW,
    );
    expect(stolen).toMatchObject({ status: 'held', tier: 'exact' });
    expect(stolen.copies.map(({ message }) => message)).toEqual(['m1', 'm2']);
  });

  it('has only candidates where different bodies share it, and keeps all', async () => {
    const stolen = await only(
      [
        { id: 'm1', messageId: '<a@x>' },
        { id: 'm2', messageId: '<a@x>' },
      ],
      ID_ROW,
    );
    expect(stolen).toMatchObject({ status: 'held', tier: 'candidates', reasons: ['several-bodies'] });
    expect(stolen.copies.map(({ kind }) => kind)).toEqual(['candidate', 'candidate']);
  });

  it('is told apart from another body under the same id by what the row says', async () => {
    const stolen = await only(
      [
        { id: 'm1', messageId: '<a@x>' },
        { id: 'm2', messageId: '<a@x>', size: 90_000 },
      ],
      ID_ROW,
    );
    expect(stolen).toMatchObject({ status: 'held', tier: 'exact' });
    expect(stolen.copies.map(({ message, kind }) => [message, kind])).toEqual([
      ['m1', 'message'],
      ['m2', 'candidate'],
    ]);
  });

  it('is told apart by the mailbox', async () => {
    const row = ID_ROW.replace(/,$/, '').replace(/,,,$/, ',,,carol@agency.example,');
    const stolen = await only(
      [
        { id: 'm1', messageId: '<a@x>' },
        { id: 'm2', messageId: '<a@x>', to: ['carol@agency.example'] },
      ],
      row,
    );
    expect(stolen.tier).toBe('exact');
    expect(stolen.copies.find(({ kind }) => kind === 'message')?.message).toBe('m2');
  });

  it('is not held by a message that has the id and nothing else', async () => {
    const held = [
      { id: 'm1', messageId: '<a@x>', subject: 'Lunch', from: 'eve@evil.example', sent: '2023-03-03T10:00:00.000Z' },
    ];
    expect(await only(held, ID_ROW)).toMatchObject({
      status: 'partly',
      tier: 'candidates',
      reasons: ['contradicts-manifest'],
    });
  });

  it('is not wholly held by a message of its id and subject sent weeks before', async () => {
    const stolen = await only([{ id: 'm1', messageId: '<a@x>', sent: '2023-12-20T10:00:00.000Z' }], ID_ROW);
    expect(stolen).toMatchObject({ status: 'partly', tier: 'candidates', reasons: ['contradicts-manifest'] });
  });

  it('is partly held where only a forward carries it', async () => {
    const stolen = await only([{ id: 'm1', messageId: '<fw@x>', embeds: ['a@x'] }], ID_ROW);
    expect(stolen).toMatchObject({ status: 'partly', tier: 'exact', reasons: ['embedded-only'] });
    expect(stolen.copies).toMatchObject([{ message: 'm1', kind: 'embedded' }]);
  });

  it('is partly held without an attachment that the row names or hashes', async () => {
    const row = ID_ROW.replace(',4100,,,', `,4100,plan.docx,${HASH},`);
    const lacking = await only(
      [{ id: 'm1', messageId: '<a@x>', parts: [{ name: 'plan.docx', sha256: 'b'.repeat(64) }] }],
      row,
    );
    expect(lacking).toMatchObject({ status: 'partly', reasons: ['attachment-missing'] });
    const whole = await only([{ id: 'm1', messageId: '<a@x>', parts: [{ name: 'x.bin', sha256: HASH }] }], row);
    expect(whole).toMatchObject({ status: 'held', reasons: [] });
    const named = await only([{ id: 'm1', messageId: '<a@x>', parts: [{ name: 'PLAN.docx' }] }], row.replace(HASH, ''));
    expect(named.status).toBe('held');
  });

  it('is partly held with parts that were not read, unless another copy is whole', async () => {
    const torn: HeldFixture = { id: 'm1', messageId: '<a@x>', body: 'b', parts: [{ unread: 'encrypted' }] };
    expect(await only([torn], ID_ROW)).toMatchObject({ status: 'partly', reasons: ['unread-encrypted'] });
    expect(await only([torn, { id: 'm2', messageId: '<a@x>', body: 'b' }], ID_ROW)).toMatchObject({
      status: 'held',
      reasons: [],
    });
  });

  it('is missing where nothing has it, with a task', async () => {
    const { kase, stolen } = await outcome(
      [{ id: 'm1', messageId: '<b@x>', subject: 'Other', from: 'z@z.example' }],
      [ID_ROW],
    );
    expect(stolen).toMatchObject([{ status: 'missing', tier: 'none', copies: [] }]);
    expect([...retrievalTasksOf(kase.store)]).toMatchObject([
      {
        stolen: stolen[0]?.id,
        kql: 'internetmessageid:"<a@x>"',
        graphPath: "/users/bob%40vendor.example/messages?$filter=internetMessageId%20eq%20'%3Ca%40x%3E'",
        holders: ['bob@vendor.example', 'alice@agency.example'],
        rows: [{ sourceId: 'm', row: 2 }],
      },
    ]);
  });

  it('is missing, and says so, where a look-alike has another id', async () => {
    expect(await only([{ id: 'm1', messageId: '<b@x>' }], ID_ROW)).toMatchObject({
      status: 'missing',
      reasons: ['other-message-id'],
      copies: [],
    });
  });
});

describe('a claim without a Message-ID', () => {
  it('is strong where sender, time, subject and size agree', async () => {
    const held = [{ id: 'm1', subject: 'RE: quarterly  Report', sent: '2024-01-15T10:02:20.000Z', messageId: '<z@x>' }];
    expect(await only(held, NO_ID_ROW)).toMatchObject({ status: 'held', tier: 'strong' });
  });

  it.each([
    ['the time is three minutes off', { sent: '2024-01-15T10:03:31.000Z' }],
    ['the sender is another', { from: 'eve@vendor.example' }],
    ['the subject is another', { subject: 'Lunch' }],
  ])('is missing where %s', async (_, change) => {
    expect(await only([{ id: 'm1', ...change }], NO_ID_ROW)).toMatchObject({ status: 'missing', tier: 'none' });
  });

  it('has candidates where the size differs, or another zone would explain the time', async () => {
    expect(await only([{ id: 'm1', size: 400_000 }], NO_ID_ROW)).toMatchObject({
      status: 'partly',
      tier: 'candidates',
    });
    const local = NO_ID_ROW.replace('T10:00:30Z', ' 05:00:30');
    expect(await only([{ id: 'm1' }], local)).toMatchObject({
      status: 'partly',
      tier: 'candidates',
      reasons: ['partial-match'],
    });
    expect(await only([{ id: 'm1' }], local.replace('05:00:30', '05:07:30'))).toMatchObject({ status: 'missing' });
  });

  it('has candidates where two messages answer', async () => {
    const stolen = await only([{ id: 'm1' }, { id: 'm2' }], NO_ID_ROW);
    expect(stolen).toMatchObject({ status: 'held', tier: 'candidates', reasons: ['several-messages'] });
    expect(stolen.copies).toHaveLength(2);
  });

  it('is found by an attachment that is the very one', async () => {
    const row = `,bob@vendor.example,,Other words,,,,${HASH},,`;
    const stolen = await only([{ id: 'm1', parts: [{ sha256: HASH }] }], row);
    expect(stolen).toMatchObject({ status: 'partly', tier: 'candidates' });
    expect(stolen.copies).toMatchObject([{ message: 'm1', kind: 'candidate' }]);
  });

  it('meets a masked subject', async () => {
    const mask = (text: string) => text.replace('hunter2', '████████');
    const row = NO_ID_ROW.replace('Quarterly report', 'Password is hunter2 now');
    expect(await only([{ id: 'm1', subject: 'Re: Password is ████████ now' }], row, mask)).toMatchObject({
      tier: 'strong',
    });
    const { kase } = await outcome([], [row], mask);
    expect(
      JSON.stringify([kase.store.all('SELECT * FROM manifest_entries'), [...retrievalTasksOf(kase.store)]]),
    ).not.toContain('hunter2');
    expect([...retrievalTasksOf(kase.store)][0]?.kql).toBe(
      'from:"bob@vendor.example" AND sent=2024-01-15 AND subject:"Password is" AND subject:"now"',
    );
  });
});

describe('rows', () => {
  it('of one message in several mailboxes are one stolen message, their earliest theft its own', async () => {
    const { counts, stolen } = await outcome(
      [{ id: 'm1', messageId: '<a@x>' }],
      [`${ID_ROW}2024-02-02`, `${ID_ROW}2024-02-01T10:00:00Z`, ID_ROW],
    );
    expect(counts).toMatchObject({ manifestRows: 3, stolen: 1, byStatus: { held: 1 } });
    expect(stolen).toMatchObject([{ firstTheft: '2024-02-01T10:00:00.000Z' }]);
    expect(stolen[0]?.origins.map(({ row }) => row)).toEqual([2, 3, 4]);
  });

  it('of one id that mean different messages stay apart', async () => {
    const other = ID_ROW.replace('Quarterly report', 'Lunch').replace('2024-01-15', '2024-01-17');
    const { stolen } = await outcome([{ id: 'm1', messageId: '<a@x>' }], [ID_ROW, other]);
    expect(stolen.map(({ subject, status }) => [subject, status]).sort()).toEqual([
      ['Lunch', 'missing'],
      ['Quarterly report', 'held'],
    ]);
  });

  const LATER_ROW = ID_ROW.replace('2024-01-15', '2024-02-10');

  it('of one id and subject that were sent weeks apart are two messages, of which one is missing', async () => {
    for (const rows of [
      [ID_ROW, LATER_ROW],
      [LATER_ROW, ID_ROW],
    ]) {
      const { kase, counts, stolen } = await outcome([{ id: 'm1', messageId: '<a@x>' }], rows);
      expect(counts).toMatchObject({ stolen: 2, byStatus: { held: 1, partly: 0, missing: 1 }, retrievalTasks: 1 });
      expect(stolen.find(({ status }) => status === 'held')?.sentAt).toBe('2024-01-15T10:00:30.000Z');
      expect(stolen.find(({ status }) => status === 'missing')).toMatchObject({
        sentAt: '2024-02-10T10:00:30.000Z',
        copies: [],
      });
      expect([...retrievalTasksOf(kase.store)]).toHaveLength(1);
    }
  });

  it('of one id sent weeks apart are both held where both are', async () => {
    const later = { id: 'm2', messageId: '<a@x>', sent: '2024-02-10T10:00:00.000Z' };
    const { stolen } = await outcome([{ id: 'm1', messageId: '<a@x>' }, later], [ID_ROW, LATER_ROW]);
    expect(
      stolen.map(({ sentAt, tier, copies }) => [sentAt, tier, copies.map(({ message }) => message)]).sort(),
    ).toEqual([
      ['2024-01-15T10:00:30.000Z', 'exact', ['m1']],
      ['2024-02-10T10:00:30.000Z', 'exact', ['m2']],
    ]);
  });

  it.each([
    [
      'within two minutes under another subject',
      ID_ROW.replace('10:00:30', '10:02:30').replace('Quarterly', 'Yearly'),
      1,
    ],
    ['within a day under one subject', ID_ROW.replace('2024-01-15T10', '2024-01-16T09').replace('Qu', 'RE: Qu'), 1],
    [
      'within a day without a subject',
      ID_ROW.replace('2024-01-15T10', '2024-01-16T09').replace('Quarterly report', ''),
      1,
    ],
    ['within a day under another subject', ID_ROW.replace('T10', 'T19').replace('Quarterly', 'Yearly'), 2],
    ['more than a day apart without a subject', LATER_ROW.replace('Quarterly report', ''), 2],
    ['under one subject without a time', ID_ROW.replace('2024-01-15T10:00:30Z', ''), 1],
    [
      'under another subject without a time',
      ID_ROW.replace('2024-01-15T10:00:30Z', '').replace('Quarterly', 'Yearly'),
      2,
    ],
  ])('of one id %s', async (_, row, count) => {
    const { counts } = await outcome([], [ID_ROW, row]);
    expect(counts).toMatchObject({ stolen: count });
  });

  it('without a time do not join messages sent weeks apart', async () => {
    const { counts } = await outcome([], [ID_ROW.replace('2024-01-15T10:00:30Z', ''), LATER_ROW, ID_ROW]);
    expect(counts).toMatchObject({ stolen: 2, byStatus: { missing: 2 } });
  });

  it('of attachments join the message of their family among those of one id', async () => {
    const lines = ['File_class,Family_ID,Email_message_ID,Email_subject,Sent,Native_file_name'];
    lines.push(
      'Email,1,<a@x>,Quarterly report,2024-01-15T10:00:00Z,',
      'Email,2,<a@x>,Quarterly report,2024-02-10T10:00:00Z,',
    );
    lines.push('Attachment,2,,,,plan.docx');
    const kase = caseWith([{ id: 'm1', messageId: '<a@x>' }]);
    const input = Buffer.from(lines.join('\n'));
    await storeManifest(kase, { sourceId: 'm', source: 'm.csv', input, mask: (text) => text, onLoss: () => {} });
    expect(reconcile(kase)).toMatchObject({ stolen: 2, byStatus: { held: 1, missing: 1 }, byReason: {} });
  });

  it('of which only a forward sent before one of them tells do not count it as held in part', async () => {
    const forward = { id: 'fw', messageId: '<fw@x>', sent: '2024-01-20T10:00:00.000Z', embeds: ['a@x'] };
    const { stolen } = await outcome([forward], [ID_ROW, LATER_ROW]);
    expect(stolen.map(({ sentAt, status }) => [sentAt?.slice(0, 7), status]).sort()).toEqual([
      ['2024-01', 'partly'],
      ['2024-02', 'missing'],
    ]);
  });

  it('that give only an EDRM MIH meet the id', async () => {
    const kase = caseWith([{ id: 'm1', messageId: '<CALckR-a8UDkRjO4xJyjd_s0GPxQWw@mail.gmail.com>' }]);
    const input = Buffer.from('EDRM MIH,Subject\n1de319c276884bd0c9e2f1621ada26cc,Quarterly report\n');
    await storeManifest(kase, { sourceId: 'm', source: 'm.csv', input, mask: (text) => text, onLoss: () => {} });
    reconcile(kase);
    expect([...stolenOf(kase.store)]).toMatchObject([{ status: 'held', tier: 'exact', copies: [{ message: 'm1' }] }]);
  });

  it('of attachments in a load file belong to their message', async () => {
    const kase = caseWith([{ id: 'm1', messageId: '<a@x>', parts: [{ name: 'plan.docx', sha256: 'b'.repeat(64) }] }]);
    const rows = ['File_class,Family_ID,Email_message_ID,Email_subject,Native_SHA_256,Native_file_name'];
    rows.push('Email,7,<a@x>,Quarterly report,,', `Attachment,7,,,${HASH},plan.docx`);
    const input = Buffer.from(rows.join('\n'));
    await storeManifest(kase, { sourceId: 'm', source: 'm.csv', input, mask: (text) => text, onLoss: () => {} });
    const counts = reconcile(kase);
    expect(counts).toMatchObject({ manifestRows: 2, stolen: 1, byReason: { 'attachment-missing': 1 } });
  });
});

describe('compromised accounts', () => {
  const held: readonly HeldFixture[] = [
    { id: 'to', to: ['carol@vendor.example'], from: 'alice@agency.example' },
    { id: 'cc', from: 'x@y.example', roles: { cc: ['carol@vendor.example'] } },
    { id: 'quoted', from: 'x@y.example', roles: { quoted: ['carol@vendor.example'] } },
    { id: 'embedded', from: 'x@y.example', roles: { embedded: ['carol+news@vendor.example'] } },
    { id: 'undated', from: 'carol@vendor.example', sent: null },
    { id: 'early', from: 'carol@vendor.example', sent: '2023-12-31T23:59:59.999Z' },
    { id: 'last', from: 'carol@vendor.example', sent: '2024-02-01T23:59:59.000Z' },
    { id: 'late', from: 'carol@vendor.example', sent: '2024-02-02T00:00:00.000Z' },
    { id: 'sub', from: 'x@mail.partner.example' },
    { id: 'domain', from: 'x@partner.example' },
    { id: 'other', from: 'x@notpartner.example' },
  ];

  async function selected(list: string) {
    const kase = caseWith(held);
    await storeAccounts(kase, { sourceId: 'a', source: 'accounts.csv', input: Buffer.from(list), onLoss: () => {} });
    reconcile(kase);
    const rows = [...stolenOf(kase.store)].flatMap(({ copies, ...rest }) =>
      copies.map(({ message }) => ({ message, ...rest })),
    );
    return { kase, rows, ids: rows.map(({ message }) => message).sort() };
  }

  it('select their correspondence by any role, within their dates', async () => {
    const { rows, ids } = await selected('address,from,until\nCarol@vendor.example,2024-01-01,2024-02-01\n');
    expect(ids).toEqual(['cc', 'embedded', 'last', 'quoted', 'to', 'undated']);
    const quoted = rows.find(({ message }) => message === 'quoted');
    expect(quoted).toMatchObject({ status: 'held', tier: null, firstTheft: '2024-01-01T00:00:00.000Z' });
    expect(quoted?.origins).toMatchObject([{ origin: 'accounts', sourceId: 'a', row: 2, role: 'quoted' }]);
    expect(rows.find(({ message }) => message === 'undated')?.reasons).toEqual(['no-date']);
    const quoting = rows.filter(({ reasons }) => reasons.includes('quotes-account')).map(({ message }) => message);
    expect(quoting.sort()).toEqual(['embedded', 'quoted']);
  });

  it('select a domain alone, or with its subdomains where written so', async () => {
    expect((await selected('domain\npartner.example\n')).ids).toEqual(['domain']);
    expect((await selected('domain\n*.partner.example\n')).ids).toEqual(['domain', 'sub']);
  });

  it('select beside a manifest: what it does not list is extra', async () => {
    const { kase } = await selected('carol@vendor.example\n');
    const input = Buffer.from('From,Subject,Sent\ncarol@vendor.example,Quarterly report,2023-12-31T23:59:59Z\n');
    await storeManifest(kase, { sourceId: 'm', source: 'm.csv', input, mask: (text) => text, onLoss: () => {} });
    const counts = reconcile(kase);
    expect(counts.byStatus).toEqual({ held: 1, partly: 0, missing: 0, extra: 7 });
    const early = [...stolenOf(kase.store, 'held')][0];
    expect(early?.origins.map(({ origin }) => origin)).toEqual(['accounts', 'manifest']);
    expect([...stolenMessageIds(kase.store)]).toHaveLength(8);
  });

  it('say of a message they only quote that it is no correspondence, unless it is or a manifest lists it', async () => {
    const kase = caseWith([
      { id: 'quoted', from: 'x@y.example', roles: { quoted: ['carol@vendor.example'] } },
      { id: 'both', from: 'carol@vendor.example', roles: { quoted: ['carol@vendor.example'] } },
      { id: 'other', from: 'dan@vendor.example', roles: { quoted: ['carol@vendor.example'] } },
      { id: 'listed', messageId: '<a@x>', from: 'x@y.example', roles: { embedded: ['carol@vendor.example'] } },
    ]);
    const onLoss = () => {};
    const list = Buffer.from('carol@vendor.example\ndan@vendor.example\n');
    await storeAccounts(kase, { sourceId: 'a', source: 'a.txt', input: list, onLoss });
    const input = Buffer.from('Message ID\n<a@x>\n');
    await storeManifest(kase, { sourceId: 'm', source: 'm.csv', input, mask: (text) => text, onLoss });
    expect(reconcile(kase)).toMatchObject({ stolen: 4, byReason: { 'quotes-account': 1 } });
    const [quoting] = [...stolenOf(kase.store)].filter(({ reasons }) => reasons.includes('quotes-account'));
    expect(quoting?.copies).toMatchObject([{ message: 'quoted' }]);
  });

  it('give the same rows each time, and take away what is no longer so', async () => {
    const { kase } = await selected('carol@vendor.example\n');
    const first = [...stolenOf(kase.store)];
    reconcile(kase);
    expect([...stolenOf(kase.store)]).toEqual(first);
    await storeAccounts(kase, {
      sourceId: 'a',
      source: 'a.txt',
      input: Buffer.from('nobody@nowhere.example\n'),
      onLoss: () => {},
    });
    expect(reconcile(kase)).toMatchObject({ stolen: 0, messages: 0 });
  });
});

describe('many rows', () => {
  it('of one message are counted though not held at once', async () => {
    const { counts, stolen } = await outcome([{ id: 'm1', messageId: '<a@x>' }], Array(5003).fill(ID_ROW));
    expect(counts).toMatchObject({ manifestRows: 5003, stolen: 1, byStatus: { held: 1 } });
    expect(stolen[0]?.origins).toHaveLength(5003);
  });

  it('that a whole copy answers are held, whichever copy comes first', async () => {
    const copies = ['m1', 'm2'].map((id) => ({ id, messageId: '<a@x>', body: 'b', from: 'carol@vendor.example' }));
    for (const torn of [0, 1]) {
      const held = copies.map((copy, index) => (index === torn ? { ...copy, parts: [{ unread: 'damaged' }] } : copy));
      const kase = caseWith(held);
      await storeAccounts(kase, {
        sourceId: 'a',
        source: 'a',
        input: Buffer.from('carol@vendor.example\n'),
        onLoss: () => {},
      });
      expect(reconcile(kase)).toMatchObject({ stolen: 1, messages: 2, byStatus: { held: 1 }, byReason: {} });
    }
  });
});

describe('a store without intake', () => {
  it('has nothing stolen', () => {
    const { store } = caseWith([]);
    expect(reconcileCounts(store).stolen).toBe(0);
    expect([...stolenOf(store), ...retrievalTasksOf(store), ...stolenMessageIds(store)]).toEqual([]);
  });
});
