import type { Shortfall } from '../shortfall.ts';

/**
 * Why something locked stays so.
 * @param what it is, as a sentence says it: "member".
 * @param tried passwords that were tried, of those that were `given`.
 */
export function stillLocked(what: string, tried: number, given: number): Shortfall {
  const after = 'open it by hand and add what comes out.';
  if (given === 0) {
    return { reason: 'encrypted', detail: `This ${what} is locked with a password that is not known; ${after}` };
  }
  if (tried < given) {
    const most =
      tried === 0
        ? `trying passwords on others took so long that none of ${given} was tried on it`
        : `the first ${tried} of ${given} passwords do not open it, and trying more takes too long`;
    return { reason: 'encrypted', detail: `This ${what} is locked, ${most}; ${after}` };
  }
  const none = given === 1 ? 'the one password that was tried does not open it' : `none of ${given} passwords opens it`;
  return { reason: 'encrypted', detail: `This ${what} is locked and ${none}; ${after}` };
}
