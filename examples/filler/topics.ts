import type { Language } from '../cast/person.ts';
import de from '../data/topics.de.json' with { type: 'json' };
import en from '../data/topics.en.json' with { type: 'json' };
import es from '../data/topics.es.json' with { type: 'json' };
import fr from '../data/topics.fr.json' with { type: 'json' };
import ja from '../data/topics.ja.json' with { type: 'json' };
import ru from '../data/topics.ru.json' with { type: 'json' };

/** Sentences about one matter, in the roles they can have in a letter. */
export interface Topic {
  readonly audience: string;
  readonly subject: readonly string[];
  readonly open: readonly string[];
  readonly middle: readonly string[];
  readonly ask: readonly string[];
  readonly reply: readonly string[];
}

/** What office mail of one language is made of. */
export interface Phrases {
  readonly greetings: readonly string[];
  readonly closings: readonly string[];
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly topics: readonly Topic[];
}

export const PHRASES: Readonly<Record<Language, Phrases>> = { de, en, es, fr, ja, ru };
