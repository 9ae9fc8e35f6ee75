import { knownNamesOf } from './known-names.ts';
import type { RawObject } from './raw-object.ts';
import { bareName } from './record-fields.ts';
import { lookOf, type RecordLook } from './record-look.ts';

/** What the names of a record's fields alone say. A log has few of them: each is worked out once. */
export interface RecordForm {
  readonly look: RecordLook | null;
  /** Whether it is of the unified audit log, or an export's row around such a record. */
  readonly isAudit: boolean;
  /** Fields that are written in another way than Microsoft documents them, and how it does; null where none is. */
  readonly documented: ReadonlyMap<string, string> | null;
}

const MOST_FORMS = 2000;
const LONGEST_NAMES = 20_000;
const forms = new Map<string, RecordForm>();

/** The form of a record, by the names of its fields in their order. */
export function formOf(record: RawObject): RecordForm {
  const keys = Object.keys(record);
  const names = `${keys.length}\n${keys.join('\n')}`;
  const known = forms.get(names);
  if (known !== undefined) return known;
  const isAudit = keys.some((key) => AUDIT.has(bareName(key)));
  const form = { look: lookOf(keys), isAudit, documented: knownNamesOf(keys, isAudit) };
  if (forms.size >= MOST_FORMS) forms.clear();
  if (names.length <= LONGEST_NAMES) forms.set(names, form);
  return form;
}

const AUDIT: ReadonlySet<string> = new Set(['auditdata', 'creationtime']);
