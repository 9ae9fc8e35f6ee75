import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { afterAll, describe, expect, it } from 'vitest';
import { writeZip } from '../evidence/zip-fixture.ts';
import { postbreachHere, scratch } from './postbreach.ts';

const SCHEMA = '../shared/schemas/sarif/sarif-schema-2.1.0.json';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
    readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  }[];
}

interface Log {
  readonly runs: readonly [
    {
      readonly results: readonly Result[];
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: readonly [
        { readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[] },
      ];
    },
  ];
}

const folder = scratch();
afterAll(() => folder.remove());
writeFileSync(
  folder.at('a b#ü.eml'),
  'From: a@b.example\nSubject: s\n\nThe password for svc_backup is Blau-4711-Kran.\n',
);
writeFileSync(folder.at('notes.zip'), writeZip([{ name: 'notes.txt', data: 'db_password = "Gruen-4711-Kran"' }]));
writeFileSync(
  folder.at('sound.mp3'),
  Buffer.concat([Buffer.from('ID3\x03\0\0\0'), Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 151) & 255))]),
);

const scan = (...options: readonly string[]) => postbreachHere(['scan', folder.at(), ...options]);
const log = async (...options: readonly string[]) =>
  JSON.parse((await scan('--format', 'sarif', ...options)).stdout) as Log;

describe('scan --format sarif', () => {
  it('gives each finding its rule, level, place and fingerprint, and each loss a notification', async () => {
    const { results, tool, invocations } = (await log()).runs[0];
    const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    expect(uris).toContain('a%20b%23%C3%BC.eml');
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true);
    const zipped = results.find(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri === 'notes.zip');
    expect(zipped?.locations[0]?.logicalLocations?.[0]?.fullyQualifiedName).toContain('notes.txt');
    expect(invocations[0].toolExecutionNotifications.map(({ message }) => message.text).join()).toContain(
      'unsupported',
    );
  });

  it('shows no secret', async () => {
    const { stdout } = await scan('--format', 'sarif');
    for (const secret of ['Blau-4711-Kran', 'Gruen-4711-Kran']) expect(stdout).not.toContain(secret);
  });

  it('is a log without results where nothing is found', async () => {
    const empty = scratch();
    const { stdout } = await postbreachHere(['scan', empty.at(), '--format', 'sarif']);
    empty.remove();
    expect((JSON.parse(stdout) as Log).runs[0].results).toEqual([]);
  });

  it.skipIf(!existsSync(SCHEMA))('is valid by the official schema (skipped where ../shared is not there)', async () => {
    const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
    expect([validate(await log()), validate.errors]).toEqual([true, null]);
    expect(validate({ ...(await log()), version: '9' })).toBe(false);
  });
});

describe('scan --explain', () => {
  it('says why a credential is believed to be one, and what to do', async () => {
    const { stdout } = await scan('--explain');
    expect(stdout).toMatch(/· because /);
    expect(stdout).toMatch(/· to do: /);
    expect((await scan()).stdout).not.toMatch(/· because /);
  });
});
