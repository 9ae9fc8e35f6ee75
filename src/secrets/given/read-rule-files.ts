import { parse } from 'yaml';
import { type GivenRules, NOTHING_GIVEN, type RuleFile } from './given-rule.ts';
import { readGitleaks } from './read-gitleaks.ts';
import { readOwnRules } from './read-own-rules.ts';
import { readTrufflehog } from './read-trufflehog.ts';
import { readYamlRules } from './read-yaml-rules.ts';

const LARGEST_FILE = 16 * 1024 * 1024;
const MOST_RULES = 20_000;
const GITLEAKS = /^[ \t]*\[(?:\[[ \t]*(?:rules|allowlists)[ \t]*\]\]|[ \t]*(?:allowlist|extend)[ \t]*\])/m;
/** Keys that only our own rules have. */
const OWN = ['exposure', 'form', 'counterExamples'];

/**
 * Reads files of rules, each recognised by its content: Gitleaks, Kingfisher, Nosey Parker, Titus, TruffleHog's custom detectors, and our own. Never
 * fails: what cannot be used is a row in `refused`, and the others work. Of two rules of one id the first counts, the other is a row.
 */
export function readRuleFiles(files: readonly RuleFile[]): GivenRules {
  const read = files.map(readFile);
  const taken = new Map<string, string>();
  const refused = read.flatMap((each) => each.refused);
  const isFree = (id: string, file: string): boolean => {
    const owner = taken.get(id);
    if (owner === undefined) taken.set(id, file);
    else refused.push({ file, rule: id, because: `its id is taken by a rule in ${owner}; give it another` });
    return owner === undefined;
  };
  return {
    rules: read.flatMap(({ rules }) => rules.filter(({ id, file }) => isFree(id, file))),
    own: read.flatMap(({ own }) => own.filter(({ rule, file }) => isFree(rule.id, file))),
    refused,
    notes: read.flatMap((each) => each.notes),
  };
}

function readFile(file: RuleFile): GivenRules {
  try {
    return readText(file);
  } catch (error) {
    // Both parsers throw errors of their own; a deep file exhausts the stack.
    const because = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it cannot be read';
    return wholeRefused(file.path, error instanceof RangeError ? 'it is nested too deep' : because);
  }
}

function readText({ path, text }: RuleFile): GivenRules {
  if (text.length > LARGEST_FILE) return wholeRefused(path, `it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`);
  if (GITLEAKS.test(text)) return { own: [], ...made(readGitleaks(path, text)) };
  const content: unknown = parse(text, { maxAliasCount: 100, logLevel: 'error' });
  const detectors = listIn(content, 'detectors');
  if (detectors !== null) return { own: [], ...made(readTrufflehog(path, detectors)) };
  const rules = listIn(content, 'rules');
  if (rules === null) {
    return wholeRefused(
      path,
      'it is of no known form: Gitleaks TOML, Kingfisher or Nosey Parker YAML, TruffleHog detectors, or our own (docs/rules.md)',
    );
  }
  const isOwn = rules.some(
    (rule) => typeof rule === 'object' && rule !== null && OWN.some((key) => Object.hasOwn(rule, key)),
  );
  return isOwn ? readOwnRules(path, rules) : { own: [], ...made(readYamlRules(path, rules)) };
}

function made({ rules, refused, notes }: ReturnType<typeof readGitleaks>): Omit<GivenRules, 'own'> {
  return { rules, refused, notes };
}

function listIn(content: unknown, key: string): readonly unknown[] | null {
  if (typeof content !== 'object' || content === null || !Object.hasOwn(content, key)) return null;
  const list: unknown = Reflect.get(content, key);
  if (!Array.isArray(list)) return null;
  if (list.length > MOST_RULES) throw new SyntaxError(`it holds more than ${MOST_RULES} rules`);
  return list;
}

function wholeRefused(file: string, because: string): GivenRules {
  return { ...NOTHING_GIVEN, refused: [{ file, rule: 'the file', because }] };
}
