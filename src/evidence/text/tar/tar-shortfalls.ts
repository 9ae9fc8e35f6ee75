import type { Shortfall } from '../../shortfall.ts';

/** A file with holes. */
export const SPARSE: Shortfall = {
  reason: 'unsupported',
  detail: 'This is a file with holes, stored in pieces, and is not read yet; extract the archive and add its folder.',
};

/** Blocks that are no headers. */
export const BAD_HEADER: Shortfall = {
  reason: 'damaged',
  detail:
    'Bytes in the tar are no header where one should stand, and were passed over up to the next sound one. Ask for another copy.',
};

/** A tar without its end. */
export const NO_END: Shortfall = {
  reason: 'truncated',
  detail: 'The tar ends without its end mark and may be cut short; what is there was read. Get the whole file.',
};
