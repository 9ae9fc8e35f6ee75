import type { Shortfall } from '../../../shortfall.ts';
import { Effort, type PasswordTry, passCost, passwordTries } from '../effort.ts';
import { openKey } from '../encrypted-key.ts';
import { type KeyStore, locked, type StoreEntry, tooCostly } from '../key-store.ts';
import { privateKeyOf } from '../private-key.ts';
import { type Bag, readBags } from './bag.ts';
import { type Pfx, readPfx, type Safe } from './pfx.ts';
import { secretLines } from './secret-lines.ts';

/** What Java makes its stores with where nobody chooses a password. */
const USUAL = ['changeit'];
const WHAT = 'This PKCS#12 key store';
const OTHER_CIPHER: Shortfall = {
  reason: 'unsupported',
  detail: `${WHAT} is encrypted in a way that is not read here; open it by hand with its password or key.`,
};

/** Opens a PKCS#12 store (PFX, RFC 7292) with the passwords that its seal, or else what comes out, shows to be right; null for anything else. */
export function readPkcs12(bytes: Buffer, passwords: readonly string[]): KeyStore | null {
  const pfx = readPfx(bytes);
  if (pfx === null) return null;
  const effort = new Effort();
  const tries = passwordTries(passwords, USUAL);
  const by = rightPassword(pfx, tries, effort);
  const opening: Opening = { effort, tries: keyTries(pfx, tries, by) };
  const opened = pfx.safes.map((safe) => openSafe(safe, by));
  const entries = opened.flatMap((bags) => bags ?? []).map((bag) => entryOf(bag, opening));
  return {
    title: 'PKCS #12 key store',
    facts: [...sealFacts(pfx), ...(by === null ? [] : [by.note])],
    entries,
    password: by?.index ?? null,
    unread: unreadOf(pfx, opened.includes(null) || entries.some(isLocked), effort),
  };
}

interface Opening {
  readonly tries: readonly PasswordTry[];
  readonly effort: Effort;
}

/** The keys of a store may have passwords of their own; where its seal tells that no password is right, they are not tried again. */
function keyTries({ mac }: Pfx, tries: readonly PasswordTry[], by: PasswordTry | null): readonly PasswordTry[] {
  if (by !== null) return [by, ...tries.filter((one) => one !== by)];
  return mac === null || !Number.isFinite(mac.cost) ? tries : [];
}

/** The password of the whole: what the seal says or, where there is none, what opens the first locked safe. */
function rightPassword({ mac, safes }: Pfx, tries: readonly PasswordTry[], effort: Effort): PasswordTry | null {
  const first = safes.find((safe) => safe.state === 'locked' && safe.cipher !== null);
  const cost = mac?.cost ?? (first?.state === 'locked' ? openingCost(first) : undefined);
  if (cost === undefined) return null;
  for (const one of tries) {
    if (!effort.take(cost)) return null;
    if (mac === null ? first !== undefined && openSafe(first, one) !== null : mac.isRight(one)) return one;
  }
  return null;
}

const openingCost = ({ cipher, data }: Extract<Safe, { state: 'locked' }>) =>
  (cipher?.cost ?? 0) + passCost(data.length);

/** The bags of a safe; null where it stays locked. */
function openSafe(safe: Safe, by: PasswordTry | null): readonly Bag[] | null {
  if (safe.state === 'open') return readBags(safe.contents) ?? [];
  if (by === null || safe.cipher === null || safe.cipher.cost > MOST_COST) return null;
  const plain = safe.cipher.decrypt(safe.data, by);
  return plain === null ? null : readBags(plain);
}

/** Rounds of one safe's own derivation, which the seal's do not bound. */
const MOST_COST = 4_000_000;

function entryOf(bag: Bag, { tries, effort }: Opening): StoreEntry {
  const { name } = bag;
  if (bag.kind === 'certificate') return { kind: 'certificate', name, der: bag.der };
  if (bag.kind === 'key') return { kind: 'private-key', name, key: privateKeyOf(bag.der), password: null, note: null };
  const opened = bag.key === null ? null : openKey(bag.key, tries, effort);
  const note = bag.key?.cipher === undefined ? null : `Encryption: ${bag.key?.cipher?.name ?? 'an unknown cipher'}`;
  if (bag.kind === 'secret') return { kind: 'secret', name, lines: secretLines(bag.bytes, opened, bag.key !== null) };
  return { kind: 'private-key', name, key: opened?.key ?? null, password: opened?.by.index ?? null, note };
}

const isLocked = (entry: StoreEntry) =>
  (entry.kind === 'private-key' && entry.key === null) || (entry.kind === 'secret' && entry.lines.includes('Locked'));

function sealFacts({ mac, safes }: Pfx): readonly string[] {
  const ciphers = safes.flatMap((safe) => (safe.state === 'locked' ? [safe.cipher?.name ?? 'an unknown cipher'] : []));
  return [
    mac === null ? 'Seal: none' : `Seal: ${mac.name}`,
    ...[...new Set(ciphers)].map((cipher) => `Encryption: ${cipher}`),
  ];
}

function unreadOf({ safes }: Pfx, isAnyLocked: boolean, effort: Effort): Shortfall | null {
  if (!isAnyLocked) return null;
  if (effort.isSpent) return tooCostly(WHAT);
  const isKnown = safes.every((safe) => safe.state === 'open' || safe.cipher !== null);
  return isKnown ? locked(WHAT) : OTHER_CIPHER;
}
