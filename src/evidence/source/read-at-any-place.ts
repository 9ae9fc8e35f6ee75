import type { Tally } from '../../core/index.ts';
import { readZip } from '../archive/read-zip.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { readPst } from '../pst/read-pst.ts';
import { ByteWindow } from './byte-window.ts';
import { accessInput, type Opened } from './medium.ts';
import type { RandomAccess } from './random-access.ts';
import { readCompoundSource } from './read-compound-source.ts';
import { readInOrder } from './read-in-order.ts';
import { countOne, openItems, sourceLoss } from './reading.ts';
import { isStore, type Recognised } from './recognise.ts';
import { expansionWithin, type ReadMedium, type Request } from './request.ts';
import { spill } from './spill.ts';

/**
 * Reads what has to be jumped about in, a zip, a mail store or a compound file: from the medium itself where it can be, else from a copy put aside;
 * returns the balance.
 */
export async function* readAtAnyPlace(
  request: Request,
  { access: ofMedium, window, recognised }: Opened,
  read: ReadMedium,
): AsyncGenerator<EvidenceEvent, Tally> {
  const access = ofMedium === null ? await spill(window, request.spillFolder) : ofMedium();
  if ('reason' in access) {
    yield sourceLoss(request, access);
    return countOne(request.from.tally, 'unreadable');
  }
  try {
    return yield* readAccess(request, access, recognised, read);
  } finally {
    access.close();
  }
}

async function* readAccess(
  request: Request,
  access: RandomAccess,
  recognised: Recognised,
  read: ReadMedium,
): AsyncGenerator<EvidenceEvent, Tally> {
  if (isStore(recognised)) return yield* openItems(request, readPst(request, access));
  if (recognised.kind === 'zip') {
    const tally = yield* readZip({ ...request, expansion: expansionWithin(request, access.size) }, access, read);
    if (tally !== null) return tally;
  } else {
    const message = readCompoundSource(request, access);
    if (message !== null) return yield* message;
  }
  // A document in many pieces, or a compound file that is no message.
  return yield* readInOrder({ ...request, window: new ByteWindow(accessInput(access)) }, recognised);
}
