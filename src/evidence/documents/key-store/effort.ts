/** Rounds of a hash that trying passwords on one part may come to: five to twenty seconds, by machine. */
const MOST_ROUNDS = 5_000_000;

/** Bytes that are hashed or decrypted in the time of one round. */
const ROUND_BYTES = 256;

/** What going once through so many bytes costs, in rounds. */
export const passCost = (bytes: number) => 1 + bytes / ROUND_BYTES;

/** Salts longer than this are nobody's honest ones, and would make each try cost more than its rounds say. */
export const LONGEST_SALT = 1024;

/** One password to be tried. `index`: of the order's passwords; null for what needs none of them (no password, the empty one, a program's default). */
export interface PasswordTry {
  readonly text: string;
  readonly index: number | null;
  /** Whether it is no password at all, which some formats tell from the empty one. */
  readonly isNone: boolean;
  /** How to say that it opened something. */
  readonly note: string;
}

const OPENED = 'Opened with a password found beside it.';

/** Passwords in the order they are tried: none, the empty one, a format's default, and then those given. */
export function passwordTries(passwords: readonly string[], usual: readonly string[] = []): readonly PasswordTry[] {
  return [
    { text: '', index: null, isNone: true, note: 'Opened without a password.' },
    { text: '', index: null, isNone: false, note: 'Opened with the empty password.' },
    ...usual.map((text) => ({
      text,
      index: null,
      isNone: false,
      note: 'Opened with the default password of its program.',
    })),
    ...passwords.map((text, index) => ({ text, index, isNone: false, note: OPENED })),
  ];
}

/** What trying passwords may still cost, in rounds of a hash, so that the same bytes get the same tries on every machine. */
export class Effort {
  #left = MOST_ROUNDS;
  #isSpent = false;

  /** Whether a try was left out for its cost. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** Takes the cost of one try; false where that is more than is left. */
  take(rounds: number): boolean {
    if (!(rounds <= this.#left)) {
      this.#isSpent = true;
      return false;
    }
    this.#left -= rounds;
    return true;
  }
}
