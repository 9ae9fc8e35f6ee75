import type { SourceRole } from '../case/index.ts';
import { recogniseDirectory } from '../directory/index.ts';
import { listsFilesBeside, recogniseSource, type Source } from '../evidence/index.ts';
import { recogniseManifest } from '../intake/index.ts';
import { recogniseLog } from '../logs/index.ts';
import { recogniseAuditSettings, recogniseIndicators } from '../review/index.ts';

/** What a file is to a case, and in which shape. */
export interface RecognisedRole {
  readonly kind: SourceRole;
  /** The format found; "unrecognised" where the user said what it is and we know no such format. */
  readonly shape: string;
}

/** What may be a table without a header that tells it. */
const TABLES: ReadonlySet<SourceRole> = new Set(['manifest', 'accounts', 'indicators', 'networks', 'mapping']);

/** What is no log beyond doubt, though a folder of logs holds it. */
const EXPORTS: ReadonlySet<SourceRole> = new Set(['settings', 'directory']);

/** What is mail beyond doubt, though it may look like a list too. */
export const MAIL: ReadonlySet<string> = new Set(['mbox', 'message', 'emlx', 'graph', 'tnef']);

/**
 * Tells by content what a file is to the case; anything that is no log, export of settings or the directory, list of indicators, manifest or list of accounts is
 * evidence to read.
 * @param head its first bytes, decompressed where it is gzip.
 * @param as what the user says it is; null lets content decide.
 * @param inFolder whether the user said it of a folder that the file is in.
 */
export async function recogniseRole(
  source: Source,
  head: Uint8Array,
  as: SourceRole | null,
  inFolder = false,
): Promise<RecognisedRole> {
  const mail = recogniseSource(head).kind;
  if (as === null && mail === 'load-file' && listsFilesBeside(source, head)) return { kind: 'mail', shape: mail };
  if (as === 'mail') return { kind: 'mail', shape: mail };
  const found = MAIL.has(mail) ? null : await exportRole(head);
  if (as === null) return found ?? { kind: 'mail', shape: mail };
  if (found?.kind === as) return found;
  if (inFolder && as === 'logs') {
    // What a collector writes beside its logs is told by its content; what it found nothing of is an empty file.
    if (found !== null && EXPORTS.has(found.kind)) return found;
    if (source.size === 0) return { kind: 'logs', shape: 'empty' };
  }
  return { kind: as, shape: TABLES.has(as) ? 'table' : 'unrecognised' };
}

/** What a file is by its first bytes, where it is no mail; null where it is no log, export or list. */
export async function exportRole(head: Uint8Array): Promise<RecognisedRole | null> {
  const log = recogniseLog(head);
  if (log !== null) return { kind: 'logs', shape: log.name };
  if (recogniseAuditSettings(head)) return { kind: 'settings', shape: 'audit-settings' };
  if (recogniseDirectory(head)) return { kind: 'directory', shape: 'graph-export' };
  const indicators = recogniseIndicators(head);
  if (indicators !== null) return { kind: 'indicators', shape: indicators };
  const table = await recogniseManifest(head);
  return table === null ? null : { kind: table, shape: 'table' };
}
