import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../core/index.ts';
import { type Signer, verifySignature } from './signature.ts';

/** One link: what was recorded, and the hash of the link before. */
export interface ChainEntry {
  /** 1 for the first entry, without holes. */
  readonly seq: number;
  /** Recorded time. */
  readonly at: string;
  readonly kind: string;
  readonly body: { readonly [key: string]: Json };
  /** Hash of the entry before; 64 zeros for the first. */
  readonly prev: string;
}

/** An entry as it stands in the file: one line of canonical JSON. */
export interface SealedEntry {
  readonly entry: ChainEntry;
  /** SHA-256 of the canonical JSON of `entry`, lower-case hexadecimal. */
  readonly hash: string;
  /** Ed25519 signature of the hash's text, base64url. */
  readonly signature: string;
}

export const CHAIN_START = '0'.repeat(64);

/** Seals the entry that follows `prev`. */
export function sealEntry(entry: ChainEntry, signer: Signer): SealedEntry {
  const hash = hashOfEntry(entry);
  return { entry, hash, signature: signer.sign(Buffer.from(hash)) };
}

/** The line of a sealed entry, without line end. */
export function lineOf(sealed: SealedEntry): string {
  return canonicalJson(sealed as unknown as Json);
}

export type ChainVerdict =
  | { readonly state: 'intact'; readonly entries: number; readonly head: string }
  | { readonly state: 'broken'; readonly line: number; readonly reason: string };

/** Checks a chain line by line against the public key: numbering, links, hashes, signatures. Every byte is attacker-controlled. */
export function verifyChain(lines: Iterable<string>, publicKey: string): ChainVerdict {
  let head = CHAIN_START;
  let entries = 0;
  for (const line of lines) {
    const sealed = readSealedLine(line);
    const reason = sealed === null ? 'not an entry' : faultOf(sealed, entries + 1, head, publicKey);
    if (sealed === null || reason !== null)
      return { state: 'broken', line: entries + 1, reason: reason ?? 'not an entry' };
    head = sealed.hash;
    entries += 1;
  }
  return { state: 'intact', entries, head };
}

/** Reads one line of a chain. @returns null where it is no sealed entry. */
export function readSealedLine(line: string): SealedEntry | null {
  try {
    const value = JSON.parse(line) as Partial<SealedEntry> | null;
    if (value === null || typeof value !== 'object' || typeof value.entry !== 'object' || value.entry === null)
      return null;
    const { seq, at, kind, body, prev } = value.entry;
    const shaped =
      Number.isSafeInteger(seq) &&
      [at, kind, prev, value.hash, value.signature].every((text) => typeof text === 'string') &&
      typeof body === 'object' &&
      body !== null;
    return shaped ? (value as SealedEntry) : null;
  } catch {
    return null;
  }
}

function faultOf(sealed: SealedEntry, seq: number, prev: string, publicKey: string): string | null {
  if (sealed.entry.seq !== seq) return `entry ${sealed.entry.seq} stands where ${seq} belongs`;
  if (sealed.entry.prev !== prev) return 'does not follow the entry before it';
  if (hashOfEntry(sealed.entry) !== sealed.hash) return 'was changed after it was written';
  if (!verifySignature(publicKey, Buffer.from(sealed.hash), sealed.signature)) return 'is not signed with the case key';
  return null;
}

function hashOfEntry(entry: ChainEntry): string {
  return createHash('sha256')
    .update(canonicalJson(entry as unknown as Json))
    .digest('hex');
}
