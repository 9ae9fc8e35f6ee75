import { neverAValue } from './never-a-value.ts';
import { type Make, makeOf } from './value-make.ts';
import type { WordSet } from './word-set.ts';

/**
 * What a value looks like, and the weight that this look carries: 0 for an ordinary word, 3 for what only a password looks like.
 * `null` is for what cannot be a credential at all: addresses, dates, masks, placeholders.
 */
export interface ValueShape {
  readonly name:
    | 'number'
    | 'digit groups'
    | 'date'
    | 'word'
    | 'capitalised word'
    | 'capitals'
    | 'joined words'
    | 'inner capitals'
    | 'reference'
    | 'version'
    | 'assignment'
    | 'identifier'
    | 'host name'
    | 'account at host'
    | 'word with digits'
    | 'season and year'
    | 'mixed'
    | 'strong mix';
  readonly weight: number;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const VERSION = /^\p{L}[\p{L}\d+_-]*?[-_/]?v?\d{1,4}(?:\.\d{1,4}){1,3}(?:[a-z]|\.x|-\d{1,3})?$|\d\.\d{1,4}\.\d/u;
/** `root@bastion`; `welcome@123` is none. */
const ACCOUNT_AT_HOST = /^[a-z\d._-]+@[a-z][a-z\d._-]*$/;
const ASSIGNMENT = /^[\p{L}_][\p{L}\d_.-]*=[^=]/u;
/** `Heron=41`: settings with such names are rare. */
const CAPITAL_AND_NUMBER = /^\p{Lu}\p{Ll}+=\d{1,6}$/u;

/** Names with a number behind them, `name=value`, and ids: they may be passwords, but do not look like one. */
function plainShape(value: string, { digits, signs, joints }: Make): ValueShape | null {
  if (joints >= 4 && UUID.test(value)) return { name: 'identifier', weight: 1 };
  if (digits > 0 && joints > 0 && VERSION.test(value)) return { name: 'version', weight: 0.2 };
  if (signs === 0) return null;
  if (ACCOUNT_AT_HOST.test(value)) return { name: 'account at host', weight: -0.4 };
  if (!ASSIGNMENT.test(value)) return null;
  return { name: 'assignment', weight: CAPITAL_AND_NUMBER.test(value) ? 1 : 0.2 };
}

/** Judges one value without white space. `weakStems`: folded names that with a number make a usual weak password. */
export function shapeOf(value: string, weakStems: WordSet): ValueShape | null {
  return shapeFrom(value, weakStems, Number.NEGATIVE_INFINITY);
}

/** {@link shapeOf} where the look has at least the weight `floor`, else null. */
export function shapeFrom(value: string, weakStems: WordSet, floor: number): ValueShape | null {
  const shape = lookOf(value, weakStems);
  return shape && shape.weight >= floor && !neverAValue(value) ? shape : null;
}

function lookOf(value: string, weakStems: WordSet): ValueShape | null {
  const make = makeOf(value);
  if (make.lower + make.upper + make.uncased === 0) return numberShape(value, make);
  const plain = plainShape(value, make);
  if (plain) return plain;
  if (make.digits > 0 && isWeakStem(value, weakStems)) return { name: 'season and year', weight: 2.5 };
  if (make.digits === 0 && make.signs === 0) return letterShape(value, make);
  return mixedShape(value, make);
}

function numberShape(value: string, make: Make): ValueShape | null {
  if (make.digits === 2 && /^[*#]\d\d[*#]$/.test(value)) return { name: 'digit groups', weight: 0.3 };
  if (make.digits < 3) return null;
  if (make.joints === 0) return { name: 'number', weight: make.digits <= 10 ? 0.5 : 0.3 };
  if (/^\d{1,4}-\d{1,2}-\d{2,4}$/.test(value)) return { name: 'date', weight: -1 };
  return /^\d{1,8}(?:[-_.]\d{1,8}){1,12}[#*]?$/.test(value) ? { name: 'digit groups', weight: 0.3 } : null;
}

const MINIMUM_LETTERS = 3;

function letterShape(value: string, make: Make): ValueShape | null {
  const letters = make.lower + make.upper + make.uncased;
  if (letters < MINIMUM_LETTERS) return null;
  if (make.joints > 0) return joinedShape(value, make);
  if (make.innerCapital) return { name: 'inner capitals', weight: make.turns >= 3 ? 0.8 : 0.6 };
  if (make.upper === 0) return { name: 'word', weight: 0 };
  return make.lower === 0 ? { name: 'capitals', weight: -0.2 } : { name: 'capitalised word', weight: -0.3 };
}

function joinedShape(value: string, make: Make): ValueShape | null {
  if (/^[\p{L}']+$/u.test(value)) return { name: 'word', weight: -0.2 };
  if (isHostName(value)) return { name: 'host name', weight: -0.5 };
  if (make.lower === 0 && make.upper > 0) return { name: 'capitals', weight: -0.2 };
  if (value.includes('/') || value.includes(':') || value.includes(',')) return { name: 'joined words', weight: -0.5 };
  if (make.innerCapital) return { name: 'mixed', weight: 1.8 };
  if (value.includes('_')) return { name: 'joined words', weight: make.upper > 0 ? 1.8 : 0.8 };
  return { name: 'joined words', weight: make.upper > 1 ? 1.2 : 0.5 };
}

const isHostName = (value: string): boolean =>
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(value) ||
  /^[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|biz|edu|gov|mil|example|io)$/i.test(value);

function mixedShape(value: string, make: Make): ValueShape | null {
  const length = value.length;
  if (length < 3) return null;
  if (make.joints > 0 && isHostName(value))
    return { name: 'host name', weight: /\.[a-z]{2,4}$/.test(value) ? -0.3 : 0.5 };
  if (make.lower === 0 && make.upper > 0 && make.signs === 0) return referenceShape(make, length);
  if (make.digits === 0) return signShape(value, make);
  if (make.signs > 0 && length >= 6) return { name: 'strong mix', weight: 3 };
  if (make.upper > 0 && make.turns >= 3 && length >= 6) return { name: 'strong mix', weight: length >= 8 ? 3 : 2 };
  if (make.joints > 0) return jointedMix(value, make);
  if (make.turns >= 3 && length >= 7) return { name: 'mixed', weight: length >= 16 ? 2.5 : 2 };
  return { name: 'word with digits', weight: length >= 6 ? 1.5 : make.turns >= 2 && length >= 5 ? 1.2 : 0.8 };
}

/** Capitals and digits: a code of some sort, and where they are many and mixed a seed or a key. */
function referenceShape({ turns }: Make, length: number): ValueShape {
  if (length >= 16 && turns >= 3) return { name: 'reference', weight: 2 };
  if (length >= 8 && turns >= 4) return { name: 'reference', weight: 1.2 };
  return { name: 'reference', weight: length >= 6 ? 0.8 : 0.3 };
}

function signShape(value: string, make: Make): ValueShape | null {
  const letters = make.lower + make.upper + make.uncased;
  if (/^[\p{L}\p{M}'’-]+[!?*~]{0,4}$/u.test(value))
    return { name: 'word', weight: value.endsWith('!') && make.innerCapital ? 1.5 : 0 };
  if (/^[^\s]*[;,][^\s]*$/.test(value) && make.signs + make.joints === 1) return { name: 'joined words', weight: 0.3 };
  if (letters < 4) return { name: 'word', weight: -0.5 };
  return { name: 'mixed', weight: make.innerCapital || make.upper > 1 ? 2.5 : 1.5 };
}

function jointedMix(value: string, make: Make): ValueShape {
  if (value.includes('/') || value.includes(',') || value.includes(':')) {
    return { name: 'mixed', weight: make.upper > 0 && make.lower > 0 && make.turns >= 2 ? 1.8 : 0.3 };
  }
  if (make.upper > 0 && make.lower >= 3) return { name: 'strong mix', weight: 2.6 };
  return { name: 'mixed', weight: make.lower >= 3 ? 2 : 1 };
}

/** `Summer2023`, `Winter23!`, `Monday_1`; `PASS-2214` is a ticket. */
function isWeakStem(value: string, stems: WordSet): boolean {
  if (/^\p{Lu}+-\d+$/u.test(value)) return false;
  const parts = /^(\p{L}{3,12})[-_.@]?\d{1,4}[!?#*.@$]{0,3}$/u.exec(value);
  return parts?.[1] !== undefined && stems.has(parts[1].toLowerCase());
}
