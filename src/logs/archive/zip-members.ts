import { readZipIndex, type ZipEntry } from './zip-index.ts';
import { zipMemberBytes } from './zip-member.ts';

/** A file in a zip that can be read here: neither encrypted nor packed in an uncommon way. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: number;
  /** Its first bytes, unpacked. @param most of them. */
  readonly head: (most: number) => Promise<Uint8Array>;
}

const isReadable = ({ isEncrypted, method }: ZipEntry) => !isEncrypted && (method === 0 || method === 8);

/**
 * The files of a zip by its own index, folders and empty files left out.
 * @returns those that can be read here, and how many cannot; null where there is no index.
 * @throws LogsError `not-found`, `no-permission`.
 */
export async function zipMembers(
  path: string,
): Promise<{ readonly members: readonly ZipMember[]; readonly others: number } | null> {
  const index = await readZipIndex(path);
  if (index === null) return null;
  const entries = index.entries.filter(({ bytes }) => bytes > 0);
  const members = entries
    .filter(isReadable)
    .map((entry) => ({ name: entry.name, bytes: entry.bytes, head: (most: number) => firstBytes(path, entry, most) }));
  return { members, others: entries.length - members.length + index.beyond };
}

/**
 * A whole member of a zip.
 * @param most the most bytes it may have.
 * @returns null where it is larger, damaged, or not there.
 * @throws LogsError `not-found`, `no-permission`.
 */
export async function zipMemberContent(path: string, name: string, most: number): Promise<Uint8Array | null> {
  const index = await readZipIndex(path);
  const entry = index?.entries.find((one) => one.name === name);
  if (entry === undefined || !isReadable(entry) || entry.bytes > most) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  const bytes = zipMemberBytes(path, entry);
  for (;;) {
    const next = await bytes.next();
    if (next.done === true) return next.value.state === 'whole' ? Buffer.concat(chunks) : null;
    length += next.value.length;
    // What the index says of its length need not be true.
    if (length > most) return null;
    chunks.push(next.value);
  }
}

async function firstBytes(path: string, entry: ZipEntry, most: number): Promise<Uint8Array> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of zipMemberBytes(path, entry)) {
    kept.push(chunk);
    length += chunk.length;
    if (length >= most) break;
  }
  return Buffer.concat(kept).subarray(0, most);
}
