import { EMPTY_TALLY, type Tally } from '../../core/index.ts';
import { type Budget, DEFAULT_BUDGET } from '../budget.ts';
import type { Checkpoint, EvidenceEvent } from '../evidence-event.ts';
import type { Source } from '../source.ts';
import type { ByteInput, OnBytes } from './byte-input.ts';
import { ByteWindow } from './byte-window.ts';
import { type Damage, gunzipInput } from './gunzip-input.ts';
import { openInput, type WatchedInput, watchReads } from './open-input.ts';
import { readDocument, readText } from './read-document.ts';
import { readEmlx, readMbox, readSingleMessage } from './read-mail.ts';
import { readTnefSource } from './read-tnef-source.ts';
import { countOne, IN_SOURCE, isStart, lossAt, type Reading } from './reading.ts';
import { HEAD_BYTES, mediaTypeOf, type Recognised, recogniseSource } from './recognise.ts';

/** How to read a source. */
export interface ReadOptions {
  readonly budget?: Budget;
  /** An earlier reading's checkpoint: what follows is what followed there, to the same final tally. */
  readonly from?: Checkpoint;
  /** Told the bytes read of the source so far (compressed ones, for gzip), a few times each MiB. */
  readonly onBytes?: OnBytes;
  /** Where the bytes come from instead of `source.path`: standard input. */
  readonly input?: AsyncIterable<Uint8Array>;
}

const START: Checkpoint = { position: [], tally: EMPTY_TALLY };

/**
 * Reads one source, recognised by its content: mbox, a message, gzip of either, else a document. Memory stays bounded whatever its size.
 * Never throws for what the source holds: that becomes loss rows, which come right before the message they belong to. The tally comes last.
 * @example for await (const event of readSource(source)) if (event.type === 'message') console.log(event.message.header.subject);
 */
export async function* readSource(source: Source, options: ReadOptions = {}): AsyncGenerator<EvidenceEvent> {
  const { budget = DEFAULT_BUDGET, from = START, onBytes = () => {}, input } = options;
  const tallyOf = (tally: Tally): EvidenceEvent => ({ type: 'tally', source: source.relative, tally });
  const opened = await openInput(source, onBytes, input);
  if ('reason' in opened) {
    yield {
      type: 'loss',
      loss: lossAt('source', { source: source.relative, within: IN_SOURCE }, opened.reason, opened.detail),
    };
    yield tallyOf(countOne(EMPTY_TALLY, 'unreadable'));
    return;
  }
  try {
    yield tallyOf(
      yield* readInput(
        { source: source.relative, budget, from, within: IN_SOURCE, isMail: source.place === 'maildir' },
        opened,
      ),
    );
  } finally {
    await opened.close();
  }
}

type Request = Omit<Reading, 'window'> & { readonly isMail: boolean };

/** What a head is; in a Maildir a message, compressed or not. */
function recognise(head: Uint8Array, { isMail }: Request): Recognised {
  const recognised = recogniseSource(head);
  return isMail && recognised.kind !== 'gzip' ? { kind: 'message' } : recognised;
}

async function* readInput(request: Request, input: ByteInput): AsyncGenerator<EvidenceEvent, Tally> {
  const watched = watchReads(input);
  const window = new ByteWindow(watched);
  const recognised = recognise(await window.atLeast(HEAD_BYTES), request);
  if (recognised.kind === 'gzip') return yield* readGzip(request, window, watched);
  const tally = yield* readRecognised({ ...request, window }, recognised);
  return yield* settle(request, recognised, tally, watched.damage());
}

/** One layer of gzip is opened as it streams; a gzip inside it is a document with a member. */
async function* readGzip(
  request: Request,
  compressed: ByteWindow,
  watched: WatchedInput,
): AsyncGenerator<EvidenceEvent, Tally> {
  const input = gunzipInput(compressed);
  try {
    const window = new ByteWindow(input);
    const recognised = recognise(await window.atLeast(HEAD_BYTES), request);
    const isLost = window.bytes.length === 0 && input.damage() !== null;
    const tally = isLost
      ? countOne(request.from.tally, 'unreadable')
      : yield* readRecognised({ ...request, window }, recognised);
    return yield* settle(request, recognised, tally, watched.damage() ?? input.damage());
  } finally {
    await input.close();
  }
}

async function* readRecognised(reading: Reading, recognised: Recognised): AsyncGenerator<EvidenceEvent, Tally> {
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

/** Says what broke off the reading. How many messages a mailbox would have held beyond that place nobody can know. */
function* settle(
  request: Request,
  { kind }: Recognised,
  tally: Tally,
  damage: Damage | null,
): Generator<EvidenceEvent, Tally> {
  if (damage === null) return tally;
  yield { type: 'loss', loss: lossAt('source', request, damage.reason, damage.detail) };
  return kind === 'mbox' ? { ...tally, expected: 'unknown' } : tally;
}
