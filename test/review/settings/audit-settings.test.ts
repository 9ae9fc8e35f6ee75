import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readAuditSettings, recogniseAuditSettings } from '../../../src/review/index.ts';
import {
  type AuditSettings,
  mergeSettings,
  NO_SETTINGS,
} from '../../../src/review/readiness/settings/audit-settings.ts';
import { commandFor, mailboxAudits } from '../../../src/review/readiness/settings/mailbox-audit.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));

const ANA = {
  UserPrincipalName: 'Ana@agency.example',
  PrimarySmtpAddress: 'ana.b@agency.example',
  AuditEnabled: true,
  DefaultAuditSet: ['Admin', 'Delegate', 'Owner'],
  AuditOwner: ['Update', 'MailItemsAccessed', 'Send', 'SearchQueryInitiated'],
  AuditDelegate: ['Update', 'MailItemsAccessed'],
  AuditAdmin: ['Update', 'MailItemsAccessed', 'Send'],
  AuditLogAgeLimit: '90.00:00:00',
  PersistedCapabilities: ['M365Auditing'],
};

/** The same mailbox, as each way of exporting it writes it. */
const FORMS: Readonly<Record<string, Uint8Array>> = {
  'ConvertTo-Json of one': utf8(JSON.stringify(ANA)),
  'ConvertTo-Json of several': utf8(`\ufeff${JSON.stringify([ANA], null, 2)}`),
  'a JSON line': utf8(`${JSON.stringify(ANA)}\n`),
  'REST’s value': utf8(JSON.stringify({ '@odata.context': 'x', value: [ANA] })),
  'JSON in UTF-16': utf16(JSON.stringify([ANA])),
  'Export-Csv with joined lists': utf8(
    '#TYPE Selected.Mailbox\r\n"UserPrincipalName","PrimarySmtpAddress","AuditEnabled","DefaultAuditSet","AuditOwner","AuditDelegate","AuditAdmin","AuditLogAgeLimit"\r\n"Ana@agency.example","ana.b@agency.example","True","Admin, Delegate, Owner","Update,MailItemsAccessed,Send,SearchQueryInitiated","Update|MailItemsAccessed","Update MailItemsAccessed Send","90.00:00:00"\r\n',
  ),
  'a CSV with semicolons in UTF-16': utf16(
    'UserPrincipalName;PrimarySmtpAddress;AuditEnabled;DefaultAuditSet;AuditOwner;AuditDelegate;AuditAdmin;AuditLogAgeLimit\nAna@agency.example;ana.b@agency.example;True;"Admin, Delegate, Owner";"Update, MailItemsAccessed, Send, SearchQueryInitiated";"Update, MailItemsAccessed";"Update, MailItemsAccessed, Send";90.00:00:00\n',
  ),
  'Format-List': utf8(
    '\r\nUserPrincipalName   : Ana@agency.example\r\nPrimarySmtpAddress  : ana.b@agency.example\r\nAuditEnabled        : True\r\nDefaultAuditSet     : {Admin, Delegate, Owner}\r\nAuditOwner          : {Update, MailItemsAccessed, Send,\r\n                      SearchQueryInitiated}\r\nAuditDelegate       : {Update, MailItemsAccessed}\r\nAuditAdmin          : {Update, MailItemsAccessed, Send}\r\nAuditLogAgeLimit    : 90.00:00:00\r\n\r\n',
  ),
};

const EXTRACTOR =
  '"UserPrincipalName","DisplayName","RecipientTypeDetails","AuditEnabled","AuditBypassEnabled","DefaultAuditSet","OwnerAuditActions","OwnerAuditActionsCount","DelegateAuditActions","DelegateAuditActionsCount","AdminAuditActions","AdminAuditActionsCount","EffectiveAuditState"\r\n' +
  '"bo@agency.example","Bo","UserMailbox","True","True","Admin, Delegate","HardDelete, Update","2","MailItemsAccessed, Update","2","MailItemsAccessed, Send, Update","3","Bypassed"\r\n';

