import { SealError } from './seal-error.ts';

/** What locks or unlocks an envelope: a passphrase, or an age identity (`AGE-SECRET-KEY-1…`). */
export type Unlock =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'identity'; readonly identity: string };

/** Sixty modules that build tables as they load: only what opens a case waits for them. */
const age = () => import('age-encryption');

/** A new age X25519 identity. */
export async function generateIdentity(): Promise<string> {
  const { generateX25519Identity } = await age();
  return generateX25519Identity();
}

/**
 * Encrypts `plain` so that `unlock` opens it: an armored age file (age-encryption.org/v1).
 * @throws SealError `key-malformed` where the identity is none.
 */
export async function sealEnvelope(plain: Uint8Array, unlock: Unlock): Promise<string> {
  const { armor, Encrypter } = await age();
  const encrypter = new Encrypter();
  if (unlock.by === 'passphrase') encrypter.setPassphrase(unlock.passphrase);
  else encrypter.addRecipient(await recipientOf(unlock.identity));
  return armor.encode(await encrypter.encrypt(plain));
}

/**
 * Opens what `sealEnvelope` made.
 * @throws SealError `envelope-refused` for a wrong key, `envelope-damaged` where the text is no age file, `key-malformed` for a bad identity.
 */
export async function openEnvelope(armored: string, unlock: Unlock): Promise<Uint8Array> {
  const { armor, Decrypter } = await age();
  const bytes = dearmor(() => armor.decode(armored));
  const decrypter = new Decrypter();
  if (unlock.by === 'passphrase') decrypter.addPassphrase(unlock.passphrase);
  else decrypter.addIdentity(await checkedIdentity(unlock.identity));
  try {
    return await decrypter.decrypt(bytes);
  } catch {
    throw new SealError(
      'envelope-refused',
      'the key does not open it',
      'Check the passphrase or the identity file.',
      3,
    );
  }
}

function dearmor(decode: () => Uint8Array): Uint8Array {
  try {
    return decode();
  } catch {
    throw new SealError('envelope-damaged', 'the key file is no age file', 'Restore it from a backup.', 3);
  }
}

async function recipientOf(identity: string): Promise<string> {
  const { identityToRecipient } = await age();
  try {
    return await identityToRecipient(identity);
  } catch {
    throw malformedIdentity();
  }
}

async function checkedIdentity(identity: string): Promise<string> {
  await recipientOf(identity);
  return identity;
}

function malformedIdentity(): SealError {
  return new SealError(
    'key-malformed',
    'this is no age identity',
    'Give a file that holds one AGE-SECRET-KEY-1… line.',
    2,
  );
}
