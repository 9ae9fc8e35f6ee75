import { tmpdir } from 'node:os';
import { EMPTY_TALLY, type Tally } from '../../core/index.ts';
import { type Budget, DEFAULT_BUDGET } from '../budget.ts';
import type { Parsers } from '../documents/document-reader.ts';
import type { Checkpoint, EvidenceEvent } from '../evidence-event.ts';
import { sharedParsers } from '../isolation/parser-pool.ts';
import type { KeySource } from '../key.ts';
import { ANYTHING_BESIDE, besideSource } from '../loadfile/beside.ts';
import type { Source } from '../source.ts';
import type { OnBytes } from './byte-input.ts';
import { openInput } from './open-input.ts';
import { readMedium } from './read-medium.ts';
import { countOne, IN_SOURCE, sourceLoss } from './reading.ts';
import type { Request } from './request.ts';
import { takeTurns } from './take-turns.ts';

/** How to read a source. */
export interface ReadOptions {
  readonly budget?: Budget;
  /** An earlier reading's checkpoint: what follows is what followed there, to the same final tally. */
  readonly from?: Checkpoint;
  /** Told the bytes read of the source so far (compressed ones, for gzip), a few times each MiB. */
  readonly onBytes?: OnBytes;
  /** Where the bytes come from instead of `source.path`: standard input. */
  readonly input?: AsyncIterable<Uint8Array>;
  /**
   * The folder for encrypted files of what has to be read at any place and comes in order only, such as a PST in a tar.gz; made on need. Default:
   * the system's folder for temporary files.
   */
  readonly spillFolder?: string;
  /** Who opens parts of complex formats. Default: children of this process that have the bytes and nothing else, shared by all readings. */
  readonly parsers?: Parsers;
  /** Gives passwords for what is locked. Default: none are tried. */
  readonly keys?: KeySource;
  /** Members of a zip, by their paths in it, that are not read and not counted: somebody else reads them. Default: none. */
  readonly skips?: ReadonlySet<string>;
  /** Whether to look for letters in pictures, which takes seconds each. Default: no. */
  readonly ocr?: boolean;
}

const START: Checkpoint = { position: [], tally: EMPTY_TALLY };

/**
 * Reads one source, recognised by its content: a mailbox, a message, an archive (zip, tar) whose members are each read as a source is, gzip of any
 * of them, else a document. Memory stays bounded whatever its size.
 * Never throws for what the source holds: that becomes loss rows, which come right before the message they belong to. The tally comes last.
 * @example for await (const event of readSource(source)) if (event.type === 'message') console.log(event.message.header.subject);
 */
export async function* readSource(source: Source, options: ReadOptions = {}): AsyncGenerator<EvidenceEvent> {
  const { budget = DEFAULT_BUDGET, from = START, onBytes = () => {}, input } = options;
  const tallyOf = (tally: Tally): EvidenceEvent => ({ type: 'tally', source: source.relative, tally });
  const opened = await openInput(source, onBytes, input);
  if ('reason' in opened) {
    yield sourceLoss({ source: source.relative, within: IN_SOURCE }, opened);
    yield tallyOf(countOne(EMPTY_TALLY, 'unreadable'));
    return;
  }
  const request: Request = {
    source: source.relative,
    budget,
    from,
    within: IN_SOURCE,
    beside: input === undefined && source.path !== '-' ? besideSource(source) : ANYTHING_BESIDE,
    isMail: source.place === 'maildir',
    spillFolder: options.spillFolder ?? tmpdir(),
    onBytes,
    skips: options.skips ?? new Set(),
    expansion: budget.expansionRatio,
    expandsTo: null,
    opener: { parsers: options.parsers ?? sharedParsers(), keys: options.keys ?? null, ocr: options.ocr ?? false },
  };
  try {
    yield tallyOf(yield* takeTurns(readMedium(request, opened)));
  } finally {
    await opened.input.close();
  }
}
