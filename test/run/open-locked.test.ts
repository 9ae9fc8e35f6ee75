import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Case, verifyCase, viewCase } from '../../src/case/index.ts';
import { workItems } from '../../src/response/index.ts';
import { revealCredential } from '../../src/run/index.ts';
import { loadScanner } from '../../src/secrets/index.ts';
import { caseDifferences } from '../cli/case-differences.ts';
import { dumpCase } from '../cli/fresh-case.ts';
import { packed } from '../evidence/seven-zip-fixture.ts';
import { CaseKit, mbox } from './case-kit.ts';
import { BEHIND_THE_LOCK, LOCKED_TEXT, letter, lockedZip } from './locked-mail.ts';

let kit: CaseKit;
beforeEach(() => {
  kit = new CaseKit();
});
afterEach(() => kit.remove());

/** What a case says of locks, and of the values found. */
function seen(kase: Case) {
  const openings = kase.store.all<{ giver: string; opened: string; name: string }>(
    `SELECT k.message_id AS giver, m.message_id AS opened, p.file_name AS name FROM openings o
     JOIN messages k ON k.id = o.key_message JOIN messages m ON m.id = o.message JOIN parts p ON p.id = o.part ORDER BY 1, 2`,
  );
  const keys = kase.store.all<{ said: string; reasons: string; context: string }>(
    `SELECT m.message_id AS said, o.reasons, o.context FROM occurrences o JOIN messages m ON m.id = o.message
     WHERE o.rule = 'mailed-key' ORDER BY 1, o.span_start`,
  );
  const locked = kase.store.get<{ n: number }>("SELECT count(*) AS n FROM losses WHERE reason = 'encrypted'")?.n;
  const inside = kase.store.all<{ reasons: string }>(`SELECT reasons FROM occurrences WHERE member <> '[]'`);
  return { openings, keys, locked, inside: inside.map((row) => JSON.parse(row.reasons) as readonly string[]) };
}

async function afterRun(...letters: readonly string[]) {
  await kit.add(kit.write('mail/inbox.mbox', mbox(...letters)));
  await kit.run();
  return kit.open(seen);
}

const KEY = 'Kirschbaum!88';
const zip = (password = KEY) => lockedZip(password).then((bytes) => ({ name: 'report.zip', bytes }));
const locked = async (password?: string) =>
  letter({ id: 'lock', body: 'See the attached file.', attached: await zip(password) });

