import { describe, expect, it } from 'vitest';
import { tallyBalances } from '../../src/core/index.ts';
import { type CompromisedAccount, readAccounts } from '../../src/intake/index.ts';

async function read(text: string, zone?: string) {
  const accounts: CompromisedAccount[] = [];
  const losses: string[] = [];
  for await (const event of readAccounts(Buffer.from(text), { source: 'a', ...(zone === undefined ? {} : { zone }) })) {
    if (event.type === 'account') accounts.push(event.account);
    else if (event.type === 'loss') losses.push(event.loss.detail);
    else expect(tallyBalances(event.tally)).toBe(true);
  }
  return { accounts, losses };
}

describe('a list of compromised accounts', () => {
  it.each([
    ['plain text', '# robbed\nBob@v.example\n\ncarol@v.example\n'],
    ['with display names', 'Bob <bob@v.example>\n"Carol" <carol@v.example>\n'],
    ['one named column', 'Email Address\nbob@v.example\ncarol@v.example\n'],
    ['CSV', 'Display Name,Compromised Mailbox\n"B, Bob",bob@v.example\nCarol,carol@v.example\n'],
    ['CSV without a header', 'bob@v.example,2024-01-01\ncarol@v.example,2024-01-01\n'],
    ['JSON', '{"accounts":[{"userPrincipalName":"bob@v.example"},{"userPrincipalName":"carol@v.example"}]}'],
    ['NDJSON', '{"address":"bob@v.example"}\n{"address":"carol@v.example"}\n'],
  ])('%s', async (_, text) => {
    const { accounts } = await read(text);
    expect(accounts.map(({ addresses }) => addresses)).toEqual([['bob@v.example'], ['carol@v.example']]);
  });

  it('unites aliases, and knows shared mailboxes and names', async () => {
    const csv =
      'Name,Address,ProxyAddresses,RecipientTypeDetails\nHelp Desk,help@v.example,"SMTP:help@v.example;smtp:desk@v.example;X500:/o=x",SharedMailbox\n';
    expect((await read(csv)).accounts).toMatchObject([
      { row: 2, addresses: ['help@v.example', 'desk@v.example'], domain: null, name: 'Help Desk', shared: true },
    ]);
  });

  it.each([
    ['v.example', 'v.example', false],
    ['@v.example', 'v.example', false],
    ['*@v.example', 'v.example', false],
    ['*.v.example', 'v.example', true],
    ['.v.example', 'v.example', true],
    ['@*.v.example', 'v.example', true],
  ])('domain %s', async (cell, domain, subdomains) => {
    expect((await read(`Domain,From\n${cell},2024-01-01\n`)).accounts).toMatchObject([
      { addresses: [], domain, subdomains },
    ]);
    expect((await read(`${cell}\nbob@v.example\n`)).accounts[0]).toMatchObject({ domain, subdomains });
  });

  it('reads days as whole days, in the zone asked for', async () => {
    const csv = 'address,from,until\nbob@v.example,2024-01-01,2024-01-31\ncarol@v.example,2024-01-01T08:00:00Z,never\n';
    const [bob, carol] = (await read(csv)).accounts;
    expect(bob).toMatchObject({ from: '2024-01-01T00:00:00.000Z', until: '2024-01-31T23:59:59.999Z', problems: [] });
    expect(carol).toMatchObject({ from: '2024-01-01T08:00:00.000Z', until: null, problems: ['unreadable-date'] });
    expect((await read(csv, 'America/New_York')).accounts[0]?.from).toBe('2024-01-01T05:00:00.000Z');
  });

  it('loses a row that names nobody, loudly', async () => {
    const { accounts, losses } = await read('Name,Address\nSecret Person,\nBob,bob@v.example\n');
    expect(accounts).toHaveLength(1);
    expect(losses).toHaveLength(1);
    expect(losses[0]).toContain('row 2 of the list of accounts was not read');
    expect(losses[0]).not.toContain('Secret');
  });

  it('refuses what has no address anywhere', async () => {
    await expect(read('colour,shape\nred,round\nblue,square\n')).resolves.toMatchObject({
      accounts: [],
      losses: [{}, {}],
    });
  });
});
