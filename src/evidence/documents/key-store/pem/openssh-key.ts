import type { StoreEntry } from '../key-store.ts';

const MARK = Buffer.from('openssh-key-v1\0');

/** An OpenSSH private key (PROTOCOL.key): what it is and whether it is locked. Its text, which is all of it, stands in the parent's. */
export function openSshEntry(bytes: Buffer): StoreEntry {
  const entry = { kind: 'private-key', name: null, password: null } as const;
  const damaged: StoreEntry = { ...entry, key: null, note: 'This OpenSSH key is damaged or cut short.' };
  if (!bytes.subarray(0, MARK.length).equals(MARK)) return damaged;
  const [cipher, derivation, options, count, publicKey] = fields(bytes);
  if (cipher === undefined || derivation === undefined || count === undefined || publicKey === undefined)
    return damaged;
  const kind = `${sshKind(firstField(publicKey)?.toString('latin1') ?? '')} in OpenSSH format`;
  if (cipher.toString('latin1') === 'none') {
    return { ...entry, key: { kind, text: null, extension: '.pem', der: bytes }, note: null };
  }
  const rounds = options === undefined || options.length < 4 ? null : options.readUInt32BE(options.length - 4);
  const derived = `${derivation.toString('latin1')}${rounds === null ? '' : ` (${rounds} rounds)`}`;
  return { ...entry, key: null, note: `Kind: ${kind}. Encryption: ${cipher.toString('latin1')} with ${derived}` };
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['ssh-ed25519', 'Ed25519'],
  ['ssh-rsa', 'RSA'],
  ['ssh-dss', 'DSA'],
  ['ecdsa-sha2-nistp256', 'EC on curve P-256'],
  ['ecdsa-sha2-nistp384', 'EC on curve P-384'],
  ['ecdsa-sha2-nistp521', 'EC on curve P-521'],
]);

/** What a key of SSH is called elsewhere. */
export function sshKind(type: string): string {
  return KINDS.get(type) ?? (type === '' ? 'of an unknown kind' : type);
}

/** Cipher, key derivation, its options, how many keys, the first public key. */
function fields(bytes: Buffer): readonly (Buffer | undefined)[] {
  let at = MARK.length;
  const next = () => {
    const field = firstField(bytes.subarray(at));
    at += 4 + (field?.length ?? 0);
    return field ?? undefined;
  };
  const head = [next(), next(), next()];
  const count = bytes.subarray(at, at + 4);
  at += 4;
  return [...head, count, next()];
}

/** Bytes after their length (RFC 4251 §5); null where they end before. */
function firstField(bytes: Buffer): Buffer | null {
  if (bytes.length < 4) return null;
  const end = 4 + bytes.readUInt32BE(0);
  return end > bytes.length ? null : bytes.subarray(4, end);
}
