import { describe, expect, it } from 'vitest';
import { buildFinder } from '../../../src/secrets/disclosures/find-disclosures.ts';
import type { DisclosureKind } from '../../../src/secrets/disclosures/index.ts';
import { checkedKinds, disclosureKinds, parseKinds } from '../../../src/secrets/disclosures/load-kinds.ts';

const kinds = disclosureKinds();
const finder = buildFinder(kinds);

type Example = DisclosureKind['examples'][number] | DisclosureKind['counterExamples'][number];

/** The values of one kind that all kinds together find in an example. */
function valuesOf(kind: DisclosureKind, example: Example): readonly string[] {
  const text = typeof example === 'string' ? example : 'text' in example ? example.text : '';
  const file = typeof example !== 'string' && 'file' in example ? example.file : null;
  const found = finder.find(Buffer.from(text), file).find((each) => each.kind === kind.id);
  return found?.located.map(({ value }) => value.reveal()) ?? [];
}

describe.each(kinds.map((kind) => [kind.id, kind] as const))('%s', (_, kind) => {
  it('finds its examples', () => {
    for (const example of kind.examples)
      expect(valuesOf(kind, example)).toEqual('values' in example ? example.values : [example.file.toLowerCase()]);
  });

  it('is silent on its counter-examples', () => {
    for (const example of kind.counterExamples) expect(valuesOf(kind, example)).toEqual([]);
  });
});

describe('a file of kinds', () => {
  const kind = (find: string) => `kinds:
  - { id: a-kind, name: A kind, category: host, technique: null, shown: clear, use: for a test only, source: "https://a.example/",
      find: ${find}, examples: [{ text: a, values: [a] }, { text: b, values: [b] }], counterExamples: [c] }`;

  it('is refused where a pattern has no bounds', () => {
    const unbounded = kind('{ by: words, words: [abc], pattern: "abc.*" }');
    expect(() => checkedKinds(parseKinds('a.yaml', unbounded))).toThrow(/a-kind/);
    const bounded = kind('{ by: words, words: [abc], pattern: "abc.{0,9}" }');
    expect(checkedKinds(parseKinds('a.yaml', bounded))).toHaveLength(1);
  });

  it('is refused where a kind names a check that there is not', () => {
    expect(() => parseKinds('a.yaml', kind('{ by: number, forms: ["999"], checks: [no-such] }'))).toThrow(/checks/);
  });

  it('is refused where two kinds share an id', () => {
    const [one] = parseKinds('a.yaml', kind('{ by: words, words: [abc] }'));
    expect(() => checkedKinds([one, one].filter((each) => each !== undefined))).toThrow(/a-kind/);
  });
});
