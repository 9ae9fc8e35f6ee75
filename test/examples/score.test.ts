import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ExamplesError,
  generateOrganisation,
  renderScore,
  type ScoredCase,
  scoreOrganisation,
} from '../../examples/index.ts';
import { makeOrganisation } from '../../examples/make-organisation.ts';
import type { Truth } from '../../examples/truth/truth.ts';
import { fingerprint, perfectCase } from './perfect-case.ts';
import { temporaryFolder } from './temporary-folder.ts';

const { truth } = makeOrganisation(3, 900);
const perfect = perfectCase(truth);

async function score(results: ScoredCase, edited: Truth = truth) {
  const dir = await temporaryFolder();
  await writeFile(join(dir, 'truth.json'), JSON.stringify(edited));
  return scoreOrganisation(dir, results);
}

const full = ({ right, of }: { right: number; of: number }) => right === of && of > 0;

describe('scoreOrganisation', () => {
  it('gives a perfect case everything', async () => {
    const result = await score(perfect);
    const { held, partly, missing, extra } = result.reconciliation;
    const ratios = [
      result.credentials,
      result.credentialsMedium,
      result.kinds,
      result.precision,
      result.occurrences,
      result.stolenMarks,
      result.owners,
      result.stolenRecall,
      result.stolenPrecision,
      held,
      partly,
      missing,
      extra,
      result.attack,
      result.coverage,
      result.resets,
    ];
    expect(ratios.filter((ratio) => !full(ratio))).toEqual([]);
    expect(result.falseAlarms).toEqual({ onDecoys: 0, elsewhere: 0, rules: [] });
    expect([result.falseGapDays, result.otherFindings.elsewhere, result.falselyProven]).toEqual([0, 0, []]);
    expect(result.accountsAlone?.precision).toMatchObject(result.accountsAlone?.reachable ?? {});
  });

  it('gives an empty case nothing, without dividing by zero', async () => {
    const none = { held: [], partly: [], missing: [], extra: [] };
    const result = await score({ fingerprint, credentials: [], stolen: none, findings: [], coverageGaps: [] });
    expect([
      result.credentials.right,
      result.occurrences.right,
      result.stolenRecall.right,
      result.attack.right,
      result.coverage.right,
    ]).toEqual([0, 0, 0, 0, 0]);
    expect(result.accountsAlone).toBeNull();
    expect(renderScore(result).join('\n')).not.toMatch(/NaN|undefined/);
  });

  it('accepts other forms of a value, and sources given from further in or further out', async () => {
    const planted = truth.credentials.find((one) => one.id === 'tide-postgres-url');
    const credentials = perfect.credentials.map((one) => ({
      ...one,
      fingerprint:
        one.fingerprint === fingerprint(planted?.value ?? '') ? fingerprint(planted?.accept[0] ?? '') : one.fingerprint,
      occurrences: one.occurrences.map((place, at) => ({
        ...place,
        source: at % 2 === 0 ? place.source.slice(5) : `org/${place.source}`,
        messageId: place.messageId?.slice(1, -1) ?? null,
      })),
    }));
    const result = await score({ ...perfect, credentials });
    expect(full(result.credentials) && full(result.occurrences)).toBe(true);
  });

  it('counts false alarms at medium and above, those on decoys apart', async () => {
    const base = {
      confidence: 'medium',
      kind: 'password',
      rule: 'careless',
      principal: null,
      stolen: true,
      resolution: 'open',
    } as const;
    const decoy = truth.decoys[0];
    const credentials = [
      ...perfect.credentials,
      {
        ...base,
        fingerprint: 'x',
        occurrences: [{ source: decoy?.sources[0] ?? '', messageId: decoy?.messageId ?? null, part: '1' }],
      },
      { ...base, fingerprint: 'y', occurrences: [{ source: 'mail/a.eml', messageId: '<other@x>', part: '1' }] },
      { ...base, fingerprint: 'z', confidence: 'low' as const, occurrences: [] },
      {
        ...base,
        fingerprint: fingerprint(truth.credentials.find((one) => one.beside.length > 0)?.beside[0] ?? ''),
        occurrences: [],
      },
    ];
    const result = await score({ ...perfect, credentials });
    expect(result.falseAlarms).toEqual({ onDecoys: 1, elsewhere: 1, rules: ['careless'] });
    expect(result.precision).toEqual({ right: 61, of: 63 });
  });

  it('marks a proof that nothing supports, and a status that is wrong', async () => {
    const credentials = perfect.credentials.map((one) => ({ ...one, resolution: 'proven' }));
    const stolen = { ...perfect.stolen, held: [...perfect.stolen.held, ...perfect.stolen.missing], missing: [] };
    const result = await score({ ...perfect, credentials, stolen });
    expect(result.falselyProven).toContain('test-migrate-password');
    expect(result.reconciliation.missing.right).toBe(0);
    expect(full(result.stolenRecall)).toBe(true);
  });

  it('wants a finding in its time and about its people', async () => {
    const late = perfect.findings.map((finding) => ({
      ...finding,
      from: '2024-03-01T00:00:00Z',
      until: '2024-03-01T00:00:00Z',
    }));
    const strangers = perfect.findings.map((finding) => ({ ...finding, principal: 'somebody@else.example' }));
    expect((await score({ ...perfect, findings: late })).attack.right).toBe(0);
    expect((await score({ ...perfect, findings: strangers })).attack.right).toBe(0);
    const byAddress = strangers.map((finding, at) => ({ ...finding, ip: truth.attack[at]?.ip ?? null }));
    expect((await score({ ...perfect, findings: byAddress })).attack.right).toBe(7);
  });

  it('counts each of several messages that were given one Message-ID', async () => {
    const [first] = truth.stolen.filter(({ status }) => status === 'held');
    const later = { ...(first as Truth['stolen'][number]), sentAt: '2024-02-20T10:00:00.000Z' };
    const twins: Truth = { ...truth, stolen: [...truth.stolen, { ...later, status: 'missing' }] };
    const [both, one] = [await score(perfectCase(twins), twins), await score(perfect, twins)];
    expect(both.stolenRecall).toEqual({ right: twins.stolen.length, of: twins.stolen.length });
    expect(full(both.reconciliation.missing) && full(both.reconciliation.held)).toBe(true);
    expect(one.stolenRecall).toEqual({ right: truth.stolen.length, of: twins.stolen.length });
    const merged = { ...perfect, stolen: { ...perfect.stolen, missing: [] } };
    expect((await score(merged, twins)).reconciliation.missing.right).toBe(0);
  });

  it('counts gaps of principals that logs or directory know, for and against', async () => {
    const gap = { principal: 'x@y.example', source: 'ual', day: truth.attack[0]?.from.slice(0, 10) ?? '' };
    const gaps = (known: boolean) => score({ ...perfect, coverageGaps: [...perfect.coverageGaps, { ...gap, known }] });
    expect([(await gaps(true)).falseGapDays, (await gaps(false)).falseGapDays]).toEqual([1, 0]);
    const strangers = perfect.coverageGaps.map((one) => ({ ...one, known: false }));
    expect((await score({ ...perfect, coverageGaps: strangers })).coverage.right).toBe(0);
  });

  it('knows a message by what the case can say of it', async () => {
    const seconds = (sentAt: string | null) => new Date(Date.parse(sentAt ?? '') + 20_000).toISOString();
    for (const change of [{ messageId: null }, { from: null }, { sentAt: null }, { from: null, sentAt: null }]) {
      const held = perfect.stolen.held.map((one) => ({ ...one, sentAt: seconds(one.sentAt), ...change }));
      const result = await score({ ...perfect, stolen: { ...perfect.stolen, held } });
      expect(result.stolenRecall.right).toBeGreaterThan(0.95 * result.stolenRecall.of);
    }
  });

  it('does not hold messages that only quote stolen mail against a case', async () => {
    expect(truth.quotingStolen.length).toBeGreaterThan(0);
    const quoting = { ...perfect.stolen, extra: [...perfect.stolen.extra, ...truth.quotingStolen] };
    const strangers = {
      ...perfect.stolen,
      extra: [...perfect.stolen.extra, { messageId: null, from: 'a@b.example', sentAt: '2024-01-01T10:00:00Z' }],
    };
    expect(full((await score({ ...perfect, stolen: quoting })).stolenPrecision)).toBe(true);
    expect(full((await score({ ...perfect, stolen: strangers })).stolenPrecision)).toBe(false);
  });
});

