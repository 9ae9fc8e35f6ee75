import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyedHash, packageRoot } from '../../src/core/index.ts';
import { recogniseAnyLog } from '../../src/logs/shape/recognise-log.ts';
import { type Finding, loadDetections, type ParameterValues, runDetections } from '../../src/review/index.ts';
import { withEvents } from './memory-events.ts';
import { differenceRows, leftRows, ruleRows, sampleRows } from './parity-doc.ts';
import { readExport } from './read-export.ts';

const samples = resolve(packageRoot(), '../shared/corpora/logs');
const absent = !existsSync(samples);
if (absent) console.warn('skipped: ../shared/corpora/logs is not here, so no detection was run on real records');

const packs = loadDetections();
const hash = keyedHash(new Uint8Array(32));
const named = (ids: readonly string[]) => packs.filter((pack) => ids.includes(pack.id));

const findingsIn = (
  texts: readonly string[],
  run = packs,
  parameters: Readonly<Record<string, ParameterValues>> = {},
) =>
  withEvents(
    texts.flatMap((text, index) => readExport(text, `sample-${index}`, recogniseAnyLog)),
    (events) => runDetections(events, { kind: 'tenant', from: null, until: null }, run, { hash, parameters }),
  );
const raised = (findings: readonly Finding[]) =>
  new Set(findings.filter((one) => one.answer === 'raised').map((one) => one.detection));

describe.skipIf(absent)('det-eng-samples: what docs/review-parity.md says is raised', () => {
  const dataset = join(samples, 'det-eng-samples/dataset');
  const read = (file: string) => readFileSync(join(dataset, file), 'utf8');

  test.each(sampleRows.map((row) => [row.file, row] as const))('%s', async (file, row) => {
    const technique = /^t\d{4}/i.exec(file)?.[0].toUpperCase() ?? '';
    const ofTechnique = packs.filter((pack) => pack.attack.some((id) => id.startsWith(technique)));
    const found = raised(await findingsIn([read(file)], row.whyNot === '' ? named(row.raised) : ofTechnique));
    expect([...found].sort()).toEqual([...row.raised].sort());
    expect(row.raised.length > 0).toBe(row.whyNot === '');
    expect(row.raised.every((id) => ofTechnique.some((pack) => pack.id === id))).toBe(true);
  });
});

test.skipIf(absent)('every file of det-eng-samples has a row', () => {
  const known = new Set(sampleRows.map((row) => row.file));
  const files = absent ? [] : readdirSync(join(samples, 'det-eng-samples/dataset'));
  expect(files.filter((file) => !known.has(file))).toEqual([]);
});

interface PantherLine {
  readonly rule: string;
  readonly test: string;
  readonly expected: boolean;
  readonly event: unknown;
}

describe.skipIf(absent)('panther_tests: the verdict on one event is shared', () => {
  const folder = join(samples, 'panther_tests');
  const files = absent ? [] : readdirSync(folder).filter((file) => file.endsWith('.ndjson'));
  const lines = files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as PantherLine),
  );
  const cases = lines.flatMap((line) => {
    const row = ruleRows.find((one) => one.rule === line.rule);
    return row === undefined ? [] : [[line.rule, line.test, line, row] as const];
  });

  test.each(cases)('%s: %s', async (_rule, _test, line, row) => {
    const parameters = Object.fromEntries(row.detections.map((id) => [id, row.parameters]));
    const found = raised(await findingsIn([JSON.stringify(line.event)], named(row.detections), parameters));
    const differs = differenceRows.some((one) => one.rule === line.rule && one.test === line.test);
    expect(found.size > 0).toBe(differs ? !line.expected : line.expected);
  });

  test('every rule has a row, and those without a counterpart a reason', () => {
    const told = new Set([...ruleRows, ...leftRows].map((row) => row.rule));
    expect([...new Set(lines.map((line) => line.rule))].filter((rule) => !told.has(rule))).toEqual([]);
    expect(leftRows.filter(({ why }) => why.length < 10)).toEqual([]);
  });

  test('every row is about a rule, detections and tests that exist', () => {
    const known = new Set(lines.map((line) => line.rule));
    expect(
      ruleRows.filter((row) => !known.has(row.rule) || named(row.detections).length !== row.detections.length),
    ).toEqual([]);
    expect(
      differenceRows.filter((row) => !lines.some((line) => line.rule === row.rule && line.test === row.test)),
    ).toEqual([]);
  });
});

describe.skipIf(absent)('otrf: the application steps of the Golden SAML simulation', () => {
  test('the grant and the new secret are raised, and the mail read through it has no baseline', async () => {
    const read = (file: string) => readFileSync(join(samples, 'otrf', file), 'utf8');
    const grant = raised(await findingsIn([read('AADAuditEvents.json')]));
    expect([...grant]).toEqual(expect.arrayContaining(['mail-permission-consent', 'application-credential-added']));
    const mail = await findingsIn([read('OfficeActivityEvents.json')]);
    const open = mail.filter((one) => one.answer === 'no-baseline').map((one) => one.detection);
    expect(open).toEqual(['first-seen-mail-application']);
    const both = await findingsIn([read('AADAuditEvents.json'), read('OfficeActivityEvents.json')]);
    expect([...raised(both)]).toContain('application-takeover');
  });
});
