import type { Principal } from './snapshot.ts';

/** Names are compared without regard to case, in Unicode's composed form. */
export function foldName(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

/**
 * Every name of a principal by kind, surest kind first: ids, principal name, addresses, account names, display name.
 * The same kinds in the same order for every principal.
 */
export function namesOf(principal: Principal): readonly (readonly string[])[] {
  const display = principal.displayName === null ? [] : [principal.displayName];
  if (principal.kind === 'service-principal') {
    return [[principal.id], principal.appId === null ? [] : [principal.appId], [], [], [], display];
  }
  const { userPrincipalName: upn, mail, samAccountName, mailNickname } = principal;
  const addresses = [mail, ...principal.proxyAddresses, ...principal.otherMails].filter((one) => one !== null);
  return [
    [principal.id, ...principal.securityIdentifiers],
    upn === null ? [] : [upn],
    addresses,
    samAccountName === null ? [] : [samAccountName],
    [mailNickname, ...[upn, ...addresses].map(localPart)].filter((one) => one !== null),
    display,
  ];
}

/**
 * The names by which logs may record a principal, lower case, without doubles: ids, principal name, addresses, application id.
 * The first is the one the event table uses: the principal name, or the id where there is none.
 */
export function logNamesOf(principal: Principal): readonly [string, ...string[]] {
  const [ids = [], names = [], addresses = []] = namesOf(principal);
  const first = foldName(principal.kind === 'user' ? (principal.userPrincipalName ?? principal.id) : principal.id);
  return [first, ...new Set([...ids, ...names, ...addresses].map(foldName).filter((name) => name !== first))];
}

/** The names by which a text may mean a principal, without display names: many people and things share those. Folded as `identityKeys` gives them. */
export function accountKeysOf(principal: Principal): readonly string[] {
  return [...new Set(namesOf(principal).slice(0, -1).flat().map(foldName))].filter((key) => key !== '');
}

const ANGLE_ADDRESS = /<([^<>\s]{1,320})>/;
const PREFIX = /^(?:smtp|mailto|upn|user|sip):/i;

/** The keys to look a written name up by: as it stands, then without prefix, angle brackets or domain. */
export function identityKeys(text: string): readonly string[] {
  const plain = text.trim().slice(0, 1024);
  const address = ANGLE_ADDRESS.exec(plain)?.[1];
  const bare = (address ?? plain).replace(PREFIX, '');
  const account = /^[^\\/]{1,64}[\\/]([^\\/]{1,128})$/.exec(bare)?.[1];
  return [...new Set([plain, bare, ...(account === undefined ? [] : [account])].map(foldName))].filter(
    (key) => key !== '',
  );
}

function localPart(address: string | null): string | null {
  const at = address?.indexOf('@') ?? -1;
  return address !== null && at > 0 ? address.slice(0, at) : null;
}
