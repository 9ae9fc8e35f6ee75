import { argon2Sync, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Effort, type PasswordTry, passwordTries } from '../effort.ts';
import { decryptBlocks } from '../encryption/padding.ts';
import { type KeyStore, locked, tooCostly } from '../key-store.ts';
import { sshKind } from './openssh-key.ts';
import { keyEntry } from './read-pem.ts';

const HEAD = /^PuTTY-User-Key-File-([23]): ([A-Za-z0-9@.-]{1,60})\r?\n/;
const KEY_BYTES = 32;
const IV_BYTES = 16;
const MAC_BYTES = 32;
/** KiB that Argon2 may take here; PuTTY takes 8 MiB. It fills one in about the time of one hash called from here. */
const MOST_KIB = 65_536;

/** A PuTTY private key (PPK, formats 2 and 3), opened where a password's seal is right; null for anything else. */
export function readPuttyKey(text: string, passwords: readonly string[]): KeyStore | null {
  const head = HEAD.exec(text);
  if (head === null) return null;
  const file: PuttyFile = { version: head[1] === '2' ? '2' : '3', kind: head[2] ?? '', fields: fieldsOf(text) };
  const cipher = file.fields.get('Encryption') ?? 'none';
  const kind = `${sshKind(file.kind)} in PuTTY format ${file.version}`;
  const title = 'PuTTY private key';
  const base = { facts: [], password: null } as const;
  if (cipher === 'none') {
    const key = { kind, text: null, extension: '.ppk', der: Buffer.alloc(0) } as const;
    const entry = { kind: 'private-key', name: null, key, password: null, note: null } as const;
    return { ...base, title, entries: [entry], unread: null };
  }
  const effort = new Effort();
  const opened = open(file, passwordTries(passwords).slice(2), effort);
  const key = opened && { kind, text: opened.text, extension: '.ppk' as const, der: Buffer.alloc(0) };
  const note = `Encryption: ${cipher} with ${file.version === '2' ? 'SHA-1' : 'Argon 2'}`;
  const entry = keyEntry(opened === null || key === null ? null : { key, by: opened.by }, note);
  const what = 'This PuTTY key';
  const unread = opened !== null ? null : effort.isSpent ? tooCostly(what) : locked(what);
  return { ...base, title, entries: [entry], unread };
}

interface PuttyFile {
  readonly version: '2' | '3';
  readonly kind: string;
  readonly fields: ReadonlyMap<string, string>;
}

const MACS = { '2': 'sha1', '3': 'sha256' } as const;
const FIELD = /^([A-Za-z0-9-]{1,40}): (.{0,400})$/;

/** Its fields; of a number of lines, the lines after it. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/, 2000);
  const fields = new Map<string, string>();
  for (let at = 0; at < lines.length; at += 1) {
    const [, name = '', value = ''] = FIELD.exec(lines[at] ?? '') ?? [];
    if (name === '') continue;
    const count = name.endsWith('-Lines') ? Number(value) : 0;
    fields.set(name, count > 0 ? lines.slice(at + 1, at + 1 + count).join('') : value);
  }
  return fields;
}

interface Keys {
  readonly cipher: Buffer;
  readonly iv: Buffer;
  readonly mac: Buffer;
}

function open(file: PuttyFile, tries: readonly PasswordTry[], effort: Effort) {
  const { fields, version } = file;
  const locked = Buffer.from(fields.get('Private-Lines') ?? '', 'base64');
  const expected = Buffer.from(fields.get('Private-MAC') ?? '', 'hex');
  for (const by of tries) {
    const keys = version === '2' ? sha1Keys(by.text) : argonKeys(fields, by.text, effort);
    const plain = keys === null ? null : decryptBlocks('aes-256-cbc', keys.cipher, keys.iv, locked);
    if (keys === null || plain === null) return null;
    const mac = createHmac(MACS[file.version], keys.mac).update(sealed(file, plain)).digest();
    if (mac.length === expected.length && timingSafeEqual(mac, expected)) return { by, text: openText(file, plain) };
  }
  return null;
}

/** What the seal is over: kind, cipher, comment, public and private key, each after its length. */
function sealed({ kind, fields }: PuttyFile, plain: Buffer): Buffer {
  const publicKey = Buffer.from(fields.get('Public-Lines') ?? '', 'base64');
  const texts = [kind, fields.get('Encryption') ?? '', fields.get('Comment') ?? ''].map((text) => Buffer.from(text));
  return Buffer.concat([...texts, publicKey, plain].flatMap((field) => [lengthOf(field), field]));
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

const sha1 = (...parts: readonly (Buffer | string)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest();

function sha1Keys(password: string): Keys {
  const [zero, one] = [Buffer.from([0, 0, 0, 0]), Buffer.from([0, 0, 0, 1])];
  return {
    cipher: Buffer.concat([sha1(zero, password), sha1(one, password)]).subarray(0, KEY_BYTES),
    iv: Buffer.alloc(IV_BYTES),
    mac: sha1('putty-private-key-file-mac-key', password),
  };
}

function argonKeys(fields: ReadonlyMap<string, string>, password: string, effort: Effort): Keys | null {
  const algorithm = ARGON.get(fields.get('Key-Derivation') ?? '');
  const number = (name: string) => Number(fields.get(`Argon2-${name}`));
  const [memory, passes, parallelism] = [number('Memory'), number('Passes'), number('Parallelism')];
  const nonce = Buffer.from(fields.get('Argon2-Salt') ?? '', 'hex');
  const isSane = memory >= 8 * parallelism && passes >= 1 && parallelism >= 1 && parallelism <= 16 && nonce.length >= 8;
  if (algorithm === undefined || !isSane) return null;
  if (!effort.take(memory > MOST_KIB ? Number.POSITIVE_INFINITY : memory * passes)) return null;
  const tagLength = KEY_BYTES + IV_BYTES + MAC_BYTES;
  const derived = argon2Sync(algorithm, { message: password, nonce, memory, passes, parallelism, tagLength });
  return {
    cipher: derived.subarray(0, KEY_BYTES),
    iv: derived.subarray(KEY_BYTES, KEY_BYTES + IV_BYTES),
    mac: derived.subarray(KEY_BYTES + IV_BYTES),
  };
}

const ARGON = new Map([
  ['Argon2id', 'argon2id'],
  ['Argon2i', 'argon2i'],
  ['Argon2d', 'argon2d'],
] as const) as ReadonlyMap<string, 'argon2id' | 'argon2i' | 'argon2d'>;

/** The key as PuTTY writes one that is not locked. */
function openText({ version, kind, fields: locked }: PuttyFile, plain: Buffer): string {
  const fields = new Map([...locked, ['Encryption', 'none']]);
  const key = version === '2' ? sha1Keys('').mac : Buffer.alloc(0);
  const mac = createHmac(MACS[version], key).update(sealed({ version, kind, fields }, plain)).digest('hex');
  const block = (name: string, base64: string) => {
    const lines = base64.match(/.{1,64}/g) ?? [];
    return [`${name}-Lines: ${lines.length}`, ...lines];
  };
  return [
    `PuTTY-User-Key-File-${version}: ${kind}`,
    'Encryption: none',
    `Comment: ${fields.get('Comment') ?? ''}`,
    ...block('Public', fields.get('Public-Lines') ?? ''),
    ...block('Private', plain.toString('base64')),
    `Private-MAC: ${mac}`,
    '',
  ].join('\n');
}
