import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { keyedHash } from '../../../src/core/index.ts';
import { type EventStore, ingestLog, openEventStore } from '../../../src/logs/index.ts';
import { runDetections } from '../../../src/review/index.ts';
import { compiled, packsOf, ruleOf } from './compile-here.ts';

interface AskedRule {
  readonly log: string;
  readonly product?: string;
  readonly service: string;
  readonly selection: object;
  readonly matches: readonly number[];
}

interface RecordFixtures {
  readonly records: Readonly<Record<string, readonly object[]>>;
  readonly rules: readonly AskedRule[];
}

const { records, rules } = parse(
  readFileSync(join(import.meta.dirname, 'fixtures', 'records.yaml'), 'utf8'),
) as RecordFixtures;
const folder = mkdtempSync(join(tmpdir(), 'sigma-records-'));
const stores = new Map<string, EventStore>();
for (const name of Object.keys(records)) stores.set(name, await storeOf(name));
afterAll(() => {
  for (const store of stores.values()) store.close();
  rmSync(folder, { recursive: true });
});

/** The records of one log, read as an export of it: a list in `value`, a line each, or a bare list. */
async function storeOf(name: string): Promise<EventStore> {
  const [outDir, path] = [join(folder, name), join(folder, `${name}.json`)];
  mkdirSync(outDir);
  const list = records[name] ?? [];
  const asGraph = name === 'signin' || name === 'audit';
  writeFileSync(
    path,
    name === 'azure'
      ? list.map((one) => JSON.stringify(one)).join('\n')
      : JSON.stringify(asGraph ? { value: list } : list),
  );
  const files: string[] = [];
  for await (const event of ingestLog({ path, fileId: name }, { outDir })) {
    if (event.type === 'result' && event.result.state === 'ingested')
      files.push(...event.result.files.map((file) => resolve(outDir, file.path)));
  }
  return openEventStore(files, { tempDir: outDir });
}

describe('names of public rules, on records as they are exported', () => {
  test.each(rules.map((one) => [`${one.service} ${JSON.stringify(one.selection)}`, one] as const))(
    '%s',
    async (_name, one) => {
      const logsource = { product: one.product ?? 'azure', service: one.service };
      const packs = packsOf(compiled([ruleOf({ a: one.selection, condition: 'a' }, { logsource })]));
      const events = stores.get(one.log);
      if (events === undefined) throw new Error(`no records of ${one.log}`);
      const scope = { kind: 'tenant', from: null, until: null } as const;
      const findings = await runDetections(events, scope, packs, { hash: keyedHash(new Uint8Array(32)) });
      const ids = findings.flatMap((finding) => finding.eventIds);
      const rows = await events.query<{ id: string; row: number }>('SELECT event_id AS id, raw_row AS row FROM events');
      expect(
        rows
          .filter(({ id }) => ids.includes(id))
          .map(({ row }) => row)
          .sort(),
      ).toEqual(one.matches);
    },
  );
});
