import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keyedHash, packageRoot } from '../../src/core/index.ts';
import { ingestLog, openEventStore } from '../../src/logs/index.ts';
import { type Finding, loadDetections, runDetections } from '../../src/review/index.ts';

const samples = resolve(packageRoot(), '../shared/corpora/logs');
const absent = !existsSync(samples);
if (absent) console.warn('skipped: ../shared/corpora/logs is not here, so no detection was run on real records');

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));
const packs = loadDetections();
const hash = keyedHash(new Uint8Array(32));

async function ingest(path: string, fileId: string, outDir: string): Promise<readonly string[]> {
  for await (const event of ingestLog({ path, fileId }, { outDir })) {
    if (event.type === 'result' && event.result.state === 'ingested') {
      return event.result.files.map((file) => resolve(outDir, file.path));
    }
  }
  throw new Error(`${basename(path)} was not read`);
}

async function findingsIn(...paths: readonly string[]): Promise<readonly Finding[]> {
  const outDir = mkdtempSync(join(folder, 'log-'));
  const files: string[] = [];
  for (const [index, path] of paths.entries()) files.push(...(await ingest(path, `sample-${index}`, outDir)));
  const events = await openEventStore(files, { tempDir: outDir });
  try {
    return await runDetections(events, { kind: 'tenant', from: null, until: null }, packs, { hash });
  } finally {
    events.close();
  }
}
const raisedIn = async (...paths: readonly string[]) =>
  (await findingsIn(...paths)).filter((one) => one.answer === 'raised').map((one) => one.detection);

describe.skipIf(absent)('det-eng-samples: the technique in the file name is raised', () => {
  const dataset = join(samples, 'det-eng-samples/dataset');
  const named: readonly (readonly [RegExp, string])[] = [
    [/^t1110\.003/, 'password-spray-success'],
    [/^t1114\.003|^t1114_/, 'mail-forwarding'],
    [/^t1564\.008/, 'mail-hiding-rule'],
    [/^t1562.*(AuditBypass|AuditLogAge|ingestion)/i, 'audit-blinding'],
  ];
  const files = absent ? [] : readdirSync(dataset).sort();
  const cases = files.flatMap((file) => named.flatMap(([name, id]) => (name.test(file) ? [[file, id] as const] : [])));

  test.each(cases)('%s: %s', async (file, id) => {
    expect(await raisedIn(join(dataset, file))).toContain(id);
  });

  test('files of other techniques raise none of these', async () => {
    const others = files.filter((file) => !cases.some(([one]) => one === file));
    expect(await raisedIn(...others.map((file) => join(dataset, file)))).toEqual([]);
  });
});

describe.skipIf(absent)('panther_tests: the verdict on external forwarding is shared', () => {
  const lines = absent
    ? []
    : readFileSync(join(samples, 'panther_tests/microsoft_rules.ndjson'), 'utf8').trim().split('\n');
  const cases = lines
    .map((line) => JSON.parse(line) as { rule: string; test: string; expected: boolean; event: unknown })
    .filter((one) => one.rule.endsWith('External.Forwarding'));

  test.each(cases.map((one) => [one.test, one] as const))('%s', async (_name, one) => {
    const path = join(mkdtempSync(join(folder, 'event-')), 'event.json');
    writeFileSync(path, JSON.stringify(one.event));
    expect((await raisedIn(path)).includes('mail-forwarding')).toBe(one.expected);
  });
});

describe.skipIf(absent)('otrf: the application steps of the Golden SAML simulation', () => {
  test('the grant and the new secret are raised, and the mail read through it has no baseline', async () => {
    const grant = await findingsIn(join(samples, 'otrf/AADAuditEvents.json'));
    expect(grant.filter((one) => one.answer === 'raised').map((one) => one.detection)).toEqual([
      'mail-permission-consent',
      'application-credential-added',
    ]);
    const mail = await findingsIn(join(samples, 'otrf/OfficeActivityEvents.json'));
    expect(mail.filter((one) => one.answer === 'no-baseline').map((one) => one.detection)).toEqual([
      'first-seen-mail-application',
    ]);
  });
});
