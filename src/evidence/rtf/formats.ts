import type { GroupState } from './group-state.ts';

/** Half-points of `\fs` that nobody reads. */
const TINY = 2;

/** What a formatting word does to its group; `value` is null where the word has no number. */
export type Format = (state: GroupState, value: number | null) => void;

const background: Format = (state, value) => {
  if (state.background !== null) state.background = value ?? 0;
};

/** Words of formatting on which it depends whether a reader sees the text. */
export const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  [
    'v',
    (state, value) => {
      state.isHidden = value !== 0;
    },
  ],
  [
    'deleted',
    (state, value) => {
      state.isDeleted = value !== 0;
    },
  ],
  [
    'fs',
    (state, value) => {
      state.isTiny = value !== null && value <= TINY;
    },
  ],
  [
    'cf',
    (state, value) => {
      state.color = value ?? 0;
    },
  ],
  ['cb', background],
  ['chcbpat', background],
  ['highlight', background],
  [
    'cbpat',
    (state, value) => {
      state.paragraphBackground = value ?? 0;
    },
  ],
  [
    'pard',
    (state) => {
      state.paragraphBackground = 0;
    },
  ],
]);
