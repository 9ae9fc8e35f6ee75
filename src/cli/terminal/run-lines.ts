import type { RunObserver } from '../../run/index.ts';
import { durationText } from './number-text.ts';
import { type Progress, startProgress } from './progress.ts';
import { printable } from './table.ts';
import type { Talk } from './talk.ts';

const HOT_SHOWN = 15;

/** A run's steps as lines on standard error: progress while they go, their outcome after, hot credentials in between. */
export function terminalObserver(talk: Talk): RunObserver {
  let progress: Progress | null = null;
  let title = '';
  let started = 0;
  let hot = 0;
  return {
    step: (name, total, unit) => {
      title = name;
      started = performance.now();
      progress = startProgress(talk, name.toLowerCase(), total, unit);
    },
    progress: (done) => progress?.update(done),
    stepDone: (outcome) => {
      progress?.finish();
      const took = performance.now() - started;
      const time = took < 1000 ? '' : talk.paint('gray', `  (${durationText(took)})`);
      if (hot > HOT_SHOWN) talk.say(`  … and ${hot - HOT_SHOWN} more, in \`postbreach credentials\``);
      hot = 0;
      talk.say(`${talk.paint('green', '✓')} ${title}: ${outcome}${time}`);
    },
    hot: ({ rule, preview, principal, host, place }) => {
      hot += 1;
      if (hot > HOT_SHOWN) return;
      const whose = [...new Set([principal, host])].filter((name) => name !== null).join(' on ');
      const line = [rule, preview, whose, place]
        .filter((text) => text !== '')
        .map(printable)
        .join('  ');
      talk.say(`  ${talk.paint('red', 'hot')}  ${line}`);
    },
  };
}
