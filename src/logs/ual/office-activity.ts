import type { RawObject } from '../record/raw-object.ts';
import { bareName, fieldsOf } from '../record/record-fields.ts';

/** Columns that are read under the audit log's own names, or say nothing of the event. */
const RENAMED: ReadonlySet<string> = new Set(
  `officeid sourcerecordid timegenerated starttime officeworkload officeobjectid logontype clientip clientipaddress actoripaddress tenantid
   sourcesystem type mg`.split(/\s+/),
);

/** A row of Sentinel's OfficeActivity table, which renames columns of the unified audit log and writes arrays as text, as that log's record. */
export function officeActivity(row: RawObject): RawObject {
  const field = fieldsOf(row);
  const rest = Object.entries(row).filter(
    ([name, value]) => value !== '' && !RENAMED.has(bareName(name)) && !name.endsWith('_'),
  );
  return {
    ...Object.fromEntries(rest),
    Id: field('officeid', 'sourcerecordid'),
    CreationTime: field('timegenerated', 'starttime'),
    Workload: field('officeworkload'),
    ObjectId: field('officeobjectid'),
    LogonType: field('logontype'),
    ClientIP: field('clientip', 'clientipaddress'),
    ActorIpAddress: field('actoripaddress'),
  };
}
