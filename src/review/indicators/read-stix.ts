import { type Instant, parseInstant } from '../../core/index.ts';
import type { Indicator, IndicatorList, UnusableIndicator } from './indicator.ts';
import { comparisonOf } from './indicator-value.ts';
import { readStixPattern } from './stix-pattern.ts';

type StixObject = Readonly<Record<string, unknown>>;

/** Whether parsed JSON is a STIX bundle, or a bare list of STIX objects. */
export function isStix(value: unknown): boolean {
  return objectsOf(value) !== null;
}

/**
 * The indicators of a STIX 2.x bundle. Observables (`ipv4-addr` and the like) count only where the bundle has no indicator: beside
 * indicators they say what was seen, victims included, and not what is bad.
 */
export function readStix(value: unknown): IndicatorList {
  const objects = objectsOf(value) ?? [];
  const stated = objects.filter(({ type }) => type === 'indicator');
  const read = stated.length > 0 ? stated.map(readIndicator) : objects.flatMap(readObservable);
  return {
    indicators: read.filter((one): one is Indicator => 'any' in one),
    unusable: read.filter((one): one is UnusableIndicator => 'why' in one),
  };
}

function objectsOf(value: unknown): readonly StixObject[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const list: unknown = Array.isArray(value) ? value : 'objects' in value ? value.objects : null;
  if (!Array.isArray(list)) return null;
  const objects = list.filter((one): one is StixObject => typeof one === 'object' && one !== null);
  const first = objects[0];
  return first !== undefined && typeof first.type === 'string' && String(first.id ?? '').startsWith(`${first.type}--`)
    ? objects
    : null;
}

function readIndicator(object: StixObject): Indicator | UnusableIndicator {
  const id = textOf(object.id) ?? 'an indicator without an id';
  if (object.revoked === true) return { id, why: 'It was revoked by its author.' };
  const language = textOf(object.pattern_type) ?? 'stix';
  const pattern = textOf(object.pattern);
  if (language !== 'stix' || pattern === null) return { id, why: `Its pattern is ${language.slice(0, 20)}, not STIX.` };
  const reading = readStixPattern(pattern);
  if ('why' in reading) return { id, why: reading.why };
  return {
    id,
    name: textOf(object.name) ?? pattern.slice(0, 120),
    any: reading.any,
    from: instantOf(object.valid_from),
    until: instantOf(object.valid_until),
  };
}

const OBSERVABLES: ReadonlySet<string> = new Set(['ipv4-addr', 'ipv6-addr', 'domain-name', 'url', 'email-addr']);

function readObservable(object: StixObject): readonly (Indicator | UnusableIndicator)[] {
  const type = textOf(object.type) ?? '';
  if (!OBSERVABLES.has(type)) return [];
  const id = textOf(object.id) ?? type;
  const value = textOf(object.value);
  const comparison = value === null ? null : comparisonOf(value, type);
  if (value === null || comparison === null) return [{ id, why: `It has no value that is an ${type}.` }];
  return [{ id, name: value.slice(0, 120), any: [[comparison]], from: null, until: null }];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function instantOf(value: unknown): Instant | null {
  const text = textOf(value);
  return text === null ? null : parseInstant(text);
}
