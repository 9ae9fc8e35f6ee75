import { buildLiteralMatcher } from '../../kernel/index.ts';
import { once } from '../once.ts';
import { awaitedLiterals } from './awaited.ts';
import type { TriggerGroup } from './trigger-group.ts';

/**
 * Tells whether a body says that the password is in the subject. It has a matcher of its own: a subject is read beside the body that is read
 * anyway, which is not to be looked through for everything twice.
 */
export class References {
  readonly #matcher: () => {
    readonly scan: ReturnType<typeof buildLiteralMatcher>['scan'];
    /** The languages of each literal. */
    readonly languages: readonly (readonly number[])[];
  };

  /** @param languages the triggers of each */
  constructor(languages: readonly (readonly TriggerGroup[])[]) {
    this.#matcher = once(() => {
      const groups = languages.map((triggers) => triggers.filter(({ role }) => role.is === 'reference'));
      const { literals, awaited } = awaitedLiterals(groups, () => NO_LOANS);
      const each = awaited.map((some) => some.map(({ language }) => language));
      return { scan: buildLiteralMatcher(literals).scan, languages: each };
    });
  }

  /** The languages, by the index of their packs, in which a body says so. */
  languagesIn(utf8: Uint8Array): ReadonlySet<number> {
    const { scan, languages } = this.#matcher();
    const found = new Set<number>();
    scan(utf8, (literal) => {
      for (const language of languages[literal] as readonly number[]) found.add(language);
    });
    return found;
  }
}

const NO_LOANS: ReadonlySet<string> = new Set();
