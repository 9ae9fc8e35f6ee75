import type { Shortfall } from '../../shortfall.ts';
import type { ExtractionFault } from '../seven-zip/extraction.ts';

/** Why an entry is not all there, by what 7-Zip says of it. */
export const OF_ENTRY: Readonly<Record<Exclude<ExtractionFault, 'locked'>, Shortfall>> = {
  damaged: {
    reason: 'damaged',
    detail: 'This is damaged in its archive and was read as far as it goes. Ask its sender for another copy.',
  },
  cut: {
    reason: 'truncated',
    detail: 'Its archive ends before it does; it was read up to there. Get the whole archive.',
  },
  unsupported: {
    reason: 'unsupported',
    detail: 'This is compressed or encrypted in a way that is not known here; extract it by hand.',
  },
  'over-limit': {
    reason: 'over-budget',
    detail: 'This comes to more bytes than one member may; it was read up to there. Extract it and add it by itself.',
  },
};

export const NO_ROOM: Shortfall = {
  reason: 'over-budget',
  detail: 'The members before it came to all the bytes that members may; extract the archive and add its folder.',
};

export const TOO_MANY_ENTRIES: Shortfall = {
  reason: 'over-budget',
  detail: 'The archive holds more members than may be opened; the rest was not. Extract it and add its folder.',
};

export const OTHER_VOLUME: Shortfall = {
  reason: 'truncated',
  detail:
    'This goes on in another volume of its archive. Put all volumes into one folder, extract them and add what comes out.',
};

export const ONE_OF_SEVERAL: Shortfall = {
  reason: 'truncated',
  detail:
    'This is one volume of an archive of several; only what is whole in it was read. Put all volumes into one folder, extract them and add what comes out.',
};

export const ENDS_EARLY: Shortfall = {
  reason: 'truncated',
  detail: 'The archive ends before its end: it is cut short, or the first of several volumes. Get all of it.',
};

export const DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'The archive is damaged; what could be read of it was. Ask its sender for another copy.',
};

export const NEEDS_MEMORY: Shortfall = {
  reason: 'over-budget',
  detail: 'Opening this archive takes more memory than one part may; extract it by hand and add its folder.',
};

export const TAIL: Shortfall = {
  reason: 'unrecognised',
  detail: 'Bytes stand behind the end of the archive and were not read; look at them by hand.',
};

/** What is locked, and how many passwords were tried on it. */
export function locked(tried: number): Shortfall {
  const found =
    tried === 0 ? '' : ` ${tried === 1 ? 'One password' : `${tried} passwords`} found in the mail did not open it.`;
  return {
    reason: 'encrypted',
    detail: `This is encrypted.${found} Open it with its password and add what comes out.`,
  };
}
