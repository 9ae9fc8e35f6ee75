import { describe, expect, test } from 'vitest';
import { keyedHash, parseInstant } from '../../src/core/index.ts';
import type { DetectionFixture } from '../../src/review/detection/detection-pack.ts';
import { type Finding, loadDetections, runDetections, type Scope } from '../../src/review/index.ts';
import { type StatedEvent, withEvents } from './memory-events.ts';

const packs = loadDetections();
const hash = keyedHash(new Uint8Array(32).fill(7));
const HOUR = 3_600_000;

function expand(fixture: DetectionFixture): readonly StatedEvent[] {
  return fixture.events.flatMap(({ repeat, ...event }) =>
    Array.from({ length: repeat?.times ?? 1 }, (_, index) => ({
      ...event,
      at: new Date(Date.parse(event.at) + index * (repeat?.every ?? 0) * HOUR).toISOString(),
    })),
  );
}

function scopeOf(fixture: DetectionFixture): Scope {
  const instant = (text: string | undefined) => (text === undefined ? null : parseInstant(text));
  return { kind: 'tenant', from: instant(fixture.scope?.from), until: instant(fixture.scope?.until) };
}

const flat = (finding: Finding): Readonly<Record<string, unknown>> => ({ ...finding, ...finding.summary });

test('the six detections of the first release are there', () => {
  expect(packs.map((pack) => pack.id)).toEqual(
    expect.arrayContaining([
      'application-credential-added',
      'first-seen-mail-application',
      'mail-forwarding',
      'mail-permission-consent',
      'non-owner-mail-access',
      'password-spray-success',
    ]),
  );
});

describe.each(packs.map((pack) => [pack.id, pack] as const))('%s', (_id, pack) => {
  test.each(pack.fixtures.map((fixture) => [fixture.kind, fixture.name, fixture] as const))(
    '%s: %s',
    async (kind, _name, fixture) => {
      const findings = await withEvents(expand(fixture), (events) =>
        runDetections(events, scopeOf(fixture), [pack], { hash }),
      );
      expect(findings).toHaveLength(fixture.expect.length);
      const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
      fixture.expect.forEach((expected) => {
        expect(findings.map(flat).sort(byText)).toContainEqual(expect.objectContaining(expected));
      });
      if (kind !== 'positive') expect(findings.filter((one) => one.answer === 'raised')).toEqual([]);
      for (const finding of findings.filter((one) => one.answer !== 'not-answerable')) {
        expect(finding.eventIds.length).toBeGreaterThan(0);
        expect(finding.eventIds.length).toBeLessThanOrEqual(100);
      }
    },
  );
});