describe('an organisation edited by hand', () => {
  let dir: string;
  beforeAll(async () => {
    dir = join((await import('node:os')).tmpdir(), `postbreach-edited-${process.pid}`);
    await generateOrganisation(dir, { seed: 4, messages: 200 });
    return async () => (await import('node:fs/promises')).rm(dir, { recursive: true, force: true });
  });

  it('scores by what its truth says now', async () => {
    const edited: Truth = JSON.parse(await readFile(join(dir, 'truth.json'), 'utf8'));
    const mine = {
      id: 'mine',
      kind: 'password',
      value: 'Qu1et-Harbour',
      accept: [],
      beside: [],
      principal: [],
      application: [],
      host: null,
      stolen: true,
      proven: null,
      places: [{ source: 'mail/x.eml', messageId: '<mine@x>', part: '1', stolen: true }],
    };
    const after = { ...edited, credentials: [...edited.credentials.slice(1), mine] };
    await writeFile(join(dir, 'truth.json'), JSON.stringify(after));
    expect(full((await scoreOrganisation(dir, perfectCase(after))).credentials)).toBe(true);
    expect((await scoreOrganisation(dir, perfectCase(edited))).credentialsMissed).toEqual(['mine']);
  });

  it('says plainly what is wrong with its truth', async () => {
    const empty = await temporaryFolder();
    await expect(scoreOrganisation(empty, perfect)).rejects.toMatchObject({ code: 'truth-missing' });
    await writeFile(join(empty, 'truth.json'), '{"format": "postbreach-truth-1"');
    await expect(scoreOrganisation(empty, perfect)).rejects.toMatchObject({ code: 'truth-unreadable' });
    await writeFile(join(empty, 'truth.json'), '{"format": "postbreach-truth-1"}');
    await expect(scoreOrganisation(empty, perfect)).rejects.toThrow(ExamplesError);
  });
});
