import { unsupportedSigma } from '../rule/sigma-fault.ts';
import { readClass } from './character-class.ts';
import { readEscape } from './escape.ts';
import type { ExpressionReader, Refuse } from './expression-reader.ts';

const MAX_LENGTH = 4000;
const MAX_DEPTH = 40;
/** RE2's own bound for a counted repetition, nested ones multiplied. */
const MAX_REPEAT = 1000;

/**
 * Checks a regular expression and writes it as linear engines read it: RE2 in DuckDB, Joni or RE2J in Trino. What they cannot run without
 * going back (references, looks ahead and behind, atomic groups) is refused.
 * @param flags of i, m and s.
 * @throws ReviewError sigma-unsupported.
 */
export function linearExpression(source: string, flags: string, where: string): string {
  const refuse: Refuse = (problem) =>
    unsupportedSigma(where, problem, 'Write it with what a linear engine runs: docs/sigma.md says what that is.');
  if (source.length > MAX_LENGTH) throw refuse(`the expression is longer than ${MAX_LENGTH} characters`);
  const reader: ExpressionReader = { source, at: 0, refuse };
  const { text } = readAlternatives(reader, 0);
  if (reader.at < source.length) throw refuse('a closing parenthesis without an opening one');
  const set = [...new Set(flags)].sort().join('');
  return set === '' ? text : `(?${set})${text}`;
}

/** What was read, and how often its parts repeat at most by counts. */
interface Read {
  readonly text: string;
  readonly repeats: number;
}

function readAlternatives(reader: ExpressionReader, depth: number): Read {
  if (depth > MAX_DEPTH) throw reader.refuse('groups are nested too deep');
  let text = '';
  let repeats = 1;
  while (reader.at < reader.source.length && reader.source[reader.at] !== ')') {
    if (reader.source[reader.at] === '|') {
      text += '|';
      reader.at++;
      continue;
    }
    const piece = readPiece(reader, depth);
    text += piece.text;
    repeats = Math.max(repeats, piece.repeats);
  }
  return { text, repeats };
}

function readPiece(reader: ExpressionReader, depth: number): Read {
  const atom = readAtom(reader, depth);
  const quantifier = readQuantifier(reader);
  if (quantifier.text !== '' && PLACE.test(atom.text)) throw reader.refuse('a repetition of a place or a flag');
  const repeats = atom.repeats * quantifier.most;
  if (repeats > MAX_REPEAT) throw reader.refuse(`repeats more than ${MAX_REPEAT} times`);
  return { text: atom.text + quantifier.text, repeats };
}

/** What matches no character: anchors, borders of words, flags. */
const PLACE = /^(?:[\^$]|\\[bBAz]|\(\?[ims]+\))$/;

function readAtom(reader: ExpressionReader, depth: number): Read {
  const one = reader.source[reader.at] ?? '';
  if (one === '(') return readGroup(reader, depth);
  if (one === '[') return { text: readClass(reader), repeats: 1 };
  if (one === '\\') return { text: readEscape(reader, 'outside'), repeats: 1 };
  if ('*+?'.includes(one)) throw reader.refuse('a repetition of nothing, or one that does not give back');
  reader.at++;
  return { text: one === '{' || one === '}' || one === ']' ? `\\${one}` : one, repeats: 1 };
}

const GROUP = /\((?:\?(?:(:|[ims]{1,3}:|[ims]{1,3}\))|P?<[A-Za-z_]\w{0,60}>))?/y;

function readGroup(reader: ExpressionReader, depth: number): Read {
  GROUP.lastIndex = reader.at;
  const match = GROUP.exec(reader.source);
  const [opening = '(', kind] = match ?? [];
  if (reader.source.startsWith('(?', reader.at) && opening === '(')
    throw reader.refuse('a look ahead or behind, or another group that needs going back');
  reader.at += opening.length;
  if (kind?.endsWith(')') === true) return { text: `(?${kind}`, repeats: 1 };
  const inside = readAlternatives(reader, depth + 1);
  if (reader.source[reader.at] !== ')') throw reader.refuse('a group that does not end');
  reader.at++;
  return { text: `${kind === undefined ? '(?:' : `(?${kind}`}${inside.text})`, repeats: inside.repeats };
}

const QUANTIFIER = /(?:[*+?]|\{(\d{1,5})(?:(,)(\d{0,5}))?\})/y;

/** `most` is 1 where the repetition is not counted: engines loop for those. */
function readQuantifier(reader: ExpressionReader): { readonly text: string; readonly most: number } {
  QUANTIFIER.lastIndex = reader.at;
  const match = QUANTIFIER.exec(reader.source);
  if (match === null) return { text: '', most: 1 };
  const [text, least, comma, most] = match;
  reader.at += text.length;
  const lazy = reader.source[reader.at] === '?' ? '?' : '';
  reader.at += lazy.length;
  if (/[*+?]/.test(reader.source[reader.at] ?? ''))
    throw reader.refuse('a repetition of a repetition, or one that does not give back');
  if (least === undefined) return { text: text + lazy, most: 1 };
  const upper = comma === undefined || most === '' ? Number(least) : Number(most);
  if (upper < Number(least)) throw reader.refuse('a repetition that ends before it begins');
  return { text: text + lazy, most: Math.max(upper, 1) };
}
