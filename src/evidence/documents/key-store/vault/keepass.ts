import { type KeyStore, locked } from '../key-store.ts';

/** The second signature of KeePass 1; KeePass 2 has others. */
const KEEPASS_1 = 0xb54bfb65;
/** Header fields of KDBX that say how it is locked. */
const FIELDS = { end: 0, cipher: 2, rounds: 6, derivation: 11 } as const;
const MOST_FIELDS = 64;

const CIPHERS: ReadonlyMap<string, string> = new Map([
  ['31c1f2e6bf714350be5805216afc5aff', 'AES-256'],
  ['d6038a2b8b6f4cb5a524339a31dbb59a', 'ChaCha20'],
  ['ad68f29f576f4bb9a36ad47af965346c', 'Twofish'],
]);
const DERIVATIONS: ReadonlyMap<string, string> = new Map([
  ['c9d9f39a628a4460bf740d08c18a4fea', 'AES-KDF'],
  ['7c02bb8279a74ac0927d114a00648238', 'AES-KDF'],
  ['ef636ddf8c29444b91f7a9a403e30a0c', 'Argon 2d'],
  ['9e298b1956db4773b23dfc3ec6f0a1e6', 'Argon 2id'],
]);

/** What a KeePass vault (KDB, KDBX) says of itself without its password. */
export function readKeePass(bytes: Buffer): KeyStore | null {
  if (bytes.length < 24) return null;
  const isFirst = bytes.readUInt32LE(4) === KEEPASS_1;
  const version = isFirst ? '1' : `${bytes.readUInt16LE(10)}.${bytes.readUInt16LE(8)}`;
  return {
    title: `KeePass vault (${isFirst ? 'KDB' : 'KDBX'} ${version}), locked`,
    facts: isFirst ? firstFacts(bytes) : [...headerFacts(bytes, bytes.readUInt16LE(10))],
    entries: [],
    password: null,
    unread: locked('This KeePass vault'),
  };
}

/** KDB: flags, version, two seeds, then how many groups and entries; the rounds at the end. */
function firstFacts(bytes: Buffer): readonly string[] {
  if (bytes.length < 124) return [];
  const cipher = (bytes.readUInt32LE(8) & 2) !== 0 ? 'AES-256' : 'Twofish';
  return [
    `Cipher: ${cipher}`,
    `Holds: ${bytes.readUInt32LE(52)} entries in ${bytes.readUInt32LE(48)} groups`,
    `Locked by: AES-KDF (${bytes.readUInt32LE(120)} rounds)`,
  ];
}

function* headerFacts(bytes: Buffer, major: number): Generator<string> {
  const lengthBytes = major >= 4 ? 4 : 2;
  let at = 12;
  for (let count = 0; count < MOST_FIELDS && at + 1 + lengthBytes <= bytes.length; count += 1) {
    const id = bytes[at] ?? 0;
    const length = bytes.readUIntLE(at + 1, lengthBytes);
    const value = bytes.subarray(at + 1 + lengthBytes, at + 1 + lengthBytes + length);
    at += 1 + lengthBytes + length;
    if (id === FIELDS.end || value.length < length) return;
    if (id === FIELDS.cipher) yield `Cipher: ${CIPHERS.get(value.toString('hex')) ?? 'unknown'}`;
    if (id === FIELDS.rounds && length === 8) yield `Locked by: AES-KDF (${value.readBigUInt64LE(0)} rounds)`;
    if (id === FIELDS.derivation) yield derivationFact(value);
  }
}

/** A dictionary of typed values: R is rounds of AES-KDF; I, M, P are iterations, bytes of memory and lanes of Argon2. */
function derivationFact(value: Buffer): string {
  const found = new Map<string, Buffer>();
  let at = 2;
  while (at + 9 <= value.length && value[at] !== 0 && found.size < MOST_FIELDS) {
    const nameLength = value.readUInt32LE(at + 1);
    const nameEnd = at + 5 + nameLength;
    if (nameEnd + 4 > value.length) break;
    const length = value.readUInt32LE(nameEnd);
    found.set(value.toString('latin1', at + 5, nameEnd), value.subarray(nameEnd + 4, nameEnd + 4 + length));
    at = nameEnd + 4 + length;
  }
  const number = (name: string) => {
    const bytes = found.get(name);
    return bytes === undefined || bytes.length < 4 ? null : bytes.readUInt32LE(0);
  };
  const name = DERIVATIONS.get(found.get('$UUID')?.toString('hex') ?? '') ?? 'unknown';
  const rounds = number('R') ?? number('I');
  const [memory, lanes] = [number('M'), number('P')];
  const facts = [
    ...(rounds === null ? [] : [`${rounds} rounds`]),
    ...(memory === null ? [] : [`${Math.round(memory / 1024 / 1024)} MiB`]),
    ...(lanes === null ? [] : [`${lanes} lanes`]),
  ];
  return `Locked by: ${name} (${facts.join(', ')})`;
}
