import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Instant, parseInstant } from '../../src/core/index.ts';
import { compareSnapshots, logNamesOf, openDirectory, readDirectory } from '../../src/directory/index.ts';

const fallback = parseInstant('2024-05-01T00:00:00Z') as Instant;
const load = (name: string) => {
  const { snapshot, losses } = readDirectory(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url)), {
    source: `${name}.json`,
    capturedAt: fallback,
  });
  expect(losses).toEqual([]);
  if (snapshot === null) throw new Error('no snapshot');
  return snapshot;
};
const before = load('before');
const after = load('after');
const directory = openDirectory(before);
const idOf = (text: string) => directory.resolvePrincipal(text)?.id.slice(-1) ?? null;

describe('resolvePrincipal', () => {
  test.each([
    ['ana.ruiz@agency.example', '1'],
    ['ANA.RUIZ@AGENCY.EXAMPLE', '1'],
    ['aaaaaaaa-0000-4000-8000-000000000001', '1'],
    ['S-1-5-21-1-2-3-1001', '1'],
    ['aruiz@old.example', '1'],
    ['SMTP:aruiz@old.example', '1'],
    ['Ana Ruiz <ana@home.example>', '1'],
    ['Ana Ruiz', '1'],
    ['aruiz', '1'],
    ['AGENCY\\aruiz', '1'],
    ['agency/aruiz', '1'],
    ['svc_backup', '3'],
    ['CORP\\svc_backup', '3'],
    ['sam.lee', '2'],
    ['cccccccc-0000-4000-8000-000000000001', '1'],
    ['Invoice Bridge', '1'],
  ])('%s is one principal', (text, last) => {
    expect(idOf(text)).toBe(last);
  });

  test.each(['Sam Lee', 'info', 'nobody@agency.example', '', '   ', '/o=AGENCY/cn=aruiz', 'x'.repeat(100_000)])(
    '%s is nobody certain',
    (text) => {
      expect(idOf(text.slice(0, 100_000))).toBeNull();
    },
  );
});

describe('applications', () => {
  test('are found by application id, by name and by the hint of a secret', () => {
    expect(directory.applicationByAppId('CCCCCCCC-0000-4000-8000-000000000001')?.displayName).toBe('Invoice Bridge');
    expect(directory.applicationByName('invoice bridge')?.id).toBe('bbbbbbbb-0000-4000-8000-000000000001');
    expect(directory.applicationsByCredentialHint('q3R').map((one) => one.holder.displayName)).toEqual([
      'Invoice Bridge',
    ]);
    expect(directory.applicationsByCredentialHint('q3r')).toEqual([]);
    expect(directory.credentialByKeyId('DDDDDDDD-0000-4000-8000-000000000001')?.credential.displayName).toBe('build');
  });

  test('name their owners, those who exist first', () => {
    const application = directory.applicationByName('Invoice Bridge');
    if (application === null) throw new Error('not found');
    expect(directory.ownersOf(application).map((owner) => owner.userPrincipalName ?? owner.id)).toEqual([
      'ana.ruiz@agency.example',
      'gone',
    ]);
    expect(directory.servicePrincipalOf(application)?.id).toBe('eeeeeeee-0000-4000-8000-000000000001');
  });
});

test('privilege comes from roles and application permissions', () => {
  const privileged = (text: string) => {
    const principal = directory.resolvePrincipal(text);
    return principal !== null && directory.isPrivileged(principal);
  };
  expect(privileged('aruiz')).toBe(true);
  expect(privileged('cccccccc-0000-4000-8000-000000000001')).toBe(true);
  expect(privileged('svc_backup')).toBe(false);
});

test('logNamesOf starts with the name the event table uses', () => {
  const ana = directory.resolvePrincipal('aruiz');
  if (ana === null) throw new Error('not found');
  expect(logNamesOf(ana)[0]).toBe('ana.ruiz@agency.example');
  expect(logNamesOf(ana)).toContain('aaaaaaaa-0000-4000-8000-000000000001');
});

describe('compareSnapshots', () => {
  test('tells what changed, of whom, and when where the directory says so', () => {
    expect(
      compareSnapshots(before, after).map((one) => [
        one.what,
        one.subject.name,
        'keyId' in one ? one.keyId.slice(-1) : null,
        one.at,
      ]),
    ).toEqual([
      ['credential-added', 'cccccccc-0000-4000-8000-000000000001', '2', '2024-04-13T00:00:00.000Z'],
      ['credential-removed', 'cccccccc-0000-4000-8000-000000000001', '1', null],
      ['application-removed', 'cccccccc-0000-4000-8000-000000000002', null, null],
      ['application-disabled', 'cccccccc-0000-4000-8000-000000000001', null, null],
      ['password-changed', 'ana.ruiz@agency.example', null, '2024-04-12T09:30:00.123Z'],
      ['account-disabled', 'svc_backup@agency.example', null, null],
      ['account-removed', 'info@vendor.example', null, null],
    ]);
  });

  test('concludes nothing from what was not exported', () => {
    const partial = {
      ...after,
      completeness: { users: 'partial', applications: 'absent', servicePrincipals: 'absent' },
      applications: [],
      servicePrincipals: [],
    } as const;
    expect(compareSnapshots(before, partial).map((one) => one.what)).toEqual(['password-changed', 'account-disabled']);
    const withoutCredentials = {
      ...after,
      applications: after.applications.map((one) => ({ ...one, credentials: null })),
    };
    expect(compareSnapshots(before, withoutCredentials).some((one) => one.what === 'credential-removed')).toBe(false);
  });

  test('of a snapshot with itself is empty', () => {
    expect(compareSnapshots(before, before)).toEqual([]);
  });
});
