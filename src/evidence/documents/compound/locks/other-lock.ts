import type { Shortfall } from '../../../shortfall.ts';

/** Why a document stays locked whatever password is known. */
export const OTHER_LOCK: Shortfall = {
  reason: 'encrypted',
  detail: 'This document is locked in a way that is not opened here; open it with its password and add what comes out.',
};
