import type { Confidence, SecretKind } from '../finding.ts';
import { isSetting } from '../validators/code-shape.ts';
import { isPlaceholder, isWeakDefault } from '../validators/placeholder.ts';
import { characterClasses, entropyOf } from '../validators/randomness.ts';

/** What the shape of a cell under a credential's heading is worth, and why. */
export interface CellWorth {
  readonly confidence: Confidence;
  readonly reason: string;
}

const LONGEST = 512;
const NO_VALUE =
  /^[-:=_.\s]{0,200}$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:\s|T|$)|^[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{1,60}$|^(?:ja|nein|oui|non|si|sí)$/i;

/** @returns null where the cell is blank, a placeholder, a date, an address or a sentence. */
export function worthOf(value: string, kind: SecretKind): CellWorth | null {
  if (value.length < 3 || value.length > LONGEST || NO_VALUE.test(value)) return null;
  if (isWeakDefault(value)) return { confidence: 'low', reason: 'a value that ships as a default' };
  if (isPlaceholder(value) || isSetting(value) || value.split(/\s/).length > 6) return null;
  if (kind === 'pin') return pinWorth(value);
  if (/\s/.test(value)) return { confidence: 'low', reason: 'spaces in it' };
  return kind === 'password' ? passwordWorth(value) : keyWorth(value);
}

function passwordWorth(value: string): CellWorth {
  const classes = characterClasses(value);
  if (value.length >= 8 && classes >= 3) return { confidence: 'high', reason: 'built like a password' };
  if (/^\p{Lu}?\p{Ll}{1,40}$|^\p{Lu}{1,40}$/u.test(value)) return { confidence: 'low', reason: 'a plain word' };
  return { confidence: 'medium', reason: 'stands in the column' };
}

function pinWorth(value: string): CellWorth | null {
  if (!/\d/.test(value) || /\s/.test(value)) return null;
  return { confidence: 'medium', reason: 'stands in the column' };
}

function keyWorth(value: string): CellWorth {
  if (value.length >= 16 && entropyOf(value) >= 3) return { confidence: 'high', reason: 'drawn at random' };
  if (characterClasses(value) === 1) return { confidence: 'low', reason: 'a plain word' };
  return { confidence: 'medium', reason: 'stands in the column' };
}
