import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postbreachHere, records, scratch } from './postbreach.ts';

const folder = scratch();
afterAll(() => folder.remove());
const mail = (name: string, text: string) =>
  writeFileSync(folder.at(name), `From: a@b.example\nSubject: s\n\n${text}\n`);
const key = scratch();
afterAll(() => key.remove());
writeFileSync(key.at('key'), Buffer.alloc(32, 7));
mail('old.eml', 'The password for svc_backup is Blau-4711-Kran.');

const scan = (...options: readonly string[]) =>
  postbreachHere(['scan', folder.at(), '--format', 'ndjson', '--key', key.at('key'), ...options]);
const found = async (...options: readonly string[]) =>
  records(await scan(...options))
    .filter(({ type }) => type === 'finding')
    .map(({ provenance }) => (provenance as { readonly source: string }).source);
const summary = async (...options: readonly string[]) => records(await scan(...options)).at(-1);

beforeAll(async () => {
  writeFileSync(key.at('earlier.ndjson'), (await scan()).stdout);
  mail('new.eml', 'The password for svc_build is Gruen-0815-Dach.');
});

describe('a baseline', () => {
  it('leaves out what an earlier scan found, and no more', async () => {
    expect(await found()).toEqual(['new.eml', 'old.eml']);
    expect(await found('--baseline', key.at('earlier.ndjson'))).toEqual(['new.eml']);
    expect(await summary('--baseline', key.at('earlier.ndjson'))).toMatchObject({
      credentials: 1,
      setAside: { baseline: 1, allowed: 0 },
    });
  });

  it('needs its key, and must be a scan', async () => {
    expect((await postbreachHere(['scan', folder.at(), '--baseline', key.at('earlier.ndjson')])).code).toBe(2);
    writeFileSync(key.at('other.txt'), 'words\n');
    expect((await scan('--baseline', key.at('other.txt'))).code).toBe(2);
  });
});

describe('an allow-list', () => {
  it.each([
    ['source: o*.eml', ['new.eml']],
    ['source: "*"', []],
    ['source: o*x.eml', ['new.eml', 'old.eml']],
    ['principal: svc_build', ['old.eml']],
    ['{ principal: svc_build, source: old.eml }', ['new.eml', 'old.eml']],
  ])('%s', async (entry, left) => {
    const fields = entry.startsWith('{') ? entry.slice(1, -1) : entry;
    writeFileSync(key.at('allow.yaml'), `allow:\n  - { because: looked at, ${fields} }\n`);
    expect(await found('--allow-list', key.at('allow.yaml'))).toEqual(left);
  });

  it.each(['allow: []', 'allow:\n  - { because: nothing else }', 'allow:\n  - { source: no-reason }', '{{{'])(
    '%s is refused',
    async (text) => {
      writeFileSync(key.at('allow.yaml'), text);
      const ran = await scan('--allow-list', key.at('allow.yaml'));
      expect([ran.code === 0, ran.stdout]).toEqual([false, '']);
      expect(ran.stderr).toContain('allow-list');
    },
  );
});
