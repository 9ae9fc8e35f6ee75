import type { Mapping } from '../mapping/mapping.ts';
import type { Mask, MaskModule } from './block-order.ts';

/** A log file to read. */
export interface LogInput {
  readonly path: string;
  /** Id of the file in the case; becomes `file_id` and part of the Parquet files' names. Letters, digits, dot, dash, underscore. */
  readonly fileId: string;
  /** The file as losses name it, relative to the path the user gave; the file's name unless given. */
  readonly source?: string;
  /** Of a zip of several things, the members that are logs; the others are read elsewhere. All of them unless given. */
  readonly members?: ReadonlySet<string>;
}

/** How far reading is. */
export interface LogProgress {
  readonly records: number;
  /** Bytes of the log read so far, decompressed. */
  readonly bytes: number;
  /** Bytes there are; null for a compressed log. */
  readonly totalBytes: number | null;
}

export interface IngestOptions {
  /** Folder of the event table, inside the case; files come to `source=…/day=…/FILE-ID.parquet` below it. */
  readonly outDir: string;
  readonly onProgress?: (progress: LogProgress) => void;
  /** MiB DuckDB may use; 512 unless given. */
  readonly memoryMib?: number;
  /** Records that are read at once; 20,000 unless given. Changes memory and time, never what stands in the table. */
  readonly blockRows?: number;
  /**
   * Masks known secrets in what people typed into commands, beside what is masked by name. A function keeps reading in this thread; a
   * module lets each thread make its own.
   */
  readonly mask?: Mask | MaskModule | null;
  /** How logs of other products are read, beside the mappings that are shipped. */
  readonly mappings?: readonly Mapping[];
}
