import { stat } from 'node:fs/promises';
import type { LossReason } from '../../core/index.ts';
import { isZip } from '../archive/zip-head.ts';
import { readZipIndex, type ZipEntry } from '../archive/zip-index.ts';
import { zipMemberBytes } from '../archive/zip-member.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { LogShape } from '../shape/log-shape.ts';
import { recogniseAnyLog } from '../shape/recognise-log.ts';
import type { BytesEnd } from './bytes-end.ts';
import { HEAD_BYTES, headOfFile, logBytes } from './log-bytes.ts';

/** One log of a file: the file itself, or a member of the archive that it is. */
export interface LogPart {
  /** Path inside the archive; null where the file itself is the log. */
  readonly member: string | null;
  readonly shape: LogShape;
  /** Bytes there are to read; null where the log is compressed. */
  readonly totalBytes: number | null;
  /** Its bytes, unpacked and as UTF-8. */
  readonly bytes: () => AsyncGenerator<Buffer, BytesEnd>;
}

/** A log, or what of an archive could not be read as one. */
export type FoundPart =
  | { readonly kind: 'log'; readonly part: LogPart }
  | { readonly kind: 'loss'; readonly member: string | null; readonly reason: LossReason; readonly detail: string };

/**
 * The logs of a file: one, or one for each member of a zip, in the order of its index. Nothing where the file is no log.
 * @param members those of a zip that are looked at; null for all.
 * @throws LogsError `not-found`, `no-permission`.
 */
export async function* logParts(
  path: string,
  mappings: readonly Mapping[],
  members: ReadonlySet<string> | null = null,
): AsyncGenerator<FoundPart, void> {
  const head = await headOfFile(path);
  if (isZip(head)) yield* zipParts(path, mappings, members);
  else {
    const shape = recogniseAnyLog(head, mappings);
    if (shape === null) return;
    const { size } = await stat(path);
    const totalBytes = shape.compression === 'none' ? size : null;
    yield { kind: 'log', part: { member: null, shape, totalBytes, bytes: () => logBytes(path, shape, size) } };
  }
}

async function* zipParts(
  path: string,
  mappings: readonly Mapping[],
  members: ReadonlySet<string> | null,
): AsyncGenerator<FoundPart, void> {
  const index = await readZipIndex(path);
  if (index === null) {
    yield { kind: 'loss', member: null, reason: 'damaged', detail: 'The zip has no readable index. Get it again.' };
    return;
  }
  for (const entry of index.entries) {
    if (entry.bytes > 0 && (members === null || members.has(entry.name))) yield await zipPart(path, entry, mappings);
  }
  if (index.beyond > 0) {
    const detail = `The zip has more entries than are read of one; the last ${index.beyond} were not. Extract it and add its folder.`;
    yield { kind: 'loss', member: null, reason: 'over-budget', detail };
  }
}

async function zipPart(path: string, entry: ZipEntry, mappings: readonly Mapping[]): Promise<FoundPart> {
  const member = entry.name;
  const loss = (reason: LossReason, detail: string): FoundPart => ({ kind: 'loss', member, reason, detail });
  if (entry.isEncrypted) return loss('encrypted', 'The member is encrypted. Extract it with its password and add it.');
  if (entry.method !== 0 && entry.method !== 8)
    return loss('unsupported', 'The member is packed in a way this program does not read. Extract it and add it.');
  const shape = recogniseAnyLog(await headOfMember(path, entry), mappings);
  if (shape === null)
    return loss(
      'unrecognised',
      'The member is no log that this program knows. Where it is mail or a document, extract it and add it.',
    );
  return {
    kind: 'log',
    part: { member, shape, totalBytes: null, bytes: () => logBytes(zipMemberBytes(path, entry), shape) },
  };
}

async function headOfMember(path: string, entry: ZipEntry): Promise<Buffer> {
  const kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of zipMemberBytes(path, entry)) {
    kept.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(kept).subarray(0, HEAD_BYTES);
}
