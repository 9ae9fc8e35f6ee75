import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted, type Loss } from '../core/index.ts';
import { IntakeError, storeAccounts, storeManifest } from '../intake/index.ts';
import { maskText, type Scanner } from '../secrets/index.ts';
import { readStateOf, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault, sourceLoss } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** Reads every manifest and list of accounts that is not yet in the case. */
export async function readLists(kase: Case, scanner: Scanner, observer: RunObserver): Promise<void> {
  const all = [...sourcesOf(kase.store, 'manifest'), ...sourcesOf(kase.store, 'accounts')];
  const sources = all.filter((source) => readStateOf(kase.store, source.id)?.done !== true);
  observer.step('Reading manifests and accounts', sources.length, 'items');
  for (const [index, source] of sources.entries()) {
    await readList(kase, source, scanner);
    observer.progress(index + 1);
  }
  const rows = kase.store.get<{ rows: number }>(
    `SELECT coalesce(sum(t.read), 0) AS rows FROM tallies t JOIN sources s ON s.id = t.source_id WHERE s.kind IN ('manifest', 'accounts')`,
  );
  observer.stepDone(`${counted(rows?.rows ?? 0, 'row')} of ${counted(all.length, 'list')}`);
}

async function readList(kase: Case, source: SourceRow, scanner: Scanner): Promise<void> {
  const fault = sourceFault(source);
  if (fault !== null) return replaceLosses(kase, source.id, [fault]);
  const losses: Loss[] = [];
  const list = {
    sourceId: source.id,
    source: source.relative,
    input: source.path,
    onLoss: (loss: Loss) => losses.push(loss),
  };
  try {
    const tally =
      source.kind === 'manifest'
        ? await storeManifest(kase, { ...list, mask: textMask(scanner) })
        : await storeAccounts(kase, list);
    kase.store.transaction(() => {
      replaceLosses(kase, source.id, losses);
      writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
    });
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    replaceLosses(kase, source.id, [sourceLoss(source, 'unrecognised', `${error.message}; ${error.next}.`)]);
  }
}

/** The mask of a subject or file name that stands by itself. */
function textMask(scanner: Scanner): (text: string) => string {
  return (text) => {
    const found = scanner.scan(new TextEncoder().encode(text), { subject: null, role: 'subject' });
    return maskText(
      text,
      found.map((finding) => finding.span),
    );
  };
}
