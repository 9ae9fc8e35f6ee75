import type { Tally } from '../../core/index.ts';
import { readTar } from '../archive/read-tar.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { recognisePst } from '../pst/recognise-pst.ts';
import type { Shortfall } from '../shortfall.ts';
import { ByteWindow } from './byte-window.ts';
import { inflateInput } from './inflate-input.ts';
import type { StreamFormat } from './inflater.ts';
import { limitedInput } from './limited-input.ts';
import { accessInput, type Medium, type Opened } from './medium.ts';
import { watchReads } from './open-input.ts';
import { readAtAnyPlace } from './read-at-any-place.ts';
import { readInOrder } from './read-in-order.ts';
import { countOne, sourceLoss } from './reading.ts';
import {
  HEAD_BYTES,
  isCompound,
  isStore,
  type Recognised,
  recogniseSource,
  STORE,
  streamFormatOf,
} from './recognise.ts';
import { depthOf, expansionLimit, expansionWithin, type Request } from './request.ts';

/** Reads the items of a source, or of a member of an archive, whatever it is; returns the balance. */
export async function* readMedium(request: Request, medium: Medium): AsyncGenerator<EvidenceEvent, Tally> {
  const opened = await open(request, medium);
  const format = streamFormatOf(opened.recognised);
  return format === null ? yield* readOpened(request, opened) : yield* readStream(request, opened, format);
}

async function open(request: Request, medium: Medium): Promise<Opened> {
  const input = watchReads(medium.input);
  const window = new ByteWindow(input, medium.size);
  const head = await window.atLeast(HEAD_BYTES);
  const recognised = recogniseFurther(recognise(head, request), head, medium);
  return { ...medium, input, window, recognised, damage: () => input.damage() ?? medium.damage() };
}

/** What a head is; in a Maildir a message, compressed or not. */
function recognise(head: Uint8Array, { isMail }: Request): Recognised {
  const recognised = recogniseSource(head);
  return isMail && streamFormatOf(recognised) === null ? { kind: 'message' } : recognised;
}

/** A mail store whose beginning is wiped is known by what stands behind it. */
function recogniseFurther(recognised: Recognised, head: Uint8Array, { access: open }: Medium): Recognised {
  if (open === null || recognised.kind !== 'binary' || recognised.format !== null) return recognised;
  const access = open();
  try {
    return recognisePst(head, access) ? STORE : recognised;
  } finally {
    access.close();
  }
}

/** One layer of compression is opened as it streams; another inside it is a document with a member. */
async function* readStream(
  request: Request,
  zipped: Opened,
  format: StreamFormat,
): AsyncGenerator<EvidenceEvent, Tally> {
  const { access } = zipped;
  const again = access === null ? null : () => new ByteWindow(accessInput(access()));
  const isSource = depthOf(request) === 0;
  const limitOf = (taken: number) => expansionLimit(request, zipped.size ?? taken);
  const most = isSource ? () => Number.POSITIVE_INFINITY : limitOf;
  const inflated = inflateInput(format, zipped.window, again, most);
  const limit = () => limitOf(inflated.taken());
  const input = limitedInput(inflated, () => most(inflated.taken()));
  const expandsTo = isSource ? null : limit;
  const damage = () => zipped.damage() ?? inflated.damage() ?? input.damage();
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
      return readAtAnyPlace(request, opened, readMedium);
    case 'tar':
      return readTarOpened(request, opened);
    case 'binary':
      if (isCompound(opened.recognised) || isStore(opened.recognised))
        return readAtAnyPlace(request, opened, readMedium);
      return readInOrder({ ...request, window: opened.window }, opened.recognised);
    default:
      return readInOrder({ ...request, window: opened.window }, opened.recognised);
  }
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
  recognised: Recognised,
  tally: Tally,
  damage: Shortfall | null,
): Generator<EvidenceEvent, Tally> {
  if (damage === null) return tally;
  yield sourceLoss(request, damage);
  return holdsMany(recognised) ? { ...tally, expected: 'unknown' } : tally;
}

const holdsMany = (recognised: Recognised) =>
  recognised.kind === 'mbox' || recognised.kind === 'tar' || recognised.kind === 'zip' || isStore(recognised);
