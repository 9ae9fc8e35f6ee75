import { z } from 'zod';
import { type Exclusion, type LeastCharacters, NO_LEAST } from './given-rule.ts';
import { GO } from './regex/dialect.ts';
import { firstIssue, nameOf, objectsIn } from './rule-entry.ts';
import { RuleMaker } from './rule-maker.ts';

const texts = z.array(z.string()).nullish();

const Validation = z.looseObject({
  contains_digit: z.boolean().default(false),
  contains_lowercase: z.boolean().default(false),
  contains_uppercase: z.boolean().default(false),
  contains_special_char: z.boolean().default(false),
});

const Detector = z.looseObject({
  name: z.string().min(1),
  keywords: z.array(z.string().min(1)).min(1),
  regex: z.record(z.string(), z.string().min(1)),
  primary_regex_name: z.string().optional(),
  entropy: z.number().default(0),
  exclude_words: texts,
  exclude_regexes_capture: texts,
  exclude_regexes_match: texts,
  validations: z.record(z.string(), Validation).nullish(),
  verify: z.array(z.unknown()).nullish(),
});
type Detector = z.infer<typeof Detector>;

const READ = new Set([...Object.keys(Detector.shape), 'description']);
const MOST_PARTS = 20;

/** Reads TruffleHog's custom detectors: each part of one is a rule that needs the other parts in the same text. */
export function readTrufflehog(file: string, entries: readonly unknown[]): RuleMaker {
  const maker = new RuleMaker(file, 'trufflehog', GO);
  let verified = 0;
  for (const [at, entry] of entries.entries()) {
    const detector = Detector.safeParse(entry);
    if (detector.success) {
      if ((detector.data.verify?.length ?? 0) > 0) verified += 1;
      addDetector(maker, detector.data);
    } else maker.refuse(nameOf(entry, at, 'name'), firstIssue(detector.error));
  }
  if (verified > 0) maker.note(`verify of ${verified} is never called: nothing found leaves this machine`);
  maker.noteUnread(objectsIn(entries), READ);
  return maker;
}

function addDetector(maker: RuleMaker, detector: Detector): void {
  const { name, regex, keywords, entropy } = detector;
  const parts = Object.keys(regex).sort();
  const primary = detector.primary_regex_name ?? parts[0] ?? '';
  if (parts.length > MOST_PARTS || !parts.includes(primary)) {
    maker.refuse(name, `it has ${parts.length} patterns, and none called "${primary}" or more than ${MOST_PARTS}`);
    return;
  }
  const patterns = new Map(parts.map((part) => [part, maker.translate(name, regex[part] ?? '')]));
  if ([...patterns.values()].includes(null)) return;
  const exclusions = exclusionsOf(maker, detector);
  for (const part of parts) {
    maker.add({
      id: part === primary ? name : `${name}.${part}`,
      name: part === primary ? name : `${name}, ${part}`,
      written: regex[part] ?? '',
      secretGroups: (groups) => (groups.length === 0 ? [] : [1]),
      references: [],
      keywords,
      entropy,
      least: leastOf(detector.validations?.[part]),
      exclusions,
      companions: parts.flatMap((other) => (other === part ? [] : (patterns.get(other) ?? []))),
      examples: [],
      counterExamples: [],
    });
  }
}

function exclusionsOf(maker: RuleMaker, detector: Detector): readonly Exclusion[] {
  const translated = (regexes: readonly string[] | null | undefined) =>
    (regexes ?? []).flatMap((regex) => maker.translate(`${detector.name} (exclusion)`, regex) ?? []);
  const words = detector.exclude_words?.map((word) => word.toLowerCase()) ?? [];
  return [
    {
      target: 'secret' as const,
      needs: 'either' as const,
      patterns: translated(detector.exclude_regexes_capture),
      words,
    },
    {
      target: 'match' as const,
      needs: 'either' as const,
      patterns: translated(detector.exclude_regexes_match),
      words: [],
    },
  ].filter((exclusion) => exclusion.patterns.length + exclusion.words.length > 0);
}

function leastOf(validation: z.infer<typeof Validation> | undefined): LeastCharacters {
  if (validation === undefined) return NO_LEAST;
  return {
    digit: Number(validation.contains_digit),
    lower: Number(validation.contains_lowercase),
    upper: Number(validation.contains_uppercase),
    symbol: Number(validation.contains_special_char),
  };
}
