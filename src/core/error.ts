/** How the process ends when an error reaches the face: 2 usage, 3 a path that is not there or may not be read, 4 internal. */
export type FailureExit = 2 | 3 | 4;

/**
 * The base of every room's one error class. `code` is a literal union of the room's own.
 * `message` says what happened and where; `next` what to do about it. Neither ever holds a found secret.
 */
export abstract class PostbreachError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly next: string;
  readonly exit: FailureExit;

  constructor(code: Code, message: string, next: string, exit: FailureExit, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.next = next;
    this.exit = exit;
  }
}
