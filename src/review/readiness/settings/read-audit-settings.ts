import {
  type AuditSettings,
  type BypassSetting,
  LOGONS,
  type Logon,
  type MailboxSettings,
  mergeSettings,
  NO_SETTINGS,
} from './audit-settings.ts';
import { type SettingRow, settingRows } from './setting-rows.ts';
import { daysOfSpan, flagOf, nameOf, wordsOf } from './setting-value.ts';

/** The most bytes of an export of settings that are read. */
export const MOST_SETTINGS_BYTES = 64 * 1024 * 1024;

/** What was read, and what could not be. */
export interface SettingsReading {
  readonly settings: AuditSettings;
  /** Rows that say something of auditing. */
  readonly read: number;
  /** Rows that are cut off, or do not say of whom they speak. */
  readonly broken: number;
  /** Mailboxes of which the export names the type of a list of actions instead of what is in it, and that is not Microsoft's own. */
  readonly withoutActions: number;
}

/** Reads an export of auditing settings; null where no row of it is one. */
export function readAuditSettings(bytes: Uint8Array): SettingsReading | null {
  const { rows, broken } = settingRows(bytes);
  const read = rows.map(settingsOf);
  const known = read.filter((one) => one !== null);
  if (known.length === 0) return null;
  const settings = mergeAll(known);
  const withoutActions = rows.filter(hidesActions);
  return {
    settings,
    read: known.length,
    broken: broken + read.length - known.length,
    withoutActions: withoutActions.length,
  };
}

/** Folding two by two would copy a long list once for each of its rows. */
function mergeAll(parts: readonly AuditSettings[]): AuditSettings {
  const mailboxes = parts.flatMap((part) => part.mailboxes);
  const bypasses = parts.flatMap((part) => part.bypasses);
  const flags = parts.filter((part) => part.organisationOff !== null || part.ingestion !== null);
  return mergeSettings(flags.reduce(mergeSettings, NO_SETTINGS), { ...NO_SETTINGS, mailboxes, bypasses });
}

function settingsOf(row: SettingRow): AuditSettings | null {
  const organisationOff = flagOf(row.get('auditdisabled'));
  const ingestion = flagOf(row.get('unifiedauditlogingestionenabled'));
  const mailbox = mailboxOf(row);
  const bypass = bypassOf(row);
  if (organisationOff === null && ingestion === null && mailbox === null && bypass === null) return null;
  const mailboxes = mailbox === null ? [] : [mailbox];
  return { organisationOff, ingestion, mailboxes, bypasses: bypass === null ? [] : [bypass] };
}

/** Of a mailbox, the column names that Exchange, Microsoft-Extractor-Suite and hand-made tables use. */
const ACTIONS: { readonly [L in Logon]: readonly string[] } = {
  owner: ['auditowner', 'owneractions', 'ownerauditactions'],
  delegate: ['auditdelegate', 'delegateactions', 'delegateauditactions'],
  admin: ['auditadmin', 'adminactions', 'adminauditactions'],
};
const NAMES = [
  'userprincipalname',
  'primarysmtpaddress',
  'windowsemailaddress',
  'windowsliveid',
  'mailbox',
  'identity',
  'name',
  'alias',
  'externaldirectoryobjectid',
  'objectid',
  'guid',
  'exchangeguid',
] as const;

function mailboxOf(row: SettingRow): MailboxSettings | null {
  if (!row.has('auditenabled') && !row.has('defaultauditset')) return null;
  const names = namesOf(row);
  const mailbox = names.find((name) => name.includes('@')) ?? names[0];
  if (mailbox === undefined) return null;
  const defaults = wordsOf(row.get('defaultauditset'));
  return {
    mailbox,
    names,
    enabled: flagOf(row.get('auditenabled')),
    defaultFor: defaults === null ? null : LOGONS.filter((logon) => defaults.includes(logon)),
    actions: { owner: actionsOf(row, 'owner'), delegate: actionsOf(row, 'delegate'), admin: actionsOf(row, 'admin') },
    ageLimitDays: daysOfSpan(row.get('auditlogagelimit')),
    premium: premiumOf(wordsOf(row.get('persistedcapabilities'))),
    bypassed: flagOf(row.get('auditbypassenabled')),
  };
}

/** Capabilities that come with Audit (Premium). */
const PREMIUM: ReadonlySet<string> = new Set(['m365auditing', 'bpos_s_equivioanalytics']);

function premiumOf(capabilities: readonly string[] | null): boolean | null {
  if (capabilities === null || capabilities.length === 0) return null;
  return capabilities.some((name) => PREMIUM.has(name));
}

function actionsOf(row: SettingRow, logon: Logon): readonly string[] | null {
  const column = ACTIONS[logon].find((name) => row.has(name));
  return column === undefined ? null : wordsOf(row.get(column));
}

function hidesActions(row: SettingRow): boolean {
  const defaults = wordsOf(row.get('defaultauditset')) ?? [];
  const named = LOGONS.filter((logon) => ACTIONS[logon].some((name) => row.has(name)));
  return named.some((logon) => !defaults.includes(logon) && actionsOf(row, logon) === null);
}

function bypassOf(row: SettingRow): BypassSetting | null {
  const bypassed = flagOf(row.get('auditbypassenabled'));
  const names = namesOf(row);
  return bypassed === null || names.length === 0 ? null : { names, bypassed };
}

function namesOf(row: SettingRow): readonly string[] {
  return [...new Set(NAMES.flatMap((name) => nameOf(row.get(name)) ?? []))];
}
