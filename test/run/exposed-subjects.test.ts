import { expect, test } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import type { WorkItem } from '../../src/response/index.ts';
import { exposedSubjects } from '../../src/run/exposed-subjects.ts';

const NOW = '2024-04-01T00:00:00.000Z' as Instant;

const item: WorkItem = {
  id: 'c1',
  fingerprint: 'f1',
  rule: 'prose-password',
  kind: 'password',
  confidence: 'high',
  preview: 'Pl…',
  stolen: true,
  occurrences: 1,
  firstSent: '2024-01-02T00:00:00.000Z',
  lastSent: null,
  exposedFrom: null,
  namedPrincipal: null,
  principalId: null,
  principalName: null,
  privileged: false,
  applicationId: null,
  applicationName: null,
  keyId: null,
  owner: null,
  sharedBy: null,
  host: null,
  validity: { state: 'unknown', reason: '', mintedAt: null, expiresAt: null },
  strength: { level: 'machine-made' },
  tie: null,
  reuse: { accounts: 0, hosts: 0, kin: 0 },
  resolution: { state: 'open' },
};

const identities = (...items: readonly Partial<WorkItem>[]) =>
  exposedSubjects(
    items.map((one) => ({ ...item, ...one })),
    [],
    NOW,
  ).map(({ id, kind, identity }) => [id, kind, identity]);

test('principals and applications that the directory knows are resolved, names in a text are as written', () => {
  expect(
    identities(
      { principalId: 'oid-1', principalName: 'ana@agency.example', namedPrincipal: 'Ana' },
      { applicationId: 'app-1', applicationName: 'Tide' },
      { namedPrincipal: 'Bea@agency.example' },
      { namedPrincipal: 'root' },
    ),
  ).toEqual([
    ['Tide', 'application', 'resolved'],
    ['ana@agency.example', 'user', 'resolved'],
    ['bea@agency.example', 'user', 'as-written'],
  ]);
});

test('a principal resolved for one of its credentials is resolved', () => {
  const known = { principalId: 'oid-1', principalName: 'ana@agency.example' };
  const named = { namedPrincipal: 'ana@agency.example' };
  const resolved = [['ana@agency.example', 'user', 'resolved']];
  expect(identities(known, named)).toEqual(resolved);
  expect(identities(named, known)).toEqual(resolved);
});
