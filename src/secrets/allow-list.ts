import { parse } from 'yaml';
import { z } from 'zod';
import { SecretsError } from './secrets-error.ts';

const text = z.string().min(1).max(1000);

const Entry = z
  .strictObject({
    because: text,
    rule: text.optional(),
    fingerprint: text.optional(),
    source: text.optional(),
    principal: text.optional(),
    host: text.optional(),
  })
  .refine(
    (entry) => Object.keys(entry).length > 1,
    'an entry needs at least one of rule, fingerprint, source, principal, host',
  );

const File = z.strictObject({ allow: z.array(Entry).min(1).max(100_000) });

/** What is known of a finding by which it may be allowed. */
export interface AllowedBy {
  readonly rule: string;
  readonly fingerprint: string;
  /** Path of the source, relative to the argument. */
  readonly source: string;
  readonly principal: string | null;
  readonly host: string | null;
}

/** Which findings a person has looked at and set aside. @returns the reason given; null for any other finding. */
export type AllowList = (finding: AllowedBy) => string | null;

/**
 * Reads an allow-list: YAML, `allow:` with entries of `because` (required) and one or more of `rule`, `fingerprint`, `source`, `principal`, `host`, all of
 * which must be equal; in `source` a `*` stands for any characters.
 * @param name the file's, for the message
 * @throws SecretsError allow-list-invalid, naming the field
 */
export function parseAllowList(name: string, yaml: string): AllowList {
  const entries = checked(name, yaml).map(({ because, source, ...fields }) => ({
    because,
    fields: Object.entries(fields) as readonly (readonly [keyof AllowedBy, string])[],
    isSource: source === undefined ? () => true : globMatcher(source),
  }));
  return (finding) => {
    const entry = entries.find(
      ({ fields, isSource }) => fields.every(([field, value]) => finding[field] === value) && isSource(finding.source),
    );
    return entry?.because ?? null;
  };
}

function checked(name: string, yaml: string): z.infer<typeof File>['allow'] {
  const result = File.safeParse(parsed(yaml));
  if (result.success) return result.data.allow;
  const issue = result.error.issues[0];
  throw new SecretsError(
    'allow-list-invalid',
    `${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no allow-list'}`,
    'correct the entry; docs/rules.md shows an allow-list',
  );
}

function parsed(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch {
    return null;
  }
}

/** Whether a text is of a form in which `*` stands for any characters; without backtracking. */
function globMatcher(form: string): (text: string) => boolean {
  const pieces = form.split('*');
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (pieces.length === 1) return (value) => value === form;
  return (value) => {
    if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false;
    let at = first.length;
    for (const piece of pieces.slice(1, -1)) {
      const found = value.indexOf(piece, at);
      if (found < 0 || found + piece.length > value.length - last.length) return false;
      at = found + piece.length;
    }
    return true;
  };
}
