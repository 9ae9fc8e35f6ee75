import type { Confidence, SecretKind } from '../finding.ts';
import type { GivenRule, RefusedRule, RuleNote } from './given-rule.ts';
import { guessedKind } from './guessed-kind.ts';
import type { Dialect } from './regex/dialect.ts';
import { childrenOf, type RegexNode } from './regex/regex-node.ts';
import { requiredLiterals } from './regex/required-literals.ts';
import { type TranslatedPattern, translatePattern } from './regex/translate.ts';

/** What a format's reader knows of a rule; the rest is told from its pattern. */
export interface RuleDraft
  extends Pick<
    GivenRule,
    | 'id'
    | 'name'
    | 'written'
    | 'keywords'
    | 'entropy'
    | 'least'
    | 'exclusions'
    | 'companions'
    | 'examples'
    | 'counterExamples'
  > {
  /** Which groups hold the secret, told when the pattern is read. */
  readonly secretGroups: (groups: readonly (string | null)[]) => readonly number[];
  readonly kind?: SecretKind;
  readonly confidence?: Confidence;
  readonly references: readonly string[];
}

const ID_LENGTH = 120;
const NAME_LENGTH = 200;

/** Makes the rules of one file; what cannot be used becomes a row. */
export class RuleMaker {
  readonly rules: GivenRule[] = [];
  readonly refused: RefusedRule[] = [];
  readonly notes: RuleNote[] = [];
  readonly #file: string;
  readonly #format: GivenRule['format'];
  readonly #dialect: Dialect;

  constructor(file: string, format: GivenRule['format'], dialect: Dialect) {
    this.#file = file;
    this.#format = format;
    this.#dialect = dialect;
  }

  add(draft: RuleDraft): void {
    const translation = translatePattern(draft.written, this.#dialect);
    if (translation.type === 'refused') {
      this.refuse(draft.id, unusable(translation.because));
      return;
    }
    const { pattern, tree } = translation;
    const form = formOf(pattern, tree, draft.secretGroups(pattern.groups));
    const { name, references, secretGroups, ...rest } = draft;
    this.rules.push({
      ...rest,
      id: `${this.#format}:${plainId(draft.id)}`,
      format: this.#format,
      file: this.#file,
      name: name.replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH) || draft.id,
      kind: draft.kind ?? guessedKind(`${draft.id} ${name}`),
      form,
      confidence: draft.confidence ?? CONFIDENCE[/generic/i.test(draft.id) ? 'generic' : form],
      source: references[0] ?? `given in ${this.#file}`,
      exposure: 'Revoke it where it was issued and make a new one; then read that service’s log since the theft.',
      pattern,
      secretGroups: secretGroups(pattern.groups),
    });
  }

  /** A pattern in our terms; where it has none, the row is written. */
  translate(rule: string, written: string): TranslatedPattern | null {
    const translation = translatePattern(written, this.#dialect);
    if (translation.type === 'translated') return translation.pattern;
    this.refuse(rule, unusable(translation.because));
    return null;
  }

  refuse(rule: string, because: string): void {
    this.refused.push({ file: this.#file, rule: printableId(rule), because });
  }

  note(text: string): void {
    this.notes.push({ file: this.#file, text });
  }

  /** Says of keys that rules have and that are not looked at, in how many. */
  noteUnread(entries: readonly object[], read: ReadonlySet<string>): void {
    const counts = new Map<string, number>();
    for (const key of entries.flatMap((entry) => Object.keys(entry))) {
      if (!read.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const told = [...counts].slice(0, 20).map(([key, count]) => `${printableId(key)} (${count})`);
    if (told.length > 0) this.note(`not looked at, by number of rules: ${told.join(', ')}`);
  }
}

const CONFIDENCE: { readonly [Form in GivenRule['form']]: Confidence } = {
  format: 'high',
  vendor: 'medium',
  generic: 'low',
};
const TELLING = 4;

/** How much the value itself tells: a literal in it, one beside it, or nothing. */
function formOf(
  { literals: around }: TranslatedPattern,
  tree: RegexNode,
  groups: readonly number[],
): GivenRule['form'] {
  if (around === null) return 'generic';
  const captures = capturesOf(tree);
  const secrets = groups.length === 0 ? [tree] : groups.flatMap((group) => captures.slice(group - 1, group));
  const literals = secrets.map(requiredLiterals);
  const isTold = literals.every((each) => each?.every((literal) => literal.length >= TELLING) ?? false);
  return isTold ? 'format' : 'vendor';
}

function capturesOf(node: RegexNode): readonly RegexNode[] {
  const own = node.type === 'capture' ? [node.body] : [];
  return [...own, ...childrenOf(node).flatMap(capturesOf)];
}

function unusable(because: string): string {
  return `its pattern cannot be used: ${because}`;
}

function plainId(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, ID_LENGTH);
}

function printableId(id: string): string {
  return id.replace(/[^\x20-\x7e]+/g, ' ').slice(0, ID_LENGTH);
}
