import { existsSync } from 'node:fs';
import { CaseError, checkSame, type SourceRow, UNREADABLE } from '../case/index.ts';
import { type Loss, type LossReason, sourceProvenance } from '../core/index.ts';
import type { Source } from '../evidence/index.ts';

/** The loss of a source whose file is gone or is not the one that was added; null where it is as it was. */
export function sourceFault(source: SourceRow): Loss | null {
  if (source.shape === UNREADABLE) {
    // Bytes that are no UTF-8 are listed as U+FFFD, and by that name nothing is there.
    if (source.path.includes('\u{FFFD}') && !existsSync(source.path)) {
      return sourceLoss(
        source,
        'unsupported',
        'Its name is not UTF-8, and it is not read; rename it and add it again.',
      );
    }
    return sourceLoss(
      source,
      'no-permission',
      'It could not be read when it was added; allow reading it and add it again.',
    );
  }
  if (!existsSync(source.path)) {
    const next = 'if it has moved, `postbreach relink` points the case to it';
    return sourceLoss(source, 'not-found', `${source.path} is not there any more; ${next}.`);
  }
  try {
    checkSame(source, source.path);
    return null;
  } catch (error) {
    if (error instanceof CaseError) return sourceLoss(source, 'changed-while-read', `${error.message}. ${error.next}`);
    return sourceLoss(source, 'no-permission', `${source.path} may not be read; allow reading it and run again.`);
  }
}

/** The loss of a whole source. @param detail one plain sentence. */
export function sourceLoss(source: SourceRow, reason: LossReason, detail: string): Loss {
  return { level: 'source', reason, detail, provenance: sourceProvenance(source.relative, [0, source.size]) };
}

/** What the reader is given for a row. A file that stood in a Maildir is a message whatever it looks like. */
export function sourceOfRow(row: Pick<SourceRow, 'path' | 'relative' | 'size' | 'shape'>): Source {
  const { path, relative, size } = row;
  return row.shape === MAILDIR ? { path, relative, size, place: 'maildir' } : { path, relative, size };
}

/** Shape of a row whose file stands in a Maildir. */
export const MAILDIR = 'maildir';
