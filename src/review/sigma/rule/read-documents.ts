import { type Document, parseAllDocuments, visit } from 'yaml';
import { ReviewError } from '../../review-error.ts';
import { shown } from './sigma-fault.ts';

/** One YAML document of a rule file. */
export interface RuleDocument {
  readonly file: string;
  /** From 1. */
  readonly document: number;
  readonly value: unknown;
}

const MAX_CHARACTERS = 2_000_000;
const MAX_ALIASES = 100;

/**
 * The documents of a rule file. A number keeps the characters it was written with (`0x17`, `007`) where they say more than its value.
 * @param file as it is named in messages.
 * @throws ReviewError sigma-invalid for what is no YAML, or too much of it.
 */
export function readDocuments(text: string, file: string): readonly RuleDocument[] {
  if (text.length > MAX_CHARACTERS) throw invalid(file, 'it is larger than two million characters', 'Split it.');
  const documents = parsed(text, file).filter((one) => one.contents !== null);
  return documents.map((document, at) => {
    const [error] = document.errors;
    if (error !== undefined) throw invalid(file, `it is no YAML: ${shown(error.message)}`, 'Correct it.');
    return { file, document: at + 1, value: plainValue(document, file) };
  });
}

function parsed(text: string, file: string): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, { uniqueKeys: true, logLevel: 'silent' });
    return 'empty' in documents ? [] : documents;
  } catch {
    throw invalid(file, 'it is no YAML', 'Correct it.');
  }
}

function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    visit(document, {
      Scalar: (_key, node) => {
        if (typeof node.value === 'number' && node.source !== undefined && node.source !== String(node.value)) {
          node.value = node.source;
        }
      },
    });
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    throw invalid(file, 'it refers to itself too often', 'Write it without anchors.');
  }
}

function invalid(file: string, problem: string, next: string): ReviewError {
  return new ReviewError('sigma-invalid', `${shown(file)}: ${problem}`, next, 2);
}
