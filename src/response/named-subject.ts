import type { KeyedHash } from '../core/index.ts';
import { type Application, accountKeysOf, type Directory, type Principal } from '../directory/index.ts';

/** Whom or what a name in a text means, in the directory that knows it. */
export interface NamedSubject {
  readonly subject: Principal | Application;
  readonly directory: Directory;
}

/** The keyed form in which names found in texts are kept. @param key as `identityKeys` gives it. */
export function accountNameKey(hash: KeyedHash, key: string): string {
  return hash.hex('account-name', key).slice(0, 32);
}

/** Two subjects are one where they are the same application or the same principal. */
export function subjectId({ subject }: NamedSubject): string {
  return subject.kind === 'user' ? subject.id : (subject.appId ?? subject.id);
}

/**
 * Who is meant by the names that texts use, by their keyed form. What two share means neither; of several directories the newest counts.
 * Display names count for applications alone, and only such as have two words: people share theirs, and one word is a product's.
 * @param directories newest snapshot last.
 */
export function namedSubjects(directories: readonly Directory[], hash: KeyedHash): ReadonlyMap<string, NamedSubject> {
  const all = new Map<string, NamedSubject>();
  for (const directory of directories.toReversed()) {
    for (const [key, named] of namesOf(directory)) {
      const hashed = accountNameKey(hash, key);
      if (named !== null && !all.has(hashed)) all.set(hashed, named);
    }
  }
  return all;
}

function namesOf(directory: Directory): ReadonlyMap<string, NamedSubject | null> {
  const { users, servicePrincipals, applications } = directory.snapshot;
  const names = new Map<string, NamedSubject | null>();
  const add = (key: string, subject: Principal | Application) => {
    const named = { subject, directory };
    const known = names.get(key);
    names.set(key, known === undefined || (known !== null && subjectId(known) === subjectId(named)) ? named : null);
  };
  for (const one of applications) for (const key of applicationKeys(one)) add(key, one);
  for (const one of servicePrincipals) for (const key of [...accountKeysOf(one), ...displayKeys(one)]) add(key, one);
  for (const one of users) for (const key of accountKeysOf(one)) add(key, one);
  return names;
}

function applicationKeys(application: Application): readonly string[] {
  return [application.id, ...(application.appId === null ? [] : [application.appId]), ...displayKeys(application)];
}

function displayKeys({ displayName }: Principal | Application): readonly string[] {
  const folded = displayName?.trim().normalize('NFC').toLowerCase() ?? '';
  return /\s/.test(folded) ? [folded] : [];
}

/**
 * Whether an account is a person's, by its name: it is made of their name's words and initials (`jane.doe`, `jdoe`). A person who is mentioned beside a
 * credential is mostly the one to ask, not its owner.
 */
export function isPersons({ subject }: NamedSubject): boolean {
  if (subject.kind !== 'user') return false;
  const words: readonly string[] =
    (subject.displayName ?? '')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const [first = '', ...others] = words;
  const local = (subject.userPrincipalName ?? subject.id).split('@')[0]?.toLowerCase() ?? '';
  const parts: readonly string[] = local.match(/\p{L}+/gu) ?? [];
  if (words.length < 2 || parts.length === 0) return false;
  return parts.every(
    (part) =>
      words.includes(part) ||
      others.some(
        (last) =>
          part === `${first.charAt(0)}${last}` || part === `${last}${first.charAt(0)}` || part === first.charAt(0),
      ),
  );
}