describe('an archive that is locked', () => {
  it('opens by the password in the next message of its conversation, and both are findings', async () => {
    const key = letter({
      id: 'key',
      subject: 'Re: Report',
      body: `here it is:\n\n${KEY}\n`,
      answers: 'lock',
      at: '2024-03-16T10:00:00Z',
    });
    const { openings, keys, inside, locked: still } = await afterRun(await locked(), key);
    expect(openings).toEqual([{ giver: '<key@agency.example>', opened: '<lock@agency.example>', name: 'inside.txt' }]);
    expect(keys.map(({ said }) => said)).toEqual(['<key@agency.example>']);
    expect(JSON.parse(keys[0]?.reasons ?? '[]')).toEqual(['opened report.zip of message <lock@agency.example>']);
    expect(inside.flat()).toContain('report.zip was opened by a password in message <key@agency.example>');
    expect(still).toBe(0);
  });

  it.each([
    ['a telephone number', 'Password: my number\n-- \nJan, 0170 123 45 67', '01701234567', '0170 123 45 67'],
    ['wide letters', 'パスワード：Ａｂｃ１２３ｘｙｚ', 'Abc123xyz', 'Ａｂｃ１２３ｘｙｚ'],
    ['a dash for two', 'password: pine–tree–6', 'pine--tree--6', 'pine–tree–6'],
    [
      'a phrase',
      'Use purple monkey dishwasher as the password',
      'purple monkey dishwasher',
      'purple monkey dishwasher',
    ],
  ])('opens by %s, which is a finding where and as it is written, and masked', async (_what, body, typed, written) => {
    const { openings, keys } = await afterRun(await locked(typed), letter({ id: 'key', body, answers: 'lock' }));
    expect(openings).toHaveLength(1);
    expect(keys.map(({ said }) => said)).toEqual(['<key@agency.example>']);
    expect(keys[0]?.context).toContain('█');
    for (const value of [typed, written]) expect(kit.database().includes(Buffer.from(value)), value).toBe(false);
  });

  it('opens by the name of its file, which is masked then', async () => {
    const attached = { name: 'report (pw Fname-Key7).zip', bytes: await lockedZip('Fname-Key7') };
    const { openings, inside, locked: still } = await afterRun(letter({ id: 'lock', body: 'See there.', attached }));
    expect(openings).toHaveLength(1);
    expect(still).toBe(0);
    expect(inside.flat()).toContain('report (pw ████████).zip was opened by a password in the same message');
    expect(kit.database().includes(Buffer.from('Fname-Key7'))).toBe(false);
  });

  it.each([
    ['German', 'Das Kennwort dazu lautet Regenbogen', 'Regenbogen'],
    ['French', 'Le mot de passe est « Chèvre bleue »', 'Chèvre bleue'],
    ['Japanese', '添付ファイルのパスワードは「さくら2024」です。', 'さくら2024'],
    ['Russian', 'пароль от архива: Весна', 'Весна'],
  ])('opens by a password in %s', async (_language, body, password) => {
    const { openings } = await afterRun(await locked(password), letter({ id: 'key', body, answers: 'lock' }));
    expect(openings).toHaveLength(1);
    expect(kit.database().includes(Buffer.from(password))).toBe(false);
  });

  it('opens by the subject of the reply', async () => {
    const key = letter({
      id: 'key',
      subject: 'AW: marigold',
      body: 'as agreed',
      from: 'desk@vendor.example',
      to: 'ana@agency.example',
      answers: 'lock',
    });
    const { openings } = await afterRun(await locked('marigold'), key);
    expect(openings).toHaveLength(1);
    await kit.open((kase) => {
      const subjects = kase.store.all<{ subject: string }>('SELECT subject FROM messages ORDER BY subject');
      expect(subjects.map(({ subject }) => subject)).toEqual(['AW: ████████', 'Report']);
    });
    expect(kit.database().includes(Buffer.from('marigold'))).toBe(false);
  });

  it('opens by a password in the same message, also a short one, which is masked there', async () => {
    const body = `code x7q, and the password for svc-web is ${BEHIND_THE_LOCK} (x7q)`;
    const { openings, keys } = await afterRun(letter({ id: 'lock', subject: 'x7q', body, attached: await zip('x7q') }));
    expect(openings).toMatchObject([{ giver: '<lock@agency.example>', opened: '<lock@agency.example>' }]);
    expect(keys).toHaveLength(3);
    expect(JSON.stringify(keys)).not.toContain('x7q');
    expect(kit.database().includes(Buffer.from('x7q'))).toBe(false);
  });

  it('opens by a password between the same two people a fortnight away, in either direction, and not a day later', async () => {
    const lock = await locked();
    const key = (at: string, from: string, to: string) =>
      letter({ id: `key-${at}`, subject: `other ${at}`, body: KEY, at, from, to });
    const [ana, desk] = ['ana@agency.example', 'desk@vendor.example'];
    const openedBy = async (...keys: readonly string[]) => {
      kit.remove();
      kit = new CaseKit();
      return (await afterRun(lock, ...keys)).openings.length;
    };
    expect(await openedBy(key('2024-01-30T09:00:00Z', desk, ana))).toBe(1);
    expect(await openedBy(key('2024-01-02T11:00:00Z', ana, desk))).toBe(1);
    expect(await openedBy(key('2024-01-31T10:00:00Z', desk, ana), key('2024-01-01T09:00:00Z', ana, desk))).toBe(0);
    expect(await openedBy(key('2024-01-16T11:00:00Z', 'eve@vendor.example', ana))).toBe(0);
    expect(await openedBy(key('2024-01-16T11:00:00Z', ana, 'eve@vendor.example'))).toBe(0);
  });

  it('opens though only another message with the very same bytes has the password beside it', async () => {
    const attached = await zip();
    const other = { from: 'eve@third.example', to: 'bob@third.example', at: '2024-06-01T10:00:00Z' };
    const { openings } = await afterRun(
      letter({ id: 'lock', body: 'See the attached file.', attached }),
      letter({ id: 'again', subject: 'Fw: file', body: 'once more', attached, ...other }),
      letter({ id: 'key', subject: 'the thing', body: KEY, ...other }),
    );
    expect(openings.map(({ opened }) => opened)).toEqual(['<again@agency.example>', '<lock@agency.example>']);
  });

  it('saved beside the mail moves from encrypted to read, and the balance holds', async () => {
    const bytes = await packed('7z', { 'inside.txt': LOCKED_TEXT }, { password: KEY });
    const lock = letter({ id: 'lock', body: 'See there.', attached: { name: 'report.7z', bytes } });
    kit.write('mail/report.7z', bytes);
    await kit.add(
      kit.write('mail/inbox.mbox', mbox(lock, letter({ id: 'key', body: KEY, answers: 'lock' }))),
      kit.at('mail/report.7z'),
    );
    await kit.run();
    await kit.open((kase) => {
      expect(seen(kase).openings).toHaveLength(2);
      const sums = 'SELECT sum(expected) AS expected, sum(read) AS read, sum(encrypted) AS encrypted FROM tallies';
      expect(kase.store.get(sums)).toEqual({ expected: 3, read: 3, encrypted: 0 });
    });
  });

  it('stays a row where no word of its neighbours is the password, and is not tried twice on the same', async () => {
    const {
      openings,
      keys,
      locked: still,
    } = await afterRun(await locked('Nobody-Said-This-1'), letter({ id: 'key', body: KEY, answers: 'lock' }));
    expect([openings, keys, still]).toEqual([[], [], 1]);
    const before = dumpCase(kit.at('a.case'));
    const tried = () => kit.open((kase) => kase.store.all('SELECT * FROM tried_keys'));
    expect(await tried()).toHaveLength(1);
    await kit.run();
    expect(caseDifferences(before, dumpCase(kit.at('a.case')))).toEqual([]);
  });

  it('is tried again when its password comes to the case', async () => {
    await afterRun(await locked(), letter({ id: 'other', body: 'nothing', answers: 'lock' }));
    expect((await kit.open(seen)).openings).toEqual([]);
    await kit.add(kit.write('more/later.mbox', mbox(letter({ id: 'key', body: KEY, answers: 'lock' }))));
    await kit.run();
    expect((await kit.open(seen)).openings).toHaveLength(1);
  });
});

