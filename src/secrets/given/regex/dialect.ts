/** How a tool's regular expressions differ where the same text means different things. */
export interface Dialect {
  /** `[` inside a class opens a class, and `&&`, `--`, `~~` combine them (Rust); elsewhere they are plain characters. */
  readonly nestedClasses: boolean;
}

/** RE2 and Go: Gitleaks, TruffleHog. */
export const GO: Dialect = { nestedClasses: false };
/** Rust's regex: Kingfisher, Nosey Parker and Titus. */
export const RUST: Dialect = { nestedClasses: true };
