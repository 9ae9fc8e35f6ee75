/** How a mailbox of ours is kept on disk. */
export type StoreFormat = 'mboxrd' | 'mboxo' | 'mboxcl2' | 'mbox-gz' | 'maildir' | 'eml';

export type Language = 'en' | 'de' | 'fr' | 'es' | 'ja' | 'ru';

/** Somebody, or something with an address: a person, a service account, a shared mailbox, a list. */
export interface Person {
  /** The role's name in the story data. */
  readonly key: string;
  readonly side: 'agency' | 'vendor' | 'third';
  readonly givenName: string;
  readonly name: string;
  /** Primary address. */
  readonly address: string;
  /** Sign-in name; differs from the address for some. */
  readonly upn: string;
  /** Further addresses that reach the same mailbox. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly department: string;
  readonly organisation: string;
  readonly language: Language;
  /** Minutes east of UTC, as this person's Date fields are written. */
  readonly zone: number;
  /** Directory object id (agency only, otherwise unused). */
  readonly objectId: string;
  /** Mailbox we hold; null where we do not. */
  readonly store: StoreFormat | null;
  readonly kind: 'person' | 'service' | 'shared' | 'list';
}
