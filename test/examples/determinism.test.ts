import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExamplesError, generateOrganisation } from '../../examples/index.ts';
import { makeOrganisation } from '../../examples/make-organisation.ts';
import { temporaryFolder } from './temporary-folder.ts';

const contents = async (dir: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (path) => [path.slice(dir.length), await readFile(path, 'base64')] as const)),
  );
};

describe('generateOrganisation', () => {
  it('writes the same bytes for the same seed, also over an older organisation', async () => {
    const [one, two] = [await temporaryFolder(), await temporaryFolder()];
    await generateOrganisation(two, { seed: 8, messages: 220 });
    const summaries = [
      await generateOrganisation(one, { seed: 7, messages: 220 }),
      await generateOrganisation(two, { seed: 7, messages: 220 }),
    ];
    expect(summaries[0]).toEqual(summaries[1]);
    const [first, second] = [await contents(one), await contents(two)];
    expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
    for (const [path, bytes] of first) expect(second.get(path) === bytes, path).toBe(true);
  });

  it('reports every file it writes', async () => {
    const seen: number[] = [];
    const summary = await generateOrganisation(await temporaryFolder(), {
      seed: 7,
      messages: 150,
      onProgress: ({ done, total }) => seen.push(done / total),
    });
    expect(seen.length).toBe(summary.files);
    expect(seen.at(-1)).toBe(1);
  });

  it('refuses a folder that holds something else', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'thesis.txt'), 'do not lose me');
    await expect(generateOrganisation(dir, { seed: 1 })).rejects.toThrow(ExamplesError);
    expect(await readdir(dir)).toEqual(['thesis.txt']);
  });
});

describe('another seed', () => {
  const [one, two] = [makeOrganisation(1, 200), makeOrganisation(2, 200)];

  it('gives other secrets, other people and other times', () => {
    const values = new Set(one.truth.credentials.map((credential) => credential.value));
    expect(two.truth.credentials.filter((credential) => values.has(credential.value))).toEqual([]);
    const people = (organisation: typeof one) =>
      new Set(
        organisation.letters
          .map(({ letter }) => letter.from.address)
          .filter((address) => !/^(svc|cloud|gov|case|scanner|monitor|mailer)/.test(address)),
      );
    const shared = [...people(one)].filter((address) => people(two).has(address));
    expect(shared.length).toBeLessThan(people(one).size / 3);
    expect(two.truth.attack.map((step) => step.from)).not.toEqual(one.truth.attack.map((step) => step.from));
  });

  it('tells the same story', () => {
    const story = (organisation: typeof one) =>
      organisation.truth.credentials.map(({ id, kind, stolen, proven, places }) => [
        id,
        kind,
        stolen,
        proven,
        places.length,
      ]);
    expect(story(two)).toEqual(story(one));
  });

  it('holds for every small size and many seeds', () => {
    for (let seed = 100; seed < 104; seed += 1) {
      const { truth } = makeOrganisation(seed, 130 + seed);
      expect(new Set(truth.credentials.map((credential) => credential.value)).size).toBe(60);
      expect(truth.credentials.filter((credential) => credential.places.length === 0)).toEqual([]);
    }
  });
});
