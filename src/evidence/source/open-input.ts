import type { Shortfall } from '../shortfall.ts';
import type { Source } from '../source.ts';
import { type ByteInput, type OnBytes, streamInput } from './byte-input.ts';
import { fileMedium } from './file-medium.ts';
import type { Medium } from './medium.ts';
import { codeOf } from './system-error.ts';

/** Opens a source's bytes: a file, standard input, or the iterable given instead. Why not, where it cannot be opened. */
export async function openInput(
  source: Source,
  onBytes: OnBytes,
  input: AsyncIterable<Uint8Array> | undefined,
): Promise<Medium | Shortfall> {
  if (input !== undefined) return streamMedium(input, onBytes);
  if (source.path === '-') return streamMedium(process.stdin, onBytes);
  try {
    return await fileMedium(source.path, onBytes);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOENT') {
      return {
        reason: 'not-found',
        detail: 'The file is no longer there; it was moved or removed since it was found.',
      };
    }
    return {
      reason: 'no-permission',
      detail: `The file may not be read (${code}); give this user the right to read it and run again.`,
    };
  }
}

function streamMedium(chunks: AsyncIterable<Uint8Array>, onBytes: OnBytes): Medium {
  return { input: streamInput(chunks, onBytes), size: null, access: null, damage: () => null };
}

/** An input whose failure to read (a bad disk, a broken pipe) ends it and is remembered. */
interface WatchedInput extends ByteInput {
  readonly damage: () => Shortfall | null;
}

/** Turns a failing read into an end, so that what came before it is still read. */
export function watchReads(input: ByteInput): WatchedInput {
  let damage: Shortfall | null = null;
  const read = async (into: Buffer) => {
    try {
      return await input.read(into);
    } catch (cause) {
      damage = {
        reason: 'damaged',
        detail: `Reading broke off (${codeOf(cause)}); what came before was read. Copy the file from another medium and add it again.`,
      };
      return 0;
    }
  };
  return { ...input, read, damage: () => damage };
}
