import { open } from 'node:fs/promises';
import { MAX_RECORD_BYTES } from '../../core/index.ts';
import { headOfFile, logBytes, readHead } from '../ingest/log-bytes.ts';
import { logParts } from '../ingest/log-parts.ts';
import { fileError, LogsError } from '../logs-error.ts';

/** The place of a raw record, as the event table's columns `raw_start` and `raw_end` have it. */
export interface RawPlace {
  /** The archive's member that it stands in (`raw_member`); the file itself unless given. */
  readonly member?: string | null;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads one raw record again from the evidence.
 * @param path the log file it came from.
 * @returns its bytes, decompressed and as UTF-8.
 * @throws LogsError `not-found`, `no-permission`; `bad-place` where the file has no such bytes (it has changed).
 *
 * @example
 * const bytes = await readRawRecord('AuditLog.csv', { start: row.raw_start, end: row.raw_end });
 */
export async function readRawRecord(path: string, place: RawPlace): Promise<Uint8Array> {
  const length = place.end - place.start;
  if (!(place.start >= 0 && length > 0 && length <= MAX_RECORD_BYTES)) throw badPlace(path);
  const member = place.member ?? null;
  const bytes = member === null ? await readFromFile(path, place) : await readFromMember(path, member, place);
  if (bytes.length < length) throw badPlace(path);
  return bytes;
}

async function readFromFile(path: string, place: RawPlace): Promise<Buffer> {
  const { form } = readHead(await headOfFile(path));
  const isPlain = form.compression === 'none' && form.encoding === 'utf-8';
  return isPlain ? readAt(path, place) : readThrough(logBytes(path, form), place);
}

async function readFromMember(path: string, member: string, place: RawPlace): Promise<Buffer> {
  for await (const found of logParts(path, [])) {
    if (found.kind === 'log' && found.part.member === member) return readThrough(found.part.bytes(), place);
  }
  throw badPlace(path);
}

async function readAt(path: string, place: RawPlace): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const length = place.end - place.start;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, place.start);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileError(path, cause);
  }
}

async function readThrough(chunks: AsyncGenerator<Buffer>, place: RawPlace): Promise<Buffer> {
  const kept: Buffer[] = [];
  let at = 0;
  for await (const chunk of chunks) {
    const from = Math.max(0, place.start - at);
    if (from < chunk.length) kept.push(chunk.subarray(from, place.end - at));
    at += chunk.length;
    if (at >= place.end) break;
  }
  return Buffer.concat(kept);
}

function badPlace(path: string): LogsError {
  return new LogsError(
    'bad-place',
    `${path} has no record at this place`,
    'The file has changed since it was added.',
    3,
  );
}
