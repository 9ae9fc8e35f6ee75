import type { Formula } from '../value/formula.ts';
import type { Correlation } from './correlation.ts';

export type SigmaLevel = 'informational' | 'low' | 'medium' | 'high' | 'critical';

/** What a rule says of itself, whatever its kind. */
export interface RuleHead {
  /** File it stands in, as it was given, and which document of it, from 1. */
  readonly file: string;
  readonly document: number;
  readonly id: string | null;
  /** The name by which correlations and filters may refer to it. */
  readonly name: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly level: SigmaLevel;
  /** ATT&CK technique ids of the tags. */
  readonly attack: readonly string[];
  readonly falsePositives: readonly string[];
}

export interface LogSource {
  readonly category: string | null;
  readonly product: string | null;
  readonly service: string | null;
}

/** A rule that single events match. */
export interface EventRule {
  readonly kind: 'events';
  readonly head: RuleHead;
  readonly logsource: LogSource;
  readonly formula: Formula;
}

/** A rule over the events that other rules match. */
export interface CorrelationRule {
  readonly kind: 'correlation';
  readonly head: RuleHead;
  readonly correlation: Correlation;
}

/** A condition put on other rules. */
export interface FilterRule {
  readonly kind: 'filter';
  readonly head: RuleHead;
  readonly logsource: LogSource;
  /** Ids or names of the rules it applies to; `any` means all of its log source. */
  readonly rules: readonly string[] | 'any';
  /** What an event must also fulfil. */
  readonly formula: Formula;
}

export type SigmaRule = EventRule | CorrelationRule | FilterRule;
