import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { LogsError, loadMapping, type Mapping } from '../logs/index.ts';
import { writeReadState } from './mail-store.ts';
import { sourceFault, sourceLoss } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** The case's own mappings of logs, by id; one that cannot be used is a loss. */
export function caseMappings(kase: Case): readonly Mapping[] {
  const sources = sourcesOf(kase.store, 'mapping');
  return sources.flatMap((source) => mappingOf(kase, source)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function mappingOf(kase: Case, source: SourceRow): readonly Mapping[] {
  const fault = sourceFault(source);
  if (fault !== null) {
    replaceLosses(kase, source.id, [fault]);
    return [];
  }
  try {
    const mapping = loadMapping(source.path);
    kase.store.transaction(() => {
      replaceLosses(kase, source.id, []);
      const tally = { expected: 1, read: 1, unreadable: 0, encrypted: 0, recovered: 0 };
      writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
    });
    return [mapping];
  } catch (error) {
    if (!(error instanceof LogsError)) throw error;
    replaceLosses(kase, source.id, [sourceLoss(source, 'unrecognised', `${error.message}; ${error.next}`)]);
    return [];
  }
}
