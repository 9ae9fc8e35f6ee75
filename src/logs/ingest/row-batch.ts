import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { EventRow } from '../event/event-row.ts';
import { wellFormedJson } from '../record/well-formed-json.ts';

const WRITE_CHARACTERS = 1024 * 1024;
/** A UTF-16 unit is at most three bytes of UTF-8. */
const MAX_UTF8_BYTES = 3;

/** Event rows on their way to Parquet, as NDJSON in the staging folder; duplicates of a row within the batch only raise its copies. */
export class RowBatch {
  readonly rowsPath: string;
  readonly repeatsPath: string;
  readonly #file: number;
  readonly #ids = new Set<string>();
  readonly #extraCopies = new Map<string, number>();
  #lines: string[] = [];
  #waiting = 0;
  #characters = 0;
  #longest = 0;

  constructor(folder: string, name: string) {
    this.rowsPath = join(folder, `${name}.ndjson`);
    this.repeatsPath = join(folder, `${name}.repeats.ndjson`);
    this.#file = openSync(this.rowsPath, 'wx', 0o600);
  }

  /** Distinct rows so far. */
  get rows(): number {
    return this.#ids.size;
  }

  get characters(): number {
    return this.#characters;
  }

  /** Bytes no line is longer than. */
  get lineBytes(): number {
    return this.#longest * MAX_UTF8_BYTES + 1;
  }

  get hasRepeats(): boolean {
    return this.#extraCopies.size > 0;
  }

  add(row: EventRow): void {
    const id = row.event_id;
    if (this.#ids.has(id)) {
      this.#extraCopies.set(id, (this.#extraCopies.get(id) ?? 0) + 1);
      return;
    }
    this.#ids.add(id);
    const line = wellFormedJson(row);
    this.#lines.push(line);
    this.#waiting += line.length;
    this.#longest = Math.max(this.#longest, line.length);
    if (this.#waiting > WRITE_CHARACTERS) this.#write();
  }

  /** Writes what waits, and the repeats beside it. */
  close(): void {
    this.#write();
    closeSync(this.#file);
    if (!this.hasRepeats) return;
    const repeats = openSync(this.repeatsPath, 'wx', 0o600);
    for (const [event_id, extra] of this.#extraCopies) writeSync(repeats, `${JSON.stringify({ event_id, extra })}\n`);
    closeSync(repeats);
  }

  #write(): void {
    if (this.#lines.length > 0) writeSync(this.#file, `${this.#lines.join('\n')}\n`);
    this.#characters += this.#waiting;
    this.#lines = [];
    this.#waiting = 0;
  }
}
