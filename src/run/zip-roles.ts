import type { SourceRole, SourceRow, Store } from '../case/index.ts';
import { recogniseSource } from '../evidence/index.ts';
import { HEAD_BYTES, recogniseAnyLog, type ZipMember, zipMembers } from '../logs/index.ts';
import { exportRole, MAIL, type RecognisedRole } from './recognise-role.ts';

/** What a zip holds, where it is several things. */
export interface ZipRoles {
  /** Members that are logs; they are read as one. */
  readonly logs: ReadonlySet<string>;
  /** Members that are exports or lists of other kinds, each a source of its own. */
  readonly exports: readonly (RecognisedRole & { readonly member: string })[];
  /** Members that look like a manifest or a list of accounts; only the user can say that they are, so they are evidence to read. */
  readonly tables: readonly string[];
  /** Whether there is more: mail, documents, or what cannot be looked into here. */
  readonly isMore: boolean;
}

/** Tables that any archive of documents may hold count as such only where the user says so. */
const TOLD: ReadonlySet<SourceRole> = new Set(['directory', 'settings', 'indicators']);
/** A format of its own that is made of a zip. */
const DOCUMENT = /^(?:\[Content_Types\]\.xml|mimetype|META-INF\/MANIFEST\.MF|index\.xml)$/i;
/** Names of what is mail or a document beyond doubt: not worth unpacking its first bytes. */
const OTHER =
  /\.(?:eml|emlx|msg|pst|ost|mbox|ics|vcf|jpe?g|png|gif|tiff?|pdf|docx?|xlsx?|pptx?|html?|zip|gz|7z|rar|exe|dll)$/i;

/**
 * Looks into a zip member by member.
 * @returns null where it is to be read as one thing: all of it logs, none of it logs or exports, or a format of its own.
 */
export async function zipRoles(path: string): Promise<ZipRoles | null> {
  const zip = await zipMembers(path);
  if (zip === null || zip.members.some(({ name }) => DOCUMENT.test(name))) return null;
  const told: { readonly member: string; readonly role: RecognisedRole | null }[] = [];
  // One after the other: the first bytes of thousands together would fill the memory.
  for (const [at, member] of zip.members.entries())
    told.push({ member: member.name, role: at < MOST_LOOKED_AT ? await roleOf(member) : null });
  const isLog = ({ role }: (typeof told)[number]) => role?.kind === 'logs';
  const anyLog = told.some((one) => isLog(one) && one.role?.shape !== UNKNOWN);
  const logs = new Set(told.filter((one) => anyLog && isLog(one)).map(({ member }) => member));
  const exports = told.flatMap(({ member, role }) => (role !== null && isTold(role) ? [{ member, ...role }] : []));
  const tables = told.filter(({ role }) => role !== null && role.kind !== 'logs' && !isTold(role));
  const isMore = logs.size + exports.length < zip.members.length || zip.others > 0;
  // As far as it was looked at: a log for every hour of a year is one thing too.
  const isAllLogs = logs.size === Math.min(told.length, MOST_LOOKED_AT) && zip.others === 0;
  const isOneThing = exports.length === 0 && (logs.size === 0 || isAllLogs);
  return isOneThing ? null : { logs, exports, tables: tables.map(({ member }) => member), isMore };
}

/** Members whose first bytes are looked at; what comes after them is read as evidence. */
const MOST_LOOKED_AT = 2000;

const UNKNOWN = 'unknown';
const isTold = ({ kind, shape }: RecognisedRole) => TOLD.has(kind) && shape !== 'indicator-table';

/** Records of no kind we know are logs where they stand beside some that are. */
async function roleOf(member: ZipMember): Promise<RecognisedRole | null> {
  if (OTHER.test(member.name)) return null;
  const head = await member.head(HEAD_BYTES);
  if (MAIL.has(recogniseSource(head).kind)) return null;
  const role = await exportRole(head);
  if (role !== null) return role;
  return recogniseAnyLog(head) === null ? null : { kind: 'logs', shape: UNKNOWN };
}

/** What the zip that a source is holds beside it, where the case reads it as several things. */
export async function rolesBeside(store: Store, { id, path, member }: SourceRow): Promise<ZipRoles | null> {
  if (member !== null) return null;
  const beside = store.get('SELECT 1 FROM sources WHERE path = ? AND id <> ?', path, id);
  return beside === null ? null : zipRoles(path);
}
