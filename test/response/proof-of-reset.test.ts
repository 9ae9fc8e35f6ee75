import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import { directoryStates } from '../../src/response/directory-states.ts';
import { factsOf, type ProofWanted, proofOfReset } from '../../src/response/proof-of-reset.ts';
import { application, key, servicePrincipal, snapshot, user } from './directory-fixture.ts';

const [MARCH, APRIL, MAY] = ['2024-03-01T00:00:00.000Z', '2024-04-01T00:00:00.000Z', '2024-05-01T00:00:00.000Z'];
const at = (text: string) => text as Instant;
const changed = (day: string) => user('svc', { lastPasswordChangeAt: at(`2024-${day}T09:00:00.000Z`) });

const password: ProofWanted = {
  kind: 'password',
  principalId: 'svc',
  applicationId: null,
  keyId: null,
  after: '2024-02-10T10:00:00.000Z',
};
const secret: ProofWanted = {
  ...password,
  kind: 'client-secret',
  principalId: null,
  applicationId: 'app',
  keyId: 'k1',
};

describe('a password', () => {
  const prove = (wanted: Partial<ProofWanted>, ...exports: Parameters<typeof factsOf>[0]) =>
    proofOfReset({ ...password, ...wanted }, factsOf(exports));
  const before = snapshot(MARCH, { users: [changed('01-01'), user('other')] });

  it('is proven reset by a change after the mail that states it', () => {
    const proof = prove({}, before, snapshot(APRIL, { users: [changed('03-10'), user('other')] }));
    expect(proof).toMatchObject({ what: 'reset', fact: 'password-changed', at: '2024-03-10T09:00:00.000Z' });
    expect(proof?.detail).toBe('password changed on 2024-03-10T09:00Z, by the directory export of 2024-04-01T00:00Z');
    expect(proof?.sourceId).toBe(`export-${APRIL}`);
  });

  it.each([
    ['changed before that mail', { after: '2024-03-20T10:00:00.000Z' }],
    ['changed in the very moment of that mail', { after: '2024-03-10T09:00:00.000Z' }],
    ['of a mail without a date, which may be later', { after: null }],
    ['of another principal', { principalId: 'other' }],
    ['of nobody we know', { principalId: null }],
    ['that is no password but a token', { kind: 'token' }],
    ['that is a key of an application', { kind: 'client-secret' }],
  ])('is not proven where it was %s', (_name, wanted) => {
    expect(prove(wanted, before, snapshot(APRIL, { users: [changed('03-10'), user('other')] }))).toBeNull();
  });

  it('is not proven by one export, whatever it says, nor by two that say the same', () => {
    expect(prove({}, snapshot(APRIL, { users: [changed('03-10')] }))).toBeNull();
    expect(prove({}, before, snapshot(APRIL, { users: [changed('01-01')] }))).toBeNull();
  });

  it('is not proven where the first export does not say when it was last changed', () => {
    expect(
      prove({}, snapshot(MARCH, { users: [user('svc')] }), snapshot(APRIL, { users: [changed('03-10')] })),
    ).toBeNull();
  });

  it('is proven deactivated by an account that was disabled or is gone', () => {
    const disabled = user('svc', { accountEnabled: false });
    expect(prove({}, before, snapshot(APRIL, { users: [disabled] }))).toMatchObject({
      what: 'deactivated',
      fact: 'account-disabled',
    });
    expect(prove({}, before, snapshot(APRIL, { users: [] }))).toMatchObject({ fact: 'account-removed' });
  });

  it('is not proven by an account that is missing from an export of some users only', () => {
    const partial = snapshot(APRIL, {
      users: [],
      completeness: { users: 'partial', applications: 'whole', servicePrincipals: 'whole' },
    });
    expect(prove({}, before, partial)).toBeNull();
  });

  it('is not proven any more where the account was enabled or brought back later', () => {
    const disabled = snapshot(APRIL, { users: [user('svc', { accountEnabled: false })] });
    expect(prove({}, before, disabled, snapshot(MAY, { users: [user('svc')] }))).toBeNull();
    expect(prove({}, before, snapshot(APRIL, { users: [] }), snapshot(MAY, { users: [user('svc')] }))).toBeNull();
    const still = snapshot(MAY, { users: [user('svc', { accountEnabled: false })] });
    expect(prove({}, before, disabled, still)).toMatchObject({ fact: 'account-disabled' });
  });
});

