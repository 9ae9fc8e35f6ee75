import { cpSync, renameSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Case, ledgerEntries, relink, verifyCase, viewCase } from '../../src/case/index.ts';
import { decide, workItems } from '../../src/response/index.ts';
import { findingsOf } from '../../src/review/index.ts';
import type { RunObserver } from '../../src/run/index.ts';
import { caseDifferences } from '../cli/case-differences.ts';
import { filesBelow } from '../cli/files-below.ts';
import { dumpCase } from '../cli/fresh-case.ts';
import { auditLog, CaseKit, mail, mbox, SILENT } from './case-kit.ts';

const SECRET = 'Vermilion!Otter-4471';
const LATER = 'Kestrel_Anvil-9326';
const manifest = (...subjects: readonly string[]) =>
  ['InternetMessageId,Sender,Subject,Sent']
    .concat(subjects.map((subject, at) => `<gone-${at}@x>,ana@agency.example,${subject},2024-01-16T10:00:00Z`))
    .join('\n');

let kit: CaseKit;
beforeEach(() => {
  kit = new CaseKit();
});
afterEach(() => kit.remove());

const texts = (kase: Case, sql: string) => kase.store.all<{ text: string }>(sql).map((row) => row.text);
const inDatabase = (value: string) => kit.database().includes(Buffer.from(value));
const dump = () => dumpCase(kit.at('a.case'));

function twoMessages(): string {
  return kit.write(
    'inbox.mbox',
    mbox(
      mail('one', 'Backup', `the password for svc-backup is ${SECRET}`),
      mail('two', `RE: ${SECRET} does not work`, 'No.'),
    ),
  );
}

describe('what was found elsewhere', () => {
  it('is masked in subjects of other messages and of lists, and claims still meet their messages', async () => {
    const list = `${manifest(`RE: ${SECRET} does not work`)}\n<two@agency.example>,ana@agency.example,RE: ${SECRET} does not work,2024-01-16T10:00:00Z`;
    await kit.add(twoMessages(), kit.write('manifest.csv', list));
    await kit.run();
    await kit.open((kase) => {
      expect(texts(kase, 'SELECT subject AS text FROM messages')).toContain('RE: ████████ does not work');
      expect(new Set(texts(kase, 'SELECT subject AS text FROM manifest_entries'))).toEqual(
        new Set(['RE: ████████ does not work']),
      );
      expect(texts(kase, 'SELECT status AS text FROM stolen ORDER BY status')).toEqual(['held', 'missing']);
    });
    expect(inDatabase(SECRET)).toBe(false);
    expect(inDatabase(SECRET.toLowerCase())).toBe(false);
  });

  it('is masked in what was stored before the mail that gives it away was there', async () => {
    const log = auditLog(
      ['New-InboxRule', { Name: 'r', SubjectContainsWords: `old;${SECRET}`, ForwardTo: 'x@evil.example' }],
      ['Set-Mailbox', { Identity: 'ana' }],
    );
    await kit.add(kit.write('manifest.csv', manifest(`RE: ${SECRET} does not work`)), kit.write('audit.csv', log));
    await kit.run();
    const parquet = () => filesBelow(kit.at('a.case/logs'));
    const [before] = [parquet()];
    expect(inDatabase(SECRET)).toBe(true);
    await kit.add(twoMessages());
    await kit.run();
    expect(parquet()).toEqual(before);
    expect(inDatabase(SECRET)).toBe(false);
    await kit.open((kase) => {
      const rules = findingsOf(kase.store).map((finding) => JSON.stringify(finding.summary));
      expect(rules.join()).not.toContain(SECRET);
    });
  });
});

describe('a change of the rules', () => {
  /** As if older rules had not known that this subject holds a password. */
  async function asOlderRulesLeftIt(): Promise<void> {
    await kit.open((kase) => {
      kase.store.run("UPDATE steps SET input = 'older rules' WHERE name = 'rules'");
      kase.store.run("UPDATE messages SET subject = ? WHERE message_id LIKE '<two%'", `VPN password: ${LATER}`);
      kase.store.run('UPDATE manifest_entries SET subject = ?', `VPN password: ${LATER}`);
      kase.store.run("DELETE FROM occurrences WHERE preview LIKE 'Ke%'");
    });
    expect(inDatabase(LATER)).toBe(true);
  }

  it('scans everything anew, masks what older rules let stand, and keeps what people said', async () => {
    const box = mbox(
      mail('one', 'Backup', `the password for svc-backup is ${SECRET}`),
      mail('two', `VPN password: ${LATER}`, 'x'),
    );
    await kit.add(kit.write('inbox.mbox', box), kit.write('manifest.csv', manifest(`VPN password: ${LATER}`)));
    await kit.run();
    const whole = dump();
    const decided = await kit.open((kase) =>
      decide(kase, workItems(kase.store)[0]?.id ?? '', 'keep', 'a ship', 'lead'),
    );
    await asOlderRulesLeftIt();
    await kit.run();
    expect(inDatabase(LATER)).toBe(false);
    expect(caseDifferences({ ...whole, decisions: [] }, { ...dump(), decisions: [] })).toEqual([]);
    await kit.open((kase) => {
      expect(workItems(kase.store).find((item) => item.id === decided.id)?.resolution).toMatchObject({ state: 'kept' });
      expect(ledgerEntries(kase.folder, 'rules-changed')).toHaveLength(1);
    });
    await kit.run();
    expect(ledgerEntries(kit.at('a.case'), 'rules-changed')).toHaveLength(1);
  });
});

