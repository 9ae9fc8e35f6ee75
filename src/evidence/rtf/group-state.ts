import type { TextTarget } from './text-target.ts';

/** What a group inherits from the one around it and gives back at its end. */
export interface GroupState {
  /** Groups open when this state came to be; it goes when they are fewer. */
  depth: number;
  /** Where text goes; null where it is none. */
  target: TextTarget | null;
  /** Nothing in here is read, nested destinations neither. */
  isSkipped: boolean;
  /** `\f`; null for the default font. */
  font: number | null;
  /** `\uc`: characters that stand for one `\u` for readers without Unicode. */
  fallback: number;
  /** `\v`: not shown to a reader. */
  isHidden: boolean;
  /** `\deleted`: struck out by a revision. */
  isDeleted: boolean;
  /** `\fs` of a point or less, which nobody reads. */
  isTiny: boolean;
  /** `\cf`: an entry of the colour table; 0 is the reader's own. */
  color: number;
  /** What the text stands on: an entry of the colour table, 0 for the page; null where we cannot tell. */
  background: number | null;
  /** `\cbpat`: the same, of the paragraph. */
  paragraphBackground: number;
  /** `\htmlrtf`: for readers of RTF alone, no part of the HTML. */
  isSuppressed: boolean;
  /** `\upr`: skipped, as its `\ud` says the same in Unicode. */
  isOldText: boolean;
  /** Called at the end of the group, with the offset of its brace. */
  onLeave: ((end: number) => void) | null;
}

/** States nested beyond this change nothing: formatting has no such depth, a hostile document has. */
const MOST_STATES = 20_000;

/** The states of the open groups; a group that changes nothing costs nothing. */
export class GroupStack {
  readonly #outer: GroupState[] = [];
  #state: GroupState;
  #depth = 0;
  #isTooDeep = false;

  constructor(target: TextTarget | null) {
    this.#state = {
      depth: 0,
      target,
      isSkipped: false,
      font: null,
      fallback: 1,
      isHidden: false,
      isDeleted: false,
      isTiny: false,
      color: 0,
      background: 0,
      paragraphBackground: 0,
      isSuppressed: false,
      isOldText: false,
      onLeave: null,
    };
  }

  /** To be read only. */
  get state(): Readonly<GroupState> {
    return this.#state;
  }

  /** Whether the innermost group stands so deep that it can have no state of its own. */
  refuses(): boolean {
    const isFull = this.#outer.length >= MOST_STATES && this.#state.depth !== this.#depth;
    this.#isTooDeep ||= isFull;
    return isFull;
  }

  /** Whether some group's changes were not kept. */
  get isTooDeep(): boolean {
    return this.#isTooDeep;
  }

  /** The state of the innermost group, to be changed. */
  change(): GroupState {
    if (this.#state.depth === this.#depth) return this.#state;
    const state = { ...this.#state, depth: this.#depth, onLeave: null };
    if (this.refuses()) return state;
    this.#outer.push(this.#state);
    this.#state = state;
    return state;
  }

  open(): void {
    this.#depth += 1;
  }

  /** Ends the innermost group; `end` is the offset of its brace, or of the document's end. */
  close(end: number): void {
    if (this.#depth === 0) return;
    const { depth, onLeave } = this.#state;
    if (depth === this.#depth) {
      onLeave?.(end);
      this.#state = this.#outer.pop() ?? this.#state;
    }
    this.#depth -= 1;
  }

  /** Ends all groups that the document left open. */
  closeAll(end: number): void {
    while (this.#outer.length > 0) {
      this.#depth = this.#state.depth;
      this.close(end);
    }
  }
}
