import { createHash } from 'node:crypto';
import { type PgpPacket, readPackets } from '../../../signed/pgp-packets.ts';
import { type KeyStore, locked, type StoreEntry } from '../key-store.ts';

const TAGS = { secretKey: 5, publicKey: 6, secretSubkey: 7, userId: 13 } as const;
const FINGERPRINTED = 4;

/** A ring of OpenPGP keys in binary (RFC 9580 §10): whose they are, and whether private ones are locked; null for anything else. */
export function readPgpKeys(bytes: Buffer): KeyStore | null {
  const { packets, isWhole } = readPackets(bytes);
  const [first] = packets;
  if (first === undefined || (first.tag !== TAGS.secretKey && first.tag !== TAGS.publicKey)) return null;
  const secrets = packets.filter(({ tag }) => tag === TAGS.secretKey || tag === TAGS.secretSubkey);
  const entries = secrets.length === 0 ? [] : [keyRing(bytes, secrets)];
  const isLocked = entries.some((entry) => entry.kind === 'private-key' && entry.key === null);
  return {
    title: secrets.length === 0 ? 'OpenPGP public keys' : 'OpenPGP private keys',
    facts: packets.flatMap(keyFact),
    entries,
    password: null,
    unread: isLocked ? locked('An OpenPGP private key') : isWhole ? null : CUT,
  };
}

const CUT = {
  reason: 'truncated',
  detail: 'This ring of OpenPGP keys is cut short, or longer than is read; list them with GnuPG.',
} as const;

function keyFact({ tag, body }: PgpPacket): readonly string[] {
  if (tag === TAGS.userId) return [`User: ${body.toString('utf8').slice(0, 500)}`];
  if (tag !== TAGS.publicKey || body[0] !== FINGERPRINTED) return [];
  const head = Buffer.from([0x99, body.length >> 8, body.length & 0xff]);
  return [`Fingerprint: ${createHash('sha1').update(head).update(body).digest('hex').toUpperCase()}`];
}

/** All secret keys together, as GnuPG exports them: open where every one is. */
function keyRing(bytes: Buffer, secrets: readonly PgpPacket[]): StoreEntry {
  const states = secrets.map(({ body }) => isOpen(body));
  const entry = { kind: 'private-key', name: null, password: null, note: null } as const;
  if (!states.some((state) => state)) return { ...entry, key: null };
  return { ...entry, key: { kind: 'OpenPGP', text: armored(bytes), extension: '.asc', der: bytes } };
}

/** Numbers of a public key by its algorithm (RFC 9580 §5.5.5): so many big numbers; the curves have an identifier first. */
const NUMBERS: ReadonlyMap<number, { readonly hasCurve: boolean; readonly count: number; readonly hasKdf: boolean }> =
  new Map([
    [1, { hasCurve: false, count: 2, hasKdf: false }],
    [2, { hasCurve: false, count: 2, hasKdf: false }],
    [3, { hasCurve: false, count: 2, hasKdf: false }],
    [16, { hasCurve: false, count: 3, hasKdf: false }],
    [17, { hasCurve: false, count: 4, hasKdf: false }],
    [18, { hasCurve: true, count: 1, hasKdf: true }],
    [19, { hasCurve: true, count: 1, hasKdf: false }],
    [22, { hasCurve: true, count: 1, hasKdf: false }],
  ]);

/** Whether a secret key of version 4 is not locked: the byte after its public part is zero. */
function isOpen(body: Buffer): boolean {
  const shape = NUMBERS.get(body[5] ?? 0);
  if (body[0] !== FINGERPRINTED || shape === undefined) return false;
  let at = 6;
  if (shape.hasCurve) at += 1 + (body[at] ?? 0);
  for (let index = 0; index < shape.count; index += 1) {
    if (at + 2 > body.length) return false;
    at += 2 + Math.ceil(body.readUInt16BE(at) / 8);
  }
  if (shape.hasKdf) at += 1 + (body[at] ?? 0);
  return body[at] === 0;
}

/** RFC 9580 §6, without the checksum, which is optional. */
function armored(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PGP PRIVATE KEY BLOCK-----', '', ...lines, '-----END PGP PRIVATE KEY BLOCK-----', ''].join('\n');
}

const ALGORITHMS: ReadonlySet<number> = new Set([1, 2, 3, 16, 17, 18, 19, 22]);

/** Whether bytes that are no text begin as a ring of keys of version 4 does. */
export function beginsPgpKeys(bytes: Buffer): boolean {
  const [first] = bytes;
  if (first !== 0x94 && first !== 0x95 && first !== 0x98 && first !== 0x99 && first !== 0xc5 && first !== 0xc6)
    return false;
  const [packet] = readPackets(bytes).packets;
  return packet !== undefined && packet.body[0] === FINGERPRINTED && ALGORITHMS.has(packet.body[5] ?? 0);
}
