/** How a tool's regular expressions differ where the same text means different things. */
export interface Dialect {
  /** `[` inside a class opens a class, and `&&`, `--`, `~~` combine them (Rust); elsewhere they are plain characters. */
  readonly nestedClasses: boolean;
  /** `$` also stands before a last line break (PCRE, Hyperscan). */
  readonly dollarBeforeLastBreak: boolean;
}

/** RE2 and Go: Gitleaks, TruffleHog. */
export const GO: Dialect = { nestedClasses: false, dollarBeforeLastBreak: false };
/** Rust's regex and Hyperscan, which Nosey Parker, Kingfisher and Titus need a pattern to be valid in both. */
export const RUST: Dialect = { nestedClasses: true, dollarBeforeLastBreak: false };
