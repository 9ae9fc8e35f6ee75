import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted, type Loss } from '../core/index.ts';
import { type Document, type EvidenceEvent, type Message, readSource } from '../evidence/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { type ItemMask, itemMask, NO_MASK } from './item-mask.ts';
import { type MailRows, type MessageRow, mailRows } from './mail-row.ts';
import { type ReadState, readStateOf, writeLoss, writeMailRows, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { scanItem } from './scan-item.ts';
import { sourceFault, sourceOfRow } from './source-fault.ts';

const BATCH_ITEMS = 256;
const BATCH_BYTES = 16 * 1024 * 1024;

/** Reads every mail source that is not yet read to its end: rows and checkpoint in one transaction a batch, so a kill loses nothing. */
export async function readMail(kase: Case, scanner: Scanner, observer: RunObserver): Promise<void> {
  const sources = sourcesOf(kase.store, 'mail').filter((source) => readStateOf(kase.store, source.id)?.done !== true);
  observer.step(
    'Reading mail',
    sources.reduce((sum, source) => sum + source.size, 0),
    'bytes',
  );
  const reader = new MailReader(kase, scanner, observer);
  for (const source of sources) await reader.read(source);
  reader.flush();
  observer.stepDone(outcomeOf(kase));
}

function outcomeOf(kase: Case): string {
  const row = kase.store.get<{ messages: number; documents: number }>(
    `SELECT count(*) FILTER (WHERE kind = 'message') AS messages, count(*) FILTER (WHERE kind = 'document') AS documents FROM messages`,
  );
  const found = kase.store.get<{ credentials: number; places: number }>(
    'SELECT count(DISTINCT fingerprint) AS credentials, count(*) AS places FROM occurrences',
  );
  const read = `${counted(row?.messages ?? 0, 'message')} and ${counted(row?.documents ?? 0, 'other file')} read`;
  return `${read}; ${counted(found?.credentials ?? 0, 'possible credential')} in ${counted(found?.places ?? 0, 'place')}`;
}

/** What comes before an item may also be a loss of its source, or of an earlier item that could not be read at all. */
function isLossOf({ start }: MessageRow, { level, provenance }: Loss): boolean {
  return level === 'part' || (level === 'message' && provenance.sourceOffset === start);
}

class MailReader {
  readonly #kase: Case;
  readonly #scanner: Scanner;
  readonly #observer: RunObserver;
  readonly #pending: (() => void)[] = [];
  readonly #shown = new Set<string>();
  #items = 0;
  #bytes = 0;
  #before = 0;

  constructor(kase: Case, scanner: Scanner, observer: RunObserver) {
    this.#kase = kase;
    this.#scanner = scanner;
    this.#observer = observer;
  }

  async read(source: SourceRow): Promise<void> {
    const lost = sourceFault(source);
    this.#pending.push(() => this.#forgetSourceLoss(source));
    if (lost === null) await this.#readSource(source);
    else this.#pendLosses(source, [lost], null, NO_MASK);
    this.#before += source.size;
    this.#observer.progress(this.#before);
  }

  async #readSource(source: SourceRow): Promise<void> {
    const state = readStateOf(this.#kase.store, source.id);
    const from = state === null ? {} : { from: { position: state.position, tally: state.tally } };

    let losses: Loss[] = [];
    for await (const event of readSource(sourceOfRow(source), {
      ...from,
      onBytes: (bytes) => this.#observer.progress(this.#before + bytes),
    })) {
      if (event.type === 'loss') losses.push(event.loss);
      else {
        this.#take(source, event, losses);
        losses = [];
      }
    }
  }

  #take(source: SourceRow, event: Exclude<EvidenceEvent, { type: 'loss' }>, losses: readonly Loss[]): void {
    if (event.type === 'tally') {
      this.#pendLosses(source, losses, null, NO_MASK);
      this.#commit(source, { position: [source.size], done: true, tally: event.tally }, 0);
      return;
    }
    const item: Message | Document = event.type === 'message' ? event.message : event.document;
    const texts = [...scanItem(item, this.#scanner)];
    const mask = itemMask(item, texts, this.#scanner);
    const rows = mailRows(this.#kase, source, item, texts, mask);
    this.#showHot(source, rows);
    this.#pendLosses(source, losses, rows.message, mask);
    this.#pending.push(() => writeMailRows(this.#kase.store, rows));
    const { position, tally } = event.checkpoint;
    this.#commit(source, { position, done: false, tally }, item.span[1] - item.span[0]);
  }

  #pendLosses(source: SourceRow, losses: readonly Loss[], item: MessageRow | null, mask: ItemMask): void {
    for (const [ordinal, loss] of losses.entries()) {
      const place = { item: item !== null && isLossOf(item, loss) ? item.id : null, ordinal };
      this.#pending.push(() => writeLoss(this.#kase, source.id, loss, place, mask));
    }
  }

  #commit(source: SourceRow, state: ReadState, bytes: number): void {
    this.#pending.push(() => writeReadState(this.#kase.store, source.id, state));
    this.#items += 1;
    this.#bytes += bytes;
    if (this.#items >= BATCH_ITEMS || this.#bytes >= BATCH_BYTES) this.flush();
  }

  flush(): void {
    this.#kase.store.transaction(() => {
      for (const write of this.#pending) write();
    });
    this.#pending.length = 0;
    this.#items = 0;
    this.#bytes = 0;
  }

  #showHot(source: SourceRow, rows: MailRows): void {
    for (const row of rows.occurrences) {
      if (row.confidence !== 'high' || this.#shown.has(row.fingerprint)) continue;
      this.#shown.add(row.fingerprint);
      const known = this.#kase.store.get('SELECT 1 FROM occurrences WHERE fingerprint = ? LIMIT 1', row.fingerprint);
      const { rule, preview, principal, host, part } = row;
      if (known === null)
        this.#observer.hot({ rule, preview, principal, host, place: `${source.relative} ${part}`.trim() });
    }
  }

  /** A source that was missing and is back is no loss any more. */
  #forgetSourceLoss(source: SourceRow): void {
    this.#kase.store.run(
      `DELETE FROM losses WHERE source_id = ? AND level = 'source' AND reason IN ('not-found', 'changed-while-read', 'no-permission')`,
      source.id,
    );
  }
}
