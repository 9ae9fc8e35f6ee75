/** What a row of a detection's answer means. */
export const ANSWERS = ['raised', 'no-baseline', 'set-aside', 'not-answerable'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The columns every detection gives; what it selects besides must be declared under `summary`. */
export const ANSWER_COLUMNS = [
  'answer',
  'principal',
  'mailbox',
  'application',
  'from',
  'until',
  'ip',
  'count',
  'sources',
  'days',
  'event_ids',
] as const;
