import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyedHash } from '../../src/core/index.ts';
import { scanPaths, scanRecords } from '../../src/run/index.ts';
import { loadDisclosureFinder, loadScanner } from '../../src/secrets/index.ts';
import { CaseKit, mail, mbox } from './case-kit.ts';
import { letter, lockedZip } from './locked-mail.ts';

let kit: CaseKit;
beforeEach(() => {
  kit = new CaseKit();
});
afterEach(() => kit.remove());

interface Row {
  readonly kind: string;
  readonly shown: string | null;
  readonly member: string;
  readonly places: number;
}

const rows = () =>
  kit.open(({ store }) =>
    store.all<Row>('SELECT kind, shown, member, places FROM disclosures ORDER BY kind, shown, id'),
  );

const KEY = 'Kirschbaum!88';
const answer = letter({ id: 'key', subject: 'Re: Report', body: `here it is:\n\n${KEY}\n`, answers: 'lock' });
const lock = async () => {
  const bytes = await lockedZip(KEY, { text: 'The vault is vault1.quay.corp at 10.44.8.77.\n' });
  return letter({
    id: 'lock',
    body: 'From 10.44.8.5, see the attached file.',
    attached: { name: 'report.zip', bytes },
  });
};

describe('behind a lock', () => {
  it('a case tells what a mailed password shows', async () => {
    await kit.add(kit.write('mail/inbox.mbox', mbox(await lock(), answer)));
    await kit.run();
    expect((await rows()).map(({ kind, shown, member }) => [kind, shown, member])).toEqual([
      ['internal-host', 'vault1.quay.corp', '["inside.txt"]'],
      ['private-ipv4', '10.44.8.5', '[]'],
      ['private-ipv4', '10.44.8.77', '["inside.txt"]'],
    ]);
  });

  it('and nothing of it where the password is not there', async () => {
    await kit.add(kit.write('mail/inbox.mbox', mbox(await lock())));
    await kit.run();
    expect((await rows()).map(({ shown }) => shown)).toEqual(['10.44.8.5']);
  });

  it('a scan tells each place once', async () => {
    const scanner = loadScanner();
    const path = kit.write('a.mbox', mbox(await lock(), answer));
    const options = { hash: keyedHash(new Uint8Array(32)), scanner, minConfidence: 'low', showSecrets: false } as const;
    const told: (string | null)[] = [];
    for await (const record of scanRecords(scanPaths([path], { scanner }), {
      ...options,
      disclosures: loadDisclosureFinder(),
    }))
      if (record.type === 'disclosure') told.push(record.shown);
    expect(told.sort()).toEqual(['10.44.8.5', '10.44.8.77', 'vault1.quay.corp']);
  });
});

describe('beside a credential', () => {
  it('personal data are masked in what is shown of its surroundings', async () => {
    const body = 'IBAN NO9386011117947, password: Wq7harbourZt41, card 4539 2187 6604 3178';
    await kit.add(kit.write('mail/inbox.mbox', mbox(mail('one', 'Access', body))));
    await kit.run();
    const contexts = await kit.open(({ store }) => store.all<{ context: string }>('SELECT context FROM occurrences'));
    expect(contexts.length).toBeGreaterThan(0);
    expect((await rows()).map(({ kind }) => kind)).toEqual(['iban', 'payment-card']);
    for (const value of ['NO9386011117947', '4539 2187 6604 3178', '4539218766043178'])
      expect(kit.database().includes(value)).toBe(false);
  });

  it('a credential inside a host is masked in it', async () => {
    const body = 'The password is Zt41harbour and the host Zt41harbour.quay.corp has it.\nZt41harbour\n';
    await kit.add(kit.write('mail/inbox.mbox', mbox(mail('one', 'Access', body))));
    await kit.run();
    const hosts = (await rows()).filter(({ kind }) => kind === 'internal-host');
    expect(hosts.map(({ shown }) => shown)).toEqual(['████████.quay.corp']);
  });
});

it('what is found is told anew once the rules have changed', async () => {
  await kit.add(kit.write('mail/inbox.mbox', mbox(mail('one', 'Move', 'Now on 10.44.8.21.'))));
  await kit.run();
  const before = await rows();
  expect(before.map(({ shown }) => shown)).toEqual(['10.44.8.21']);
  await kit.open(({ store }) => {
    store.run('UPDATE disclosures SET shown = ?', 'by an older rule');
    store.run("UPDATE steps SET input = 'older' WHERE name = 'rules'");
  });
  await kit.run();
  expect(await rows()).toEqual(before);
});
