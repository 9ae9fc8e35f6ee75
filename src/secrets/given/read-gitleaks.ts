import { parse } from 'smol-toml';
import { z } from 'zod';
import { type Exclusion, NO_LEAST } from './given-rule.ts';
import { GO } from './regex/dialect.ts';
import { firstIssue, nameOf, objectsIn } from './rule-entry.ts';
import { RuleMaker } from './rule-maker.ts';

const texts = z.array(z.string()).default([]);

const Allowlist = z.looseObject({
  condition: z.string().default('OR'),
  regexTarget: z.string().default('secret'),
  regexes: texts,
  stopwords: texts,
  paths: texts,
  commits: texts,
  targetRules: texts,
});
type Allowlist = z.infer<typeof Allowlist>;

const GitleaksRule = z.looseObject({
  id: z.string().min(1),
  description: z.string().default(''),
  regex: z.string().optional(),
  secretGroup: z.number().int().min(0).default(0),
  entropy: z.number().default(0),
  keywords: texts,
  path: z.string().optional(),
  allowlist: Allowlist.optional(),
  allowlists: z.array(Allowlist).default([]),
});
type GitleaksRule = z.infer<typeof GitleaksRule>;

const GitleaksFile = z.looseObject({
  rules: z.array(z.unknown()).default([]),
  allowlist: Allowlist.optional(),
  allowlists: z.array(Allowlist).default([]),
  extend: z.looseObject({}).optional(),
});

const READ = new Set([
  'id',
  'description',
  'regex',
  'secretGroup',
  'entropy',
  'keywords',
  'allowlist',
  'allowlists',
  'tags',
]);

/**
 * Reads a Gitleaks configuration.
 * @throws SyntaxError where the text is no such TOML
 */
export function readGitleaks(file: string, text: string): RuleMaker {
  const maker = new RuleMaker(file, 'gitleaks', GO);
  const checked = GitleaksFile.safeParse(parse(text, { maxDepth: 50 }));
  if (!checked.success) throw new SyntaxError(firstIssue(checked.error));
  const { rules: entries, allowlist, allowlists, extend } = checked.data;
  const reader = new GitleaksReader(maker, allowlist === undefined ? allowlists : [allowlist, ...allowlists]);
  entries.forEach((entry, at) => {
    const rule = GitleaksRule.safeParse(entry);
    if (rule.success) reader.add(rule.data);
    else maker.refuse(nameOf(entry, at), firstIssue(rule.error));
  });
  refuseExtension(maker, extend);
  maker.noteUnread(objectsIn(entries), READ);
  return maker;
}

class GitleaksReader {
  readonly #maker: RuleMaker;
  readonly #everywhere: readonly { readonly exclusion: Exclusion; readonly rules: readonly string[] }[];
  #pathCount = 0;

  constructor(maker: RuleMaker, everywhere: readonly Allowlist[]) {
    this.#maker = maker;
    this.#everywhere = everywhere.flatMap((list) =>
      this.#exclusions('[allowlist]', list).map((exclusion) => ({ exclusion, rules: list.targetRules })),
    );
  }

  add(rule: GitleaksRule): void {
    const { id, regex, secretGroup } = rule;
    if (regex === undefined) {
      this.#maker.refuse(id, 'it looks at names of files alone, which mail does not vouch for');
      return;
    }
    if (rule.path !== undefined) this.#maker.note(`${id}: its path is not looked at; it is tried on every text`);
    const lists = rule.allowlist === undefined ? rule.allowlists : [rule.allowlist, ...rule.allowlists];
    const everywhere = this.#everywhere.filter(({ rules }) => rules.length === 0 || rules.includes(id));
    this.#maker.add({
      id,
      name: rule.description || id,
      written: regex,
      // Without a number the first group that matched is the secret.
      secretGroups: (groups) =>
        secretGroup > 0 ? [Math.min(secretGroup, groups.length)] : groups.map((_, at) => at + 1),
      references: [],
      keywords: rule.keywords,
      entropy: rule.entropy,
      // Gitleaks itself asks this of rules called generic.
      least: id.startsWith('generic') ? { ...NO_LEAST, digit: 1 } : NO_LEAST,
      exclusions: [
        ...lists.flatMap((list) => this.#exclusions(id, list)),
        ...everywhere.map(({ exclusion }) => exclusion),
      ],
      companions: [],
      examples: [],
      counterExamples: [],
    });
  }

  /** What an allow-list excludes, as far as it goes by the text: with `AND`, a path or commit can never be met. */
  #exclusions(rule: string, list: Allowlist): readonly Exclusion[] {
    const isBoth = /^(?:AND|&&)$/i.test(list.condition);
    if (list.paths.length + list.commits.length > 0) this.#notePaths();
    if (isBoth && list.paths.length + list.commits.length > 0) return [];
    const patterns = list.regexes.flatMap((regex) => this.#maker.translate(`${rule} (allow-list)`, regex) ?? []);
    const words = list.stopwords.map((word) => word.toLowerCase());
    if (isBoth && patterns.length < list.regexes.length) return [];
    const target = list.regexTarget === 'match' || list.regexTarget === 'line' ? list.regexTarget : 'secret';
    const needs = isBoth && patterns.length > 0 && words.length > 0 ? 'both' : 'either';
    return patterns.length + words.length === 0 ? [] : [{ target, needs, patterns, words }];
  }

  #notePaths(): void {
    this.#pathCount += 1;
    if (this.#pathCount === 1)
      this.#maker.note('paths and commits of allow-lists are not looked at: nothing is left out for them');
  }
}

function refuseExtension(maker: RuleMaker, extend: object | undefined): void {
  if (extend === undefined) return;
  const asked = Object.entries(extend).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  maker.refuse(
    '[extend]',
    `other files are never fetched (${asked.join(', ').slice(0, 200)}); give the file it extends with --rules too, and leave out there what it disables`,
  );
}