describe('a run', () => {
  async function wholeCase(of: CaseKit): Promise<void> {
    const mails = Array.from({ length: 40 }, (_, at) =>
      mail(
        `m-${at}`,
        `Message ${at}`,
        at % 4 === 0 ? `the password for user-${at} is Heron-${at}!Quay${at * 7}` : 'Hello.',
      ),
    );
    const log = auditLog(
      ['New-InboxRule', { Name: 'r', ForwardTo: 'x@evil.example' }],
      ['Set-Mailbox', { Identity: 'a' }],
    );
    await of.add(
      of.write('mail/a.mbox', mbox(...mails)),
      of.write('mail/b.eml', mail('b', 'One more', `password: ${SECRET}`)),
      of.write('audit.csv', log),
      of.write(
        'manifest.csv',
        `${manifest('Gone')}\n<m-4@agency.example>,ana@agency.example,Message 4,2024-01-16T10:00:00Z`,
      ),
      of.write('accounts.csv', 'UserPrincipalName,From,Until\ndesk@vendor.example,2023-12-01,2024-03-01\n'),
    );
  }

  /** Watches a run, and throws at one of its reports. */
  function failingAt(report: number): RunObserver {
    let seen = 0;
    const count = () => {
      seen += 1;
      if (seen === report) throw new Error('the power went out');
    };
    return { step: count, progress: () => {}, stepDone: count, hot: count };
  }

  it('that failed anywhere goes on from there, and comes to the same case', async () => {
    await wholeCase(kit);
    cpSync(kit.at('a.case'), kit.at('kept.case'), { recursive: true });
    await kit.run();
    const reference = dump();
    let failures = 0;
    for (let report = 1; report < 32; report += 3) {
      rmSync(kit.at('a.case'), { recursive: true });
      cpSync(kit.at('kept.case'), kit.at('a.case'), { recursive: true });
      const failed = await kit.run(failingAt(report)).then(
        () => false,
        () => true,
      );
      if (failed) failures += 1;
      await kit.run();
      expect(caseDifferences(reference, dump())).toEqual([]);
    }
    expect(failures).toBeGreaterThan(8);
  });

  it('done twice changes nothing', async () => {
    await wholeCase(kit);
    await kit.run();
    const once = dump();
    await kit.run();
    expect(caseDifferences(once, dump())).toEqual([]);
  });

  it('goes on with evidence that has moved, once it is relinked', async () => {
    await wholeCase(kit);
    renameSync(kit.at('mail'), kit.at('elsewhere'));
    expect(await kit.run()).toMatchObject({ losses: 2, unfinished: 2 });
    await kit.open((kase) => expect(relink(kase, kit.at('mail'), kit.at('elsewhere')).moved).toBe(2));
    expect(await kit.run()).toEqual({ losses: 0, unfinished: 0, refusedRules: [], commonIndicators: [] });
  });

  it('reads a log anew whose files went away', async () => {
    await wholeCase(kit);
    await kit.run();
    const [first, whole] = [filesBelow(kit.at('a.case/logs'))[0] ?? '', dump()];
    rmSync(kit.at('a.case/logs', first));
    const checks = () => [...verifyCase(viewCase(kit.at('a.case')))].filter((check) => !check.ok);
    expect(checks()).toMatchObject([{ what: 'log file' }]);
    await kit.run();
    expect(checks()).toEqual([]);
    expect(caseDifferences(whole, dump())).toEqual([]);
  });

  it('reports what it does, and each surely found credential once', async () => {
    await wholeCase(kit);
    const hot: string[] = [];
    const steps: string[] = [];
    await kit.run({ ...SILENT, step: (title) => steps.push(title), hot: ({ preview }) => hot.push(preview) });
    expect(steps.length).toBeGreaterThanOrEqual(7);
    expect(hot.length).toBeGreaterThan(5);
    expect(hot.join(' ')).not.toContain(SECRET);
    hot.length = 0;
    await kit.run({ ...SILENT, hot: ({ preview }) => hot.push(preview) });
    expect(hot).toEqual([]);
  });
});

describe('the same again', () => {
  const log = auditLog(
    ['New-InboxRule', { Name: 'r', ForwardTo: 'x@evil.example' }],
    ['Set-Mailbox', { Identity: 'ana', ForwardingSmtpAddress: 'smtp:x@evil.example' }],
  );

  it('is no new evidence, however its path is given', async () => {
    twoMessages();
    kit.write('mail/three.eml', mail('three', 'x', 'y'));
    expect(await kit.add(kit.at('inbox.mbox'), kit.at('mail'))).toBe(2);
    expect(await kit.add(kit.at('inbox.mbox'), kit.at('mail'))).toBe(0);
    expect(await kit.add(kit.at('mail/three.eml'), kit.at('mail/../inbox.mbox'))).toBe(0);
    expect(ledgerEntries(kit.at('a.case'), 'add')).toHaveLength(1);
  });

  it('counts once in the review, though an export was added twice under two names', async () => {
    await kit.add(twoMessages(), kit.write('audit.csv', log));
    await kit.run();
    const review = () =>
      kit.open((kase) => findingsOf(kase.store).map(({ count, detection }) => `${detection} ${count}`));
    const once = await review();
    expect(once.length).toBeGreaterThan(0);
    await kit.add(kit.write('copy of audit.csv', log));
    await kit.run();
    expect(await review()).toEqual(once);
  });

  it('counts once as a credential, with both its places, though a mailbox was given twice', async () => {
    await kit.add(twoMessages());
    await kit.run();
    cpSync(kit.at('inbox.mbox'), kit.at('copy.mbox'));
    await kit.add(kit.at('copy.mbox'));
    await kit.run();
    await kit.open((kase) => expect(workItems(kase.store)).toMatchObject([{ occurrences: 2 }]));
  });
});