describe('exports of users and applications in files of their own', () => {
  const only = (section: 'users' | 'applications' | 'servicePrincipals') => ({
    completeness: { users: 'absent', applications: 'absent', servicePrincipals: 'absent', [section]: 'whole' } as const,
  });
  const users = (capturedAt: string, ...all: readonly ReturnType<typeof user>[]) =>
    snapshot(capturedAt, { ...only('users'), users: all });
  const applications = (capturedAt: string, ...keys: readonly string[]) =>
    snapshot(capturedAt, {
      ...only('applications'),
      applications: [application('app', { credentials: keys.map((id) => key(id)) })],
    });
  const [later, last] = ['2024-03-01T01:00:00.000Z', '2024-04-01T01:00:00.000Z'];
  const exports = [users(MARCH, changed('01-01')), applications(later, 'k1'), users(APRIL, changed('03-10'))];

  it('prove what each shows since the one before it of its kind', () => {
    const facts = factsOf(directoryStates([...exports, applications(last)]));
    expect(proofOfReset(password, facts)).toMatchObject({ fact: 'password-changed', sourceId: `export-${APRIL}` });
    expect(proofOfReset(secret, facts)).toMatchObject({ fact: 'credential-removed', sourceId: `export-${last}` });
  });

  it('prove nothing of what they do not hold, whatever their order', () => {
    const facts = factsOf(directoryStates([...exports, snapshot(MAY, only('servicePrincipals'))].reverse()));
    expect(proofOfReset(secret, facts)).toBeNull();
    expect(proofOfReset(password, facts)).toMatchObject({ fact: 'password-changed' });
    expect(facts).toHaveLength(1);
  });

  it('prove nothing where two are of one moment, since nobody knows which came first', () => {
    expect(factsOf(directoryStates([applications(MARCH, 'k1'), applications(MARCH)]))).toEqual([]);
  });
});

describe('a client secret', () => {
  const prove = (wanted: Partial<ProofWanted>, ...exports: Parameters<typeof factsOf>[0]) =>
    proofOfReset({ ...secret, ...wanted }, factsOf(exports));
  const held = (...ids: readonly string[]) => application('app', { credentials: ids.map((id) => key(id)) });
  const before = snapshot(MARCH, { applications: [held('k1', 'k2')], servicePrincipals: [servicePrincipal('app')] });
  const afterwards = (apps: Parameters<typeof snapshot>[1]) =>
    snapshot(APRIL, { servicePrincipals: [servicePrincipal('app')], ...apps });

  it('is proven reset by the removal of that very key', () => {
    expect(prove({}, before, afterwards({ applications: [held('k2')] }))).toMatchObject({
      what: 'reset',
      fact: 'credential-removed',
      detail: expect.stringContaining('key removed k1'),
    });
  });

  it.each([
    ['another key was removed', { keyId: 'k2' }],
    ['we do not know which key it is', { keyId: null }],
    ['the mail is later than the export that shows it', { after: '2024-04-02T00:00:00.000Z' }],
  ])('is not proven where %s', (_name, wanted) => {
    expect(prove(wanted, before, afterwards({ applications: [held('k2')] }))).toBeNull();
  });

  it('is not proven by a new key beside it, nor by an export without keys', () => {
    expect(prove({}, before, afterwards({ applications: [held('k1', 'k2', 'k3')] }))).toBeNull();
    expect(prove({}, before, afterwards({ applications: [application('app', { credentials: null })] }))).toBeNull();
  });

  it('is not proven any more where the key is back', () => {
    const back = snapshot(MAY, { applications: [held('k1')], servicePrincipals: [servicePrincipal('app')] });
    expect(prove({}, before, afterwards({ applications: [held('k2')] }), back)).toBeNull();
  });

  it('is proven deactivated by its application disabled or gone, and by no other', () => {
    const disabled = {
      applications: [held('k1', 'k2')],
      servicePrincipals: [servicePrincipal('app', { accountEnabled: false })],
    };
    expect(prove({}, before, afterwards(disabled))).toMatchObject({
      what: 'deactivated',
      fact: 'application-disabled',
    });
    expect(prove({}, before, afterwards({ applications: [] }))).toMatchObject({ what: 'deactivated' });
    expect(prove({ applicationId: 'other', keyId: null }, before, afterwards(disabled))).toBeNull();
    expect(prove({ applicationId: null, keyId: null }, before, afterwards(disabled))).toBeNull();
    const again = snapshot(MAY, { applications: [held('k1')], servicePrincipals: [servicePrincipal('app')] });
    expect(prove({}, before, afterwards(disabled), again)).toBeNull();
  });
});
