/** A credential as the story uses it. */
export interface Minted {
  /** The secret itself. */
  readonly value: string;
  /** What is written where the story says `{{v:id}}`: the value, or a text that holds it (a URL, a connection string). */
  readonly text: string;
  /** Further forms that count as this credential when found: the whole URL, `user:password`, a cookie with its name… */
  readonly accept: readonly string[];
  /** Pieces written as `{{v:id.piece}}`. */
  readonly pieces: Readonly<Record<string, string>>;
  /** Identifiers beside it that open nothing by themselves; finding them is no false alarm. */
  readonly beside: readonly string[];
}

/** A value that is written as it is. */
export function plainValue(value: string, accept: readonly string[] = []): Minted {
  return { value, text: value, accept, pieces: {}, beside: [] };
}

/** A value that stands inside a longer text; the text counts as the credential too. */
export function embeddedValue(value: string, text: string, accept: readonly string[] = []): Minted {
  return { value, text, accept: [text, ...accept], pieces: {}, beside: [] };
}
