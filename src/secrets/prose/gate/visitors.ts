import { buildLiteralMatcher } from '../../kernel/index.ts';
import { once } from '../once.ts';
import { type Awaited, awaitedLiterals } from './awaited.ts';
import type { TriggerGroup } from './trigger-group.ts';

/**
 * The languages whose literals are looked for only in texts that their common words stand in, and in those too short to tell: together
 * they are so many, and so like what other languages are full of, that each text would pay for them.
 */
export class Visitors {
  /** Their indexes in the list of packs. */
  readonly languages: readonly number[];
  readonly #matcher: () => {
    readonly scan: ReturnType<typeof buildLiteralMatcher>['scan'];
    readonly awaited: readonly (readonly Awaited[])[];
  };

  /**
   * @param visiting the triggers of each language; null for those that are looked for in every text
   * @param loans words that stand in texts of every language
   */
  constructor(visiting: readonly (readonly TriggerGroup[] | null)[], loans: ReadonlySet<string>) {
    this.languages = visiting.flatMap((groups, language) => (groups === null ? [] : [language]));
    this.#matcher = once(() => {
      const { literals, awaited } = awaitedLiterals(
        visiting.map((groups) => groups ?? []),
        () => loans,
      );
      return { scan: buildLiteralMatcher(literals).scan, awaited };
    });
  }

  scan(utf8: Uint8Array, languages: readonly number[], onMeet: (one: Awaited, place: number) => void): void {
    if (languages.length === 0) return;
    const { scan, awaited } = this.#matcher();
    const isAll = languages.length === this.languages.length;
    scan(utf8, (literal, place) => {
      for (const one of awaited[literal] as readonly Awaited[])
        if (isAll || languages.includes(one.language)) onMeet(one, place);
    });
  }
}
