import type { Confidence, SecretKind } from '../finding.ts';
import type { AnalysedRule } from '../pack/analysed-rule.ts';
import type { TranslatedPattern } from './regex/translate.ts';

/** A file of rules that a user gives: its text goes with it, so that a case needs no file later. */
export interface RuleFile {
  /** As the user wrote it; names the file in messages. */
  readonly path: string;
  readonly text: string;
}

/** Whose form a file of rules has; also what ids of its rules begin with. */
export type RuleFormat = 'gitleaks' | 'kingfisher' | 'noseyparker' | 'trufflehog' | 'own';

/** Kinds of characters a secret must hold so many of. */
export interface LeastCharacters {
  readonly digit: number;
  readonly lower: number;
  readonly upper: number;
  readonly symbol: number;
}

/** What a rule's author knows to be no secret. */
export interface Exclusion {
  readonly target: 'secret' | 'match' | 'line';
  /** Whether patterns and words must both be met, or either. */
  readonly needs: 'both' | 'either';
  readonly patterns: readonly TranslatedPattern[];
  /** Lower case; one stands in the secret. */
  readonly words: readonly string[];
}

/** A rule of another tool, in our terms. */
export interface GivenRule {
  /** The author's id behind the format: `gitleaks:acme-token`. */
  readonly id: string;
  readonly format: Exclude<RuleFormat, 'own'>;
  readonly file: string;
  readonly name: string;
  readonly kind: SecretKind;
  /** How much the value itself tells. */
  readonly form: 'format' | 'vendor' | 'generic';
  readonly confidence: Confidence;
  readonly source: string;
  readonly exposure: string;
  /** The pattern as its author wrote it. */
  readonly written: string;
  readonly pattern: TranslatedPattern;
  /** Numbers of the groups that may hold the secret: the first that matched does; where there are none it is the whole match. */
  readonly secretGroups: readonly number[];
  /** One must stand in the text, in either case; where there are none the rule is tried without. */
  readonly keywords: readonly string[];
  /** Bits per character that the secret must exceed; 0 asks for nothing. */
  readonly entropy: number;
  readonly least: LeastCharacters;
  readonly exclusions: readonly Exclusion[];
  /** Patterns of which each must match somewhere in the text. */
  readonly companions: readonly TranslatedPattern[];
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
}

/** A rule in our own form; its id begins with `own:`. */
export interface OwnRule extends AnalysedRule {
  readonly file: string;
}

/** A rule, or a part of one, that cannot be used. */
export interface RefusedRule {
  readonly file: string;
  /** Its id, or what stands in its place: `[extend]`, `rule 3`, `the file`. */
  readonly rule: string;
  readonly because: string;
}

/** Something that a file says and that is left out on purpose. */
export interface RuleNote {
  readonly file: string;
  readonly text: string;
}

/** What files of rules came to. */
export interface GivenRules {
  readonly rules: readonly GivenRule[];
  /** Rules in our own form. */
  readonly own: readonly OwnRule[];
  readonly refused: readonly RefusedRule[];
  readonly notes: readonly RuleNote[];
}

export const NOTHING_GIVEN: GivenRules = { rules: [], own: [], refused: [], notes: [] };
export const NO_LEAST: LeastCharacters = { digit: 0, lower: 0, upper: 0, symbol: 0 };
