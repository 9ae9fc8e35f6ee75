import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Instant } from '../../src/core/index.ts';
import {
  actionsInForce,
  directiveClock,
  directiveIds,
  loadDirective,
  parseDirective,
} from '../../src/directive/index.ts';

const at = (text: string) => text.replace(/(:\d\d)Z$/, '$1.000Z') as Instant;

describe.each(directiveIds())('directive %s', (id) => {
  const pack = loadDirective(id);

  it.each(pack.examples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const completedAt = example['completed-at'];
    const rows = directiveClock(pack, {
      now: at(example.now),
      zone: example.zone,
      affected: example.affected ?? 'notified',
      submitted: new Set(example.submitted),
      done: new Set(),
      completedAt: completedAt === undefined ? null : at(completedAt),
    });
    for (const expected of example.expect) expect(rows.find((row) => row.id === expected.id)).toMatchObject(expected);
    for (const absent of example.absent ?? []) expect(rows.map((row) => row.id)).not.toContain(absent);
  });
});

describe('a later direction', () => {
  const pack = {
    ...loadDirective('ed-24-02'),
    amendments: [
      {
        id: 'v1',
        title: 'Supplemental direction',
        issued: '2024-04-20',
        supersedes: ['2.1'],
        actions: [
          {
            ...actionsInForce(loadDirective('ed-24-02'), '2024-04-02')[1],
            id: 'v1.1',
            due: { date: '2024-06-01', time: '12:00' },
          },
        ],
      },
    ],
  };
  const amended = parseDirective(stringify(pack), 'amended');

  it('supersedes the actions it names from its day on, and leaves the rest', () => {
    const ids = (day: string) => actionsInForce(amended, day).map((action) => action.id);
    expect(ids('2024-04-19')).toEqual(['1', '2.1', '2.2', '3', '4']);
    expect(ids('2024-04-20')).toEqual(['1', '2.2', '3', '4', 'v1.1']);
  });
});

describe('loadDirective', () => {
  it.each(['none', '../secrets/x', ''])('refuses %j', (id) => {
    expect(() => loadDirective(id)).toThrow(expect.objectContaining({ code: 'directive-not-found', exit: 2 }));
  });

  it('refuses a pack with a fault, and says where', () => {
    const broken = stringify({ ...loadDirective('ed-24-02'), actions: [] });
    expect(() => parseDirective(broken, 'x.yaml')).toThrow(/x\.yaml is no directive pack: actions/);
  });
});