describe('an export of auditing settings', () => {
  test.each(Object.entries(FORMS))('%s is told by its content and says the same', (name, bytes) => {
    expect(recogniseAuditSettings(bytes)).toBe(true);
    const reading = readAuditSettings(bytes);
    expect(reading).toMatchObject({ read: 1, broken: 0, withoutActions: 0 });
    expect(reading?.settings.mailboxes).toEqual([
      {
        mailbox: 'ana@agency.example',
        names: ['ana@agency.example', 'ana.b@agency.example'],
        enabled: true,
        defaultFor: ['owner', 'delegate', 'admin'],
        actions: {
          owner: ['mailitemsaccessed', 'searchqueryinitiated', 'send', 'update'],
          delegate: ['mailitemsaccessed', 'update'],
          admin: ['mailitemsaccessed', 'send', 'update'],
        },
        ageLimitDays: 90,
        premium: /json|value/i.test(name) ? true : null,
        bypassed: null,
      },
    ]);
  });

  it("is read as Microsoft-Extractor-Suite's MailboxAuditStatus writes it, bypass included", () => {
    const reading = readAuditSettings(utf8(EXTRACTOR));
    expect(reading?.settings.mailboxes[0]).toMatchObject({
      mailbox: 'bo@agency.example',
      bypassed: true,
      defaultFor: ['delegate', 'admin'],
      actions: { owner: ['harddelete', 'update'] },
    });
  });

  it('says of the organisation and of the log what they are', () => {
    const read = (text: string) => readAuditSettings(utf8(text))?.settings;
    expect(read('AuditDisabled : True\r\n')).toMatchObject({ organisationOff: true, mailboxes: [] });
    expect(read('{"AuditDisabled":false,"Name":"agency"}')).toMatchObject({ organisationOff: false });
    expect(read('"UnifiedAuditLogIngestionEnabled","Name"\n"False","Default"\n')).toMatchObject({ ingestion: false });
  });

  it('names a list that holds its type instead of its names, and does not take it for an empty one', () => {
    const table = 'UserPrincipalName,AuditEnabled,AuditOwner\nx@agency.example,True,System.Collections.ArrayList\n';
    const reading = readAuditSettings(utf8(table));
    expect(reading).toMatchObject({ withoutActions: 1 });
    expect(reading?.settings.mailboxes[0]?.actions.owner).toBeNull();
  });

  it('keeps the rows before the cut of a file that ends early, and counts the rest', () => {
    const table = 'UserPrincipalName,AuditEnabled,AuditOwner\nx@agency.example,False,"Update"\ny@agency.ex';
    expect(readAuditSettings(utf8(table))).toMatchObject({ read: 1, broken: 1 });
    expect(readAuditSettings(utf8('{"UserPrincipalName":"x@agency.example","AuditEnabled":fal'))).toBeNull();
  });

  test.each([
    [
      'a record of a change',
      '[{"CreationTime":"2024-01-01T00:00:00","Operation":"Set-Mailbox","Parameters":[{"Name":"AuditEnabled","Value":"False"}],"AuditEnabled":1}]',
    ],
    ['a directory export', '{"users":[{"userPrincipalName":"a@b.example","accountEnabled":true}]}'],
    ['an audit log', 'CreationDate,UserIds,Operations,AuditData,AuditEnabled\n'],
    ['a runbook', 'Check AuditDisabled : False first.\nAuditEnabled must be True.\n'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(recogniseAuditSettings(utf8(text))).toBe(false);
  });

  it('reads any bytes without failing, and no name that is not one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.json(), (bytes, json) => {
        for (const one of [bytes, utf8(json), utf8(`AuditEnabled,UserPrincipalName\n${json}`)]) {
          recogniseAuditSettings(one);
          const settings = readAuditSettings(one)?.settings ?? NO_SETTINGS;
          expect(settings.mailboxes.every(({ mailbox }) => mailbox.trim() !== '' && mailbox.length <= 320)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const settingsOf = (...rows: readonly object[]): AuditSettings =>
  rows
    .map((row) => readAuditSettings(utf8(JSON.stringify(row)))?.settings ?? NO_SETTINGS)
    .reduce(mergeSettings, NO_SETTINGS);
const auditOf = (...rows: readonly object[]) => mailboxAudits(settingsOf(...rows)).of(['ana@agency.example']);

describe('what the settings have written down', () => {
  it('all of it, where the lists name it and nothing is off', () => {
    expect(auditOf(ANA, { AuditDisabled: false })).toMatchObject({
      logged: {
        MailItemsAccessed: { owner: 'logged', delegate: 'logged', admin: 'logged' },
        Send: { owner: 'logged', delegate: 'never', admin: 'logged' },
        SearchQueryInitiated: { owner: 'logged', delegate: 'never', admin: 'never' },
      },
      why: [],
      commands: [],
    });
  });

  it('nothing, where the organisation is off, whatever the mailbox says', () => {
    const audit = auditOf(ANA, { AuditDisabled: true });
    expect(audit?.logged.MailItemsAccessed).toEqual({ owner: 'off', delegate: 'off', admin: 'off' });
    expect(audit?.why.join()).toMatch(/AuditDisabled is True/);
    expect(audit?.commands).toEqual(['Set-OrganizationConfig -AuditDisabled $false']);
  });

  it('nothing of a mailbox that no export names, where the log takes in nothing', () => {
    const audit = mailboxAudits(settingsOf({ UnifiedAuditLogIngestionEnabled: false })).of(['nobody@agency.example']);
    expect(audit?.logged.MailItemsAccessed.owner).toBe('off');
    expect(audit?.commands).toEqual(['Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true']);
  });

  it('nothing, where the mailbox is off and nobody says that the organisation overrides it', () => {
    const audit = auditOf({ ...ANA, AuditEnabled: false });
    expect(audit?.logged.Send.owner).toBe('off');
    expect(audit?.commands).toEqual(['Set-Mailbox -Identity $_ -AuditEnabled $true']);
  });

  it('the default, where the mailbox is off and the organisation overrides it; and says so', () => {
    const audit = auditOf({ ...ANA, AuditEnabled: false }, { AuditDisabled: false });
    expect(audit?.logged.MailItemsAccessed.owner).toBe('logged');
    expect(audit?.why.join()).toMatch(/overrides it, yet without Audit \(Premium\)/);
  });

  it('what an administrator took out of a list is off for that logon alone, and comes back by a command', () => {
    const audit = auditOf({ ...ANA, DefaultAuditSet: ['Admin', 'Owner'], AuditDelegate: ['Update'] });
    expect(audit?.logged.MailItemsAccessed).toEqual({ owner: 'logged', delegate: 'off', admin: 'logged' });
    expect(audit?.why).toEqual(['MailItemsAccessed is not among the actions written down of: delegate.']);
    expect(audit?.commands).toEqual(['Set-Mailbox -Identity $_ -AuditDelegate @{Add="MailItemsAccessed"}']);
  });

  it('where the lists are not exported, what is Microsoft’s is the default set, and the rest is not known', () => {
    const { AuditOwner: _o, AuditDelegate: _d, AuditAdmin: _a, ...plain } = ANA;
    const audit = auditOf({ ...plain, DefaultAuditSet: ['Owner'] });
    expect(audit?.logged.MailItemsAccessed).toEqual({ owner: 'logged', delegate: 'unknown', admin: 'unknown' });
    expect(audit?.logged.SearchQueryInitiated.owner).toBe('off');
  });

  it('without Audit (Premium) the default set is not known to hold reading; a short memory is told and mended', () => {
    const { AuditOwner: _, ...plain } = ANA;
    const audit = auditOf({ ...plain, PersistedCapabilities: ['BPOS_S_Standard'], AuditLogAgeLimit: '00:00:00' });
    expect(audit).toMatchObject({ premium: false, keptDays: 0, logged: { MailItemsAccessed: { owner: 'unknown' } } });
    expect(audit?.why).toEqual(['AuditLogAgeLimit is 0 days: the mailbox keeps its records no longer.']);
    expect(audit?.commands.at(-1)).toBe('Set-Mailbox -Identity $_ -AuditLogAgeLimit 90');
  });

  it('what a bypassed account does is not written down, what others do in its mailbox is', () => {
    const audit = auditOf(ANA, { Identity: 'ana@agency.example', AuditBypassEnabled: true });
    expect(audit).toMatchObject({
      bypassed: true,
      logged: { MailItemsAccessed: { owner: 'off', delegate: 'logged', admin: 'logged' } },
      commands: ['Set-MailboxAuditBypassAssociation -Identity $_ -AuditBypassEnabled $false'],
    });
  });

  it('a name that is not plain is quoted, so that the command does nothing else', () => {
    const odd = { ...ANA, UserPrincipalName: "x'; Remove-Mailbox y@agency.example", AuditEnabled: false };
    const [audit] = mailboxAudits(settingsOf(odd)).all;
    expect(audit?.commands.map((command) => commandFor(command, audit.mailbox))).toEqual([
      `Set-Mailbox -Identity 'x''; remove-mailbox y@agency.example' -AuditEnabled $true`,
    ]);
  });
});
