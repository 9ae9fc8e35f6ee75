import type { Tally } from '../../core/index.ts';
import { readTar } from '../archive/read-tar.ts';
import { readZip } from '../archive/read-zip.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { ByteWindow } from './byte-window.ts';
import type { Damage } from './damage.ts';
import { inflateInput } from './inflate-input.ts';
import { limitedInput } from './limited-input.ts';
import { accessInput, type Medium } from './medium.ts';
import { watchReads } from './open-input.ts';
import type { RandomAccess } from './random-access.ts';
import { readDocument, readText } from './read-document.ts';
import { readEmlx, readMbox, readSingleMessage } from './read-mail.ts';
import { readTnefSource } from './read-tnef-source.ts';
import { countOne, isStart, lossAt, type Reading } from './reading.ts';
import { HEAD_BYTES, mediaTypeOf, type Recognised, recogniseSource } from './recognise.ts';
import { depthOf, expansionLimit, expansionWithin, type Request } from './request.ts';
import { spill } from './spill.ts';

/** A medium whose first bytes have been looked at. */
interface Opened extends Medium {
  readonly window: ByteWindow;
  readonly recognised: Recognised;
}

/** Reads the items of a source, or of a member of an archive, whatever it is; returns the balance. */
export async function* readMedium(request: Request, medium: Medium): AsyncGenerator<EvidenceEvent, Tally> {
  const opened = await open(request, medium);
  return opened.recognised.kind === 'gzip' ? yield* readGzip(request, opened) : yield* readOpened(request, opened);
}

async function open(request: Request, medium: Medium): Promise<Opened> {
  const input = watchReads(medium.input);
  const window = new ByteWindow(input);
  const recognised = recognise(await window.atLeast(HEAD_BYTES), request);
  return { ...medium, input, window, recognised, damage: () => input.damage() ?? medium.damage() };
}

/** What a head is; in a Maildir a message, compressed or not. */
function recognise(head: Uint8Array, { isMail }: Request): Recognised {
  const recognised = recogniseSource(head);
  return isMail && recognised.kind !== 'gzip' ? { kind: 'message' } : recognised;
}

/** One layer of gzip is opened as it streams; a gzip inside it is a document with a member. */
async function* readGzip(request: Request, zipped: Opened): AsyncGenerator<EvidenceEvent, Tally> {
  const inflated = inflateInput('gzip', zipped.window);
  const size = () => zipped.size ?? zipped.window.offset;
  const isSource = depthOf(request) === 0;
  const input = isSource ? inflated : limitedInput(inflated, () => expansionLimit(request, size()));
  const expandsTo = isSource ? null : expansionLimit(request, zipped.size ?? 0);
  const damage = () => zipped.damage() ?? inflated.damage() ?? ('damage' in input ? input.damage() : null);
  try {
    const opened = await open(request, { input, size: null, access: null, damage });
    return yield* readOpened({ ...request, expandsTo }, opened);
  } finally {
    await inflated.close();
  }
}

async function* readOpened(request: Request, opened: Opened): AsyncGenerator<EvidenceEvent, Tally> {
  const { window, recognised, damage } = opened;
  const isLost = window.bytes.length === 0 && damage() !== null;
  const tally = isLost ? countOne(request.from.tally, 'unreadable') : yield* readRecognised(request, opened);
  return yield* settle(request, recognised, tally, damage());
}

function readRecognised(request: Request, opened: Opened): AsyncGenerator<EvidenceEvent, Tally> {
  switch (opened.recognised.kind) {
    case 'zip':
      return readAtAnyPlace(request, opened, readZipAccess);
    case 'tar':
      return readTarOpened(request, opened);
    default:
      return readInOrder({ ...request, window: opened.window }, opened.recognised);
  }
}

async function* readInOrder(reading: Reading, recognised: Recognised): AsyncGenerator<EvidenceEvent, Tally> {
  const { window, from } = reading;
  if (!isStart(from)) {
    await window.skipTo(from.position[0] ?? 0);
    if ((await window.atLeast(1)).length === 0) return from.tally;
  }
  switch (recognised.kind) {
    case 'mbox':
      if (isStart(from)) window.advance(recognised.at);
      return yield* readMbox(reading, recognised.style);
    case 'message':
      return yield* readSingleMessage(reading);
    case 'emlx':
      return yield* readEmlx(reading);
    case 'tnef':
      return yield* readTnefSource(reading);
    case 'text':
      return yield* readText(reading, recognised.charset, mediaTypeOf(recognised));
    default:
      return yield* readDocument(reading, mediaTypeOf(recognised));
  }
}

type ReadAccess = (
  request: Request,
  access: RandomAccess,
  recognised: Recognised,
) => AsyncGenerator<EvidenceEvent, Tally>;

/** Reads what has to be jumped about in: from the medium itself where it can be, else from a copy put aside. */
async function* readAtAnyPlace(
  request: Request,
  { access: ofMedium, window, recognised }: Opened,
  read: ReadAccess,
): AsyncGenerator<EvidenceEvent, Tally> {
  const access = ofMedium === null ? await spill(window, request.spillFolder) : ofMedium();
  if ('reason' in access) {
    yield { type: 'loss', loss: lossAt('source', request, access.reason, access.detail) };
    return countOne(request.from.tally, 'unreadable');
  }
  try {
    return yield* read({ ...request, expansion: expansionWithin(request, access.size) }, access, recognised);
  } finally {
    access.close();
  }
}

async function* readZipAccess(
  request: Request,
  access: RandomAccess,
  recognised: Recognised,
): AsyncGenerator<EvidenceEvent, Tally> {
  const tally = yield* readZip(request, access, readMedium);
  if (tally !== null) return tally;
  return yield* readInOrder({ ...request, window: new ByteWindow(accessInput(access)) }, recognised);
}

async function* readTarOpened(request: Request, opened: Opened): AsyncGenerator<EvidenceEvent, Tally> {
  const access = opened.access?.() ?? null;
  const expansion = expansionWithin(request, access?.size ?? null);
  try {
    return yield* readTar({ ...request, expansion, window: opened.window }, access, readMedium);
  } finally {
    access?.close();
  }
}

/** Says what broke off the reading. How many messages a mailbox would have held beyond that place nobody can know. */
function* settle(
  request: Request,
  { kind }: Recognised,
  tally: Tally,
  damage: Damage | null,
): Generator<EvidenceEvent, Tally> {
  if (damage === null) return tally;
  yield { type: 'loss', loss: lossAt('source', request, damage.reason, damage.detail) };
  return kind === 'mbox' || kind === 'tar' || kind === 'zip' ? { ...tally, expected: 'unknown' } : tally;
}
