import { describe, expect, it } from 'vitest';
import { keyedHash } from '../../src/core/index.ts';
import { type DirectorySnapshot, openDirectory } from '../../src/directory/index.ts';
import { attribute, type Clues, type StatedName } from '../../src/response/attribution.ts';
import { application, key, servicePrincipal, snapshot, user } from './directory-fixture.ts';

const hash = keyedHash(new Uint8Array(32).fill(3));
const hintOf = (secret: string) => hash.hex('secret-hint', secret.slice(0, 3));

const directory = (stated: Partial<DirectorySnapshot>) =>
  openDirectory(snapshot('2024-03-01T00:00:00.000Z', stated).snapshot);

const named = (...names: readonly string[]): readonly StatedName[] => names.map((name) => ({ name, evidence: null }));

const clues = (stated: Partial<Clues>): Clues => ({
  kind: 'password',
  principals: [],
  hosts: [],
  hint: hintOf('???'),
  firstSent: null,
  ...stated,
});

describe('a client secret', () => {
  const secret = 'abc8Q~rest';
  const build = application('build-app', { displayName: 'Build', credentials: [key('key-build', 'abc')] });
  const owned = servicePrincipal('build-app', {
    owners: [{ id: 'ana', userPrincipalName: null, displayName: null }],
    appRoles: [{ id: null, name: 'Mail.ReadWrite' }],
  });
  const asked = clues({ kind: 'client-secret', hint: hintOf(secret) });

  it('is met by its first three characters, and tied to key, principal and owner', () => {
    const known = directory({ users: [user('ana')], applications: [build], servicePrincipals: [owned] });
    expect(attribute(asked, [known], hash)).toEqual({
      principalId: owned.id,
      principalName: 'build-app',
      privileged: true,
      applicationId: 'build-app',
      applicationName: 'Build',
      keyId: 'key-build',
      owner: 'ana@agency.example',
      tie: { reason: 'hint', confidence: 'high', evidence: null },
    });
  });

  const other = application('other-app', { displayName: 'Other', credentials: [key('key-other', 'abc')] });

  it('is tied to nothing where two keys begin alike and the text names neither', () => {
    const known = directory({ applications: [build, other] });
    expect(attribute(asked, [known], hash)).toMatchObject({ keyId: null, applicationId: null });
  });

  it.each([['other-app'], ['OTHER'], ['Other']])('is tied to the one the text names: %s', (name) => {
    const known = directory({ applications: [build, other] });
    expect(attribute({ ...asked, principals: named(name) }, [known], hash).keyId).toBe('key-other');
    expect(attribute({ ...asked, hosts: [name] }, [known], hash).keyId).toBe('key-other');
  });

  it('is tied to nothing where one application has two keys that begin alike', () => {
    const twice = application('build-app', { credentials: [key('one', 'abc'), key('two', 'abc')] });
    const wanted = { ...asked, principals: named('build-app') };
    expect(attribute(wanted, [directory({ applications: [twice] })], hash).keyId).toBeNull();
  });

  it('is met by a key that a later export no longer has', () => {
    const [before, after] = [
      directory({ applications: [build] }),
      directory({ applications: [application('build-app')] }),
    ];
    expect(attribute(asked, [before, after], hash).keyId).toBe('key-build');
  });

  it('is met by letters of the same case alone, and no other kind by a hint', () => {
    const known = directory({ applications: [build] });
    expect(attribute({ ...asked, hint: hintOf('ABC') }, [known], hash).keyId).toBeNull();
    expect(attribute({ ...asked, kind: 'password' }, [known], hash).keyId).toBeNull();
  });
});

describe('anything else', () => {
  it('is tied to the first name that resolves, with its manager as owner', () => {
    const manager = { id: 'boss', userPrincipalName: null, displayName: null };
    const svc = user('svc', { manager, roles: [{ id: null, name: 'Global Administrator' }] });
    const known = directory({ users: [svc, user('boss')] });
    const found = attribute(clues({ principals: named('nobody', 'svc@agency.example', 'boss') }), [known], hash);
    expect(found).toMatchObject({ principalId: 'svc', owner: 'boss@agency.example', privileged: true });
  });

  it('is its own owner where a user has no manager', () => {
    const found = attribute(clues({ principals: named('svc') }), [directory({ users: [user('svc')] })], hash);
    expect(found).toMatchObject({
      principalName: 'svc@agency.example',
      owner: 'svc@agency.example',
      privileged: false,
    });
  });

  it('is tied to nobody where two share the name', () => {
    const twins = [user('a', { displayName: 'Sam Lee' }), user('b', { displayName: 'Sam Lee' })];
    expect(
      attribute(clues({ principals: named('Sam Lee') }), [directory({ users: twins })], hash).principalId,
    ).toBeNull();
  });

  it('goes by the newest export that knows the name', () => {
    const old = directory({ users: [user('old', { userPrincipalName: 'svc@agency.example' })] });
    const now = directory({ users: [user('new', { userPrincipalName: 'svc@agency.example' })] });
    const asked = clues({ principals: named('svc@agency.example') });
    expect(attribute(asked, [old, now], hash).principalId).toBe('new');
    expect(attribute(asked, [old, directory({})], hash).principalId).toBe('old');
  });

  it('is tied to an application that has no principal here', () => {
    const known = directory({ applications: [application('tool-app', { displayName: 'Tool' })] });
    expect(attribute(clues({ principals: named('Tool') }), [known], hash)).toMatchObject({
      applicationId: 'tool-app',
      principalId: null,
    });
  });
});
