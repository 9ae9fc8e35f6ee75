import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogsError, loadMapping, recogniseLog } from '../../src/logs/index.ts';
import { valueAt } from '../../src/logs/mapping/field-path.ts';
import { shippedMappings } from '../../src/logs/mapping/load-mappings.ts';
import { mappedTime } from '../../src/logs/mapping/mapped-time.ts';
import type { Mapping } from '../../src/logs/mapping/mapping.ts';
import { readMapped } from '../../src/logs/mapping/read-mapped.ts';
import { ingest, quoted, scratch } from './log-kit.ts';

type Example = Mapping['examples'][number];

function rendered(mapping: Mapping, { record }: Example): string {
  if (mapping.format === 'json') return `${JSON.stringify([record], null, 2)}\n`;
  return [Object.keys(record), Object.values(record)].map((row) => row.map(quoted).join(',')).join('\r\n');
}

describe('shipped mappings', () => {
  for (const mapping of shippedMappings()) {
    for (const [number, example] of mapping.examples.entries()) {
      it(`${mapping.id} is recognised and reads its example ${number + 1} as it says`, () => {
        expect(recogniseLog(Buffer.from(rendered(mapping, example)))?.name).toBe(`mapped-${mapping.id}`);
        const facts = readMapped(mapping, example.record);
        const { details, ...columns } = example.expect;
        expect(facts).toMatchObject({ source: 'mapped', ...columns });
        if (details !== undefined) {
          expect('details' in facts && JSON.parse(facts.details ?? 'null')).toMatchObject(details as object);
        }
      });
    }

    it(`${mapping.id} keeps nothing of what it leaves out`, () => {
      for (const { record } of mapping.examples) {
        const planted = {
          ...record,
          ...Object.fromEntries(mapping['leave-out'].map((name) => [name, 'planted words'])),
        };
        expect(JSON.stringify(readMapped(mapping, planted))).not.toContain('planted words');
      }
    });

    it(`${mapping.id} is not taken for a log that lacks one of the fields it requires`, () => {
      const [example] = mapping.examples;
      for (const path of mapping.requires) {
        const outer = path.split('.', 1)[0] ?? '';
        const { [outer]: _left, ...record } = example?.record ?? {};
        const shape = recogniseLog(Buffer.from(rendered(mapping, { record, expect: {} })));
        expect(shape?.name).not.toBe(`mapped-${mapping.id}`);
      }
    });
  }
});

const FIREWALL = `
id: site-vpn
title: Site VPN
format: csv
requires: [When, Who, From]
time: {from: When, format: day-first}
category: {default: sign-in}
outcome: {from: Result, success: [ok], failure: [no*]}
principal-type: user
columns: {principal: Who, ip: From, operation: Action}
examples:
  - record: {When: 05.03.2024 06:07, Who: Jo@agency.example, From: 203.0.113.9, Action: connect, Result: ok}
    expect: {at: '2024-03-05T06:07:00.000Z', principal: jo@agency.example}
`;

describe("a user's mapping", () => {
  it('makes events of a log no one else knows; a row without a time is a loss', async () => {
    await using folder = await scratch();
    writeFileSync(folder.file('vpn.yaml'), FIREWALL);
    const log =
      'When;Who;From;Action;Result\n05.03.2024 06:07:08;Jo@agency.example;203.0.113.9:99;connect;no such user\nnever;x;y;z;ok\n';
    writeFileSync(folder.file('vpn.csv'), log);
    const mappings = [loadMapping(folder.file('vpn.yaml'))];
    const { result, losses } = await ingest(folder.file('vpn.csv'), { outDir: folder.file('events'), mappings });
    expect(result).toMatchObject({
      state: 'ingested',
      shape: { name: 'mapped-site-vpn' },
      tally: { expected: 2, read: 1, unreadable: 1 },
      kinds: [{ source: 'mapped', operation: 'connect', records: 1 }],
    });
    expect(losses.map(({ reason, level }) => [reason, level])).toEqual([['damaged', 'row']]);
    expect(recogniseLog(Buffer.from(log))).toBeNull();
  });

  it('is refused with its faults', async () => {
    await using folder = await scratch();
    for (const [text, fault] of [
      ['id: x', 'id'],
      [FIREWALL.replace('principal: Who', 'colour: Who'), 'columns'],
      [FIREWALL.replace('day-first', 'whenever'), 'time.format'],
      ['{', 'YAML'],
    ]) {
      writeFileSync(folder.file('bad.yaml'), text ?? '');
      expect(() => loadMapping(folder.file('bad.yaml'))).toThrow(
        expect.objectContaining({ code: 'bad-mapping', message: expect.stringContaining(fault ?? '') }),
      );
    }
    expect(() => loadMapping(folder.file('none.yaml'))).toThrow(LogsError);
  });
});

describe('mappedTime', () => {
  const CASES = [
    ['iso', '2024-03-05T06:07:08+01:00', '2024-03-05T05:07:08.000Z'],
    ['month-first', '3/5/2024 6:07:08 PM', '2024-03-05T18:07:08.000Z'],
    ['day-first', '05/03/2024 18:07', '2024-03-05T18:07:00.000Z'],
    ['day-first', '35/03/2024 18:07', null],
    ['seconds', '1709618828.5', '2024-03-05T06:07:08.500Z'],
    ['milliseconds', 1709618828123, '2024-03-05T06:07:08.123Z'],
    ['milliseconds', -5, null],
    ['clf', '[05/Mar/2024:06:07:08 +0100]', '2024-03-05T05:07:08.000Z'],
    ['clf', '05/Foo/2024:06:07:08', null],
  ] as const;
  for (const [format, text, at] of CASES)
    it(`reads ${text} as ${format}`, () => expect(mappedTime(text, format)).toBe(at));

  it('never throws', () => {
    const formats = ['iso', 'month-first', 'day-first', 'seconds', 'milliseconds', 'clf'] as const;
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...formats),
        (value, format) => mappedTime(value, format) !== undefined,
      ),
    );
  });
});

describe('valueAt', () => {
  const record = { 'a.b': 1, c: { d: [{ name: 'x', value: 2 }, { e: 3 }] }, text: '{"f":4}' };
  it('follows names, indexes, every element and named elements; a name with dots comes first', () => {
    expect(
      ['a.b', 'c.d.x', 'c.d.1.e', 'c.d.*.e', 'text.f', 'c.none', 'constructor', 'c.__proto__'].map((path) =>
        valueAt(record, path),
      ),
    ).toEqual([1, 2, 3, [undefined, 3], 4, undefined, undefined, undefined]);
  });
});
