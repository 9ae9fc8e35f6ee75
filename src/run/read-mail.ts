import { rmSync } from 'node:fs';
import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted, type Loss } from '../core/index.ts';
import { type Position, readSource } from '../evidence/index.ts';
import { knownValueMask } from '../secrets/index.ts';
import { type ItemMask, itemMask, NO_MASK, ruleMask } from './item-mask.ts';
import { itemNames } from './item-names.ts';
import { ownKeys } from './key-candidates.ts';
import { knownFingerprints } from './known-mask.ts';
import { type MailRows, mailRows } from './mail-row.ts';
import { type ReadState, readStateOf, writeLoss, writeMailRows, writeReadState } from './mail-store.ts';
import { containerText, type MessageRow } from './message-row.ts';
import { withFacts } from './part-facts.ts';
import type { RunObserver } from './run-observer.ts';
import { type ScannedEvent, type Scanners, scannedAhead } from './scanned-ahead.ts';
import { readSettings } from './settings.ts';
import { sourceFault, sourceOfRow } from './source-fault.ts';
import { spillFolder } from './spill-folder.ts';
import { rolesBeside } from './zip-roles.ts';

const BATCH_ITEMS = 256;
const BATCH_BYTES = 16 * 1024 * 1024;

/** Reads every mail source that is not yet read to its end: rows and checkpoint in one transaction a batch, so a kill loses nothing. */
export async function readMail(kase: Case, scanners: Scanners, observer: RunObserver): Promise<void> {
  const sources = sourcesOf(kase.store, 'mail').filter((source) => readStateOf(kase.store, source.id)?.done !== true);
  observer.step(
    'Reading mail',
    sources.reduce((sum, source) => sum + source.size, 0),
    'bytes',
  );
  const reader = new MailReader(kase, scanners, observer);
  emptySpill(kase);
  for (const source of sources) await reader.read(source);
  reader.flush();
  emptySpill(kase);
  observer.stepDone(outcomeOf(kase));
}

/** What a killed run may have left where a file in use keeps its name; it is encrypted, and its key is gone. */
function emptySpill(kase: Case): void {
  rmSync(spillFolder(kase), { recursive: true, force: true });
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
function isLossOf({ start, container }: MessageRow, { level, provenance }: Loss, mask: ItemMask): boolean {
  const isThere = provenance.sourceOffset === start && containerText(provenance.container, mask) === container;
  return level === 'part' || (level === 'message' && isThere);
}

/** Where losses were met: after which place of the source, and right before which item. */
interface LossesAt {
  readonly after: Position;
  readonly item: MessageRow | null;
  readonly mask: ItemMask;
}

class MailReader {
  readonly #kase: Case;
  readonly #scanners: Scanners;
  readonly #observer: RunObserver;
  readonly #ruleMask: ItemMask;
  /** Fingerprints of what has been found so far. */
  readonly #known: Set<string>;
  readonly #knownMask: (text: string) => string;
  readonly #pending: (() => void)[] = [];
  readonly #shown = new Set<string>();
  #items = 0;
  #bytes = 0;
  #before = 0;

  constructor(kase: Case, scanners: Scanners, observer: RunObserver) {
    this.#kase = kase;
    this.#scanners = scanners;
    this.#observer = observer;
    this.#ruleMask = ruleMask(scanners.scanner);
    this.#known = new Set(knownFingerprints(kase));
    this.#knownMask = knownValueMask(kase.hash, this.#known);
  }

  async read(source: SourceRow): Promise<void> {
    const lost = sourceFault(source);
    this.#pending.push(() => this.#forgetSourceLoss(source));
    if (lost === null) await this.#readSource(source);
    else this.#pendLosses(source, [lost], { after: [], item: null, mask: NO_MASK });
    this.#before += source.size;
    this.#observer.progress(this.#before);
  }

  async #readSource(source: SourceRow): Promise<void> {
    const state = readStateOf(this.#kase.store, source.id);
    const from = state === null ? {} : { from: { position: state.position, tally: state.tally } };

    const roles = await rolesBeside(this.#kase.store, source);
    let after: Position = state?.position ?? [];
    let losses: Loss[] = [];
    const events = readSource(sourceOfRow(source), {
      ...from,
      skips: new Set([...(roles?.logs ?? []), ...(roles?.exports ?? []).map(({ member }) => member)]),
      spillFolder: spillFolder(this.#kase),
      keys: ownKeys(this.#scanners.scanner),
      ocr: readSettings(this.#kase).ocr,
      onBytes: (bytes) => this.#observer.progress(this.#before + bytes),
    });
    for await (const event of scannedAhead(withFacts(events), this.#scanners, itemNames)) {
      if (event.type === 'loss') losses.push(event.loss);
      else {
        this.#take(source, event, losses, after);
        losses = [];
        if (event.type !== 'tally') after = event.checkpoint.position;
      }
    }
  }

  #take(
    source: SourceRow,
    event: Exclude<ScannedEvent, { type: 'loss' }>,
    losses: readonly Loss[],
    after: Position,
  ): void {
    if (event.type === 'tally') {
      this.#pendLosses(source, losses, { after, item: null, mask: this.#ruleMask });
      this.#commit(source, { position: [source.size], done: true, tally: event.tally }, 0);
      return;
    }
    const { item, texts, names } = event;
    const mask = itemMask(item, texts, this.#scanners.scanner, names);
    const rows = mailRows(this.#kase, source, item, texts, mask);
    this.#showHot(source, rows);
    this.#pendLosses(source, losses, { after, item: rows.message, mask });
    this.#pending.push(() => writeMailRows(this.#kase.store, rows));
    const { position, tally } = event.checkpoint;
    this.#commit(source, { position, done: false, tally }, item.span[1] - item.span[0]);
  }

  #pendLosses(source: SourceRow, losses: readonly Loss[], { after, item, mask }: LossesAt): void {
    for (const [index, loss] of losses.entries()) {
      const isOfItem = item !== null && isLossOf(item, loss, mask);
      const place = { item: isOfItem ? item.id : null, ordinal: `${after.join('.')}#${index}` };
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
    for (const { confidence, fingerprint } of rows.occurrences) if (confidence !== 'low') this.#known.add(fingerprint);
    const masked = (text: string | null) => (text === null ? null : this.#knownMask(text));
    for (const row of rows.occurrences) {
      if (row.confidence !== 'high' || this.#shown.has(row.fingerprint)) continue;
      this.#shown.add(row.fingerprint);
      const known = this.#kase.store.get('SELECT 1 FROM occurrences WHERE fingerprint = ? LIMIT 1', row.fingerprint);
      const { rule, preview, part } = row;
      const [principal, host] = [masked(row.principal), masked(row.host)];
      const place = [
        source.relative,
        ...(JSON.parse(rows.message.container) as readonly string[]),
        rows.message.folder,
      ];
      const way = place.flatMap((step) => masked(step) ?? []).join(' › ');
      if (known === null) this.#observer.hot({ rule, preview, principal, host, place: `${way} ${part}`.trim() });
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
