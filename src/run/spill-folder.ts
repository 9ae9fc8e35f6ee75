import { join } from 'node:path';
import type { Case } from '../case/index.ts';

/** Where reading puts aside, encrypted, what has to be read at any place and comes in order only; made on need, gone after a run. */
export function spillFolder(kase: Case): string {
  return join(kase.folder, 'spill');
}
