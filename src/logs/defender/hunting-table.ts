import type { EventCategory } from '../event/event-row.ts';
import { textOf } from '../record/raw-object.ts';
import type { Fields } from '../record/record-fields.ts';

/** Which advanced hunting table a row is of. Sign-ins of both kinds count as one. */
export interface HuntingTable {
  readonly name: string;
  readonly category: EventCategory;
  /** Whether a row of sign-ins is one of an application. */
  readonly isApplication: boolean;
}

/** Columns that tell a table from all others, bare names; in this order. */
const BY_COLUMN: readonly (readonly [string, string, EventCategory])[] = [
  ['raweventdata', 'CloudAppEvents', 'other'],
  ['activitytype', 'CloudAppEvents', 'other'],
  ['alertid', 'Alerts', 'alert'],
  ['actiontrigger', 'EmailPostDeliveryEvents', 'mail-flow'],
  ['urlchain', 'UrlClickEvents', 'mail-flow'],
  ['isclickedthrough', 'UrlClickEvents', 'mail-flow'],
  ['emaildirection', 'EmailEvents', 'mail-flow'],
  ['internetmessageid', 'EmailEvents', 'mail-flow'],
  ['consenteduserscount', 'OAuthAppInfo', 'other'],
  ['appownertenantid', 'OAuthAppInfo', 'other'],
  ['logontype', 'IdentityLogonEvents', 'sign-in'],
  ['destinationdevicename', 'IdentityDirectoryEvents', 'directory-change'],
  ['targetaccountupn', 'IdentityDirectoryEvents', 'directory-change'],
  ['targetaccountdisplayname', 'IdentityDirectoryEvents', 'directory-change'],
  ['networkmessageid', 'EmailEvents', 'mail-flow'],
  ['deviceid', 'DeviceEvents', 'other'],
];

const SIGN_IN = /^(?:aad|entraid)(?:spn)?signinevents(?:beta)?$/i;

/** Tells the table by the streamed record's category, else by its columns; 'AdvancedHunting' where neither says. */
export function tableOf(field: Fields, category: string): HuntingTable {
  const named = firstName(category) ?? textOf(field('type')) ?? '';
  const isSignIn =
    SIGN_IN.test(named) || (has(field, 'requestid') && has(field, 'errorcode', 'resourceid', 'applicationid'));
  if (isSignIn) {
    const isApplication =
      /spn/i.test(named) || has(field, 'serviceprincipalid', 'serviceprincipalname', 'ismanagedidentity');
    return { name: 'SignInEvents', category: 'sign-in', isApplication };
  }
  if (/^alert/i.test(named)) return { name: named, category: 'alert', isApplication: false };
  const known =
    BY_COLUMN.find(([, name]) => name.toLowerCase() === named.toLowerCase()) ??
    BY_COLUMN.find(([column]) => has(field, column));
  const [, name, kind] = known ?? ['', named === '' ? 'AdvancedHunting' : named, 'other' as const];
  return { name, category: kind, isApplication: false };
}

function firstName(category: string): string | null {
  return /^AdvancedHunting-(\w{1,60})$/i.exec(category)?.[1] ?? null;
}

function has(field: Fields, ...names: readonly string[]): boolean {
  return field(...names) !== null;
}
