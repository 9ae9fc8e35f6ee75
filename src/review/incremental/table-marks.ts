/** What the event table holds of one source on one UTC day. */
export interface DayMark {
  readonly day: string;
  readonly source: string;
  /** Equal only where the events are: made of the contents of the files, and of which of their rows stand for records of several. */
  readonly mark: string;
}

/** By what two event tables are told apart without reading them. */
export interface TableMarks {
  /** Of what is joined to every event: whose networks addresses are in, and the one name of a principal. */
  readonly joined: string;
  /** By day and source. */
  readonly days: readonly DayMark[];
}
