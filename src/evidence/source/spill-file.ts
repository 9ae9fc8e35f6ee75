import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RandomAccess } from './random-access.ts';
import { readFully } from './read-fully.ts';
import { codeOf } from './system-error.ts';

const CIPHER = 'aes-256-ctr';
const BLOCK = 16;

/** Bytes put aside on disk for as long as this process lives. */
export interface SpillFile {
  /** Adds bytes at the end. @throws the system's error where they cannot be written. */
  readonly append: (bytes: Buffer) => void;
  /** What was added, at any place; closing it removes the file. */
  readonly access: () => RandomAccess;
  readonly close: () => void;
}

/**
 * Makes a file for bytes that stand nowhere else at random access. It is encrypted (AES-256-CTR) with a key of its own that never leaves memory,
 * readable by this user alone, and has no name any more once it is open, where the system allows that: a kill leaves nothing, and nothing readable.
 * @param folder made where it is not there.
 * @throws the system's error where the file cannot be made.
 */
export function spillFile(folder: string): SpillFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `spill-${randomBytes(8).toString('hex')}`);
  const file = openSync(path, 'wx+', 0o600);
  const isNameless = removed(path);
  const key = randomBytes(32);
  const cipher = createCipheriv(CIPHER, key, Buffer.alloc(BLOCK));
  let size = 0;
  const close = () => {
    closeSync(file);
    if (!isNameless) removed(path);
  };
  return {
    append: (bytes) => {
      const hidden = cipher.update(bytes);
      for (let at = 0; at < hidden.length; ) at += writeSync(file, hidden, at, hidden.length - at, size + at);
      size += hidden.length;
    },
    access: () => spilled(file, key, size, close),
    close,
  };
}

function spilled(file: number, key: Buffer, size: number, close: () => void): RandomAccess {
  let fault: string | null = null;
  const read = (position: number, length: number): Buffer => {
    const from = Math.max(0, position);
    const to = Math.min(size, from + Math.max(0, length));
    if (to <= from) return Buffer.alloc(0);
    const block = Math.floor(from / BLOCK);
    const hidden = Buffer.allocUnsafe(to - block * BLOCK);
    try {
      const held = hidden.subarray(0, readFully(file, hidden, block * BLOCK));
      return createDecipheriv(CIPHER, key, counterAt(block))
        .update(held)
        .subarray(from - block * BLOCK);
    } catch (error) {
      fault ??= codeOf(error, 'the spill file cannot be read');
      return Buffer.alloc(0);
    }
  };
  return { size, read, fault: () => fault, close };
}

/** The counter block of a place: it counts blocks from nought, as each file has a key of its own. */
function counterAt(block: number): Buffer {
  const counter = Buffer.alloc(BLOCK);
  counter.writeBigUInt64BE(BigInt(block), BLOCK - 8);
  return counter;
}

/** Whether the name could be taken away; some systems keep it while the file is open. */
function removed(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch {
    return false;
  }
}
