import { type Instant, instantFromMilliseconds } from '../../core/index.ts';
import type { RawObject } from '../record/raw-object.ts';
import { readTime } from '../record/read-time.ts';
import { bareName } from '../record/record-fields.ts';

/** Names under which logs write when something happened, bare; the likelier first. */
const TIME_NAMES =
  `timestamp timecreated time timegenerated eventtime eventtimestamp datetime date dateutc creationtime createddatetime creationdate
  activitydatetime published created createdat occurredat starttime logtime ts at when received startdate`.split(/\s+/);

/** Seconds and milliseconds since 1970 of the years 2000 to 2100. */
const FROM_SECONDS = 946_684_800;
const UNTIL_SECONDS = 4_102_444_800;

/** The time of a record of no kind we know, by the names logs give it; null where none of its fields is a time. */
export function recordTime(record: RawObject): Instant | null {
  const byName = new Map<string, unknown>();
  for (const name in record) byName.set(bareName(name), record[name]);
  for (const name of TIME_NAMES) {
    const at = readTime(byName.get(name)) ?? epochTime(byName.get(name));
    if (at !== null) return at;
  }
  return null;
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, as a number or its text. */
function epochTime(value: unknown): Instant | null {
  const number = typeof value === 'string' && /^\d{9,19}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number') return null;
  for (const unit of [1, 1e3, 1e6, 1e9]) {
    const seconds = number / unit;
    if (seconds >= FROM_SECONDS && seconds < UNTIL_SECONDS) return instantFromMilliseconds(Math.trunc(seconds * 1000));
  }
  return null;
}