describe('what a mailed password opened', () => {
  async function opened(): Promise<void> {
    await afterRun(
      await locked(),
      letter({ id: 'key', subject: `Re: Report`, body: `use ${KEY} please`, answers: 'lock' }),
      letter({
        id: 'quote',
        subject: `${KEY}`,
        body: `> use ${KEY} please\n\nworks`,
        answers: 'key',
        from: 'desk@vendor.example',
        to: 'ana@agency.example',
      }),
    );
  }

  it('and the password itself stand nowhere in the case, and are revealed from the evidence', async () => {
    await opened();
    for (const value of [KEY, BEHIND_THE_LOCK]) expect(kit.database().includes(Buffer.from(value))).toBe(false);
    await kit.open(async (kase) => {
      const values = [];
      for (const item of workItems(kase.store)) values.push(await revealCredential(kase, item, loadScanner(), 'ana'));
      expect(values).toEqual(expect.arrayContaining([KEY, BEHIND_THE_LOCK]));
    });
  });

  it('is marked wherever it stands, quotes and subjects included', async () => {
    await opened();
    const { keys } = await kit.open(seen);
    expect(keys.map(({ said }) => said)).toEqual([
      '<key@agency.example>',
      '<quote@agency.example>',
      '<quote@agency.example>',
    ]);
  });

  it('is the same in a case that is run again, read anew, and verified', async () => {
    await opened();
    const before = dumpCase(kit.at('a.case'));
    await kit.run();
    expect(caseDifferences(before, dumpCase(kit.at('a.case')))).toEqual([]);
    await kit.open((kase) => kase.store.run("UPDATE steps SET input = 'older rules' WHERE name = 'rules'"));
    await kit.run();
    expect(caseDifferences(before, dumpCase(kit.at('a.case')))).toEqual([]);
    const view = viewCase(kit.at('a.case'));
    expect([...verifyCase(view)].filter(({ ok }) => !ok)).toEqual([]);
    view.close();
  });
});
