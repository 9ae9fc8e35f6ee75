import { count } from '../../core/index.ts';
import { byteText, durationText } from './number-text.ts';
import type { Talk } from './talk.ts';

/** A running job of known or unknown size, shown with rate and time left on anything over a second. */
export interface Progress {
  /** @param done units done so far, in the job's own unit. */
  readonly update: (done: number, note?: string) => void;
  readonly finish: () => void;
}

/** What is counted, and how it is written. */
export type ProgressUnit = 'bytes' | 'items';

const FIRST_SHOWN = 1000;
const REDRAW = 120;
const PLAIN_LINE_EVERY = 5000;
const BAR_WIDTH = 24;

/**
 * Starts showing a job. On a terminal one line is redrawn; elsewhere a plain line is written every five seconds.
 * @param total units in all; 0 where unknown.
 */
export function startProgress(talk: Talk, title: string, total: number, unit: ProgressUnit): Progress {
  const started = performance.now();
  let shownAt = started + FIRST_SHOWN - REDRAW;
  let drawn = false;
  const every = talk.interactive ? REDRAW : PLAIN_LINE_EVERY;
  return {
    update: (done, note = '') => {
      const now = performance.now();
      if (now - shownAt < every || now - started < FIRST_SHOWN) return;
      shownAt = now;
      drawn = true;
      talk.transient(progressLine({ title, done, total, unit, elapsed: now - started, note }, talk.interactive));
    },
    finish: () => {
      if (drawn) talk.clear();
    },
  };
}

interface ProgressState {
  readonly title: string;
  readonly done: number;
  readonly total: number;
  readonly unit: ProgressUnit;
  readonly elapsed: number;
  readonly note: string;
}

function progressLine(state: ProgressState, withBar: boolean): string {
  const { title, done, total, unit, elapsed, note } = state;
  const write = unit === 'bytes' ? byteText : count;
  const perSecond = done / (elapsed / 1000);
  const rate = unit === 'bytes' ? `${write(perSecond)}/s` : `${write(Math.round(perSecond))}/s`;
  if (total <= 0) return [title, write(done), rate, note].filter(Boolean).join('  ');
  const share = Math.min(1, done / total);
  const left = share > 0 ? durationText((elapsed / share) * (1 - share)) : '…';
  const filled = Math.round(share * BAR_WIDTH);
  const bar = withBar ? `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}` : '';
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  return [title, bar, percent, `${write(done)} of ${write(total)}`, rate, `${left} left`, note]
    .filter(Boolean)
    .join('  ');
}
