import { CharacterRun } from './character-run.ts';
import { FontTable } from './font-table.ts';
import { GroupStack, type GroupState } from './group-state.ts';
import { SPECIAL_CHARACTERS, SPECIAL_SYMBOLS } from './special-characters.ts';
import type { TextTarget } from './text-target.ts';
import { type RtfHandler, tokenizeRtf } from './tokenize.ts';

/** What a kind of document makes of its control words. */
export interface RtfDialect {
  /**
   * A group begins with a word that may name a destination. Changes the group's state where it does.
   * @param isStarred `\*`: whoever does not know the word leaves the group out.
   * @returns whether the word was a destination's.
   */
  destination(word: string, value: number | null, isStarred: boolean, at: number): boolean;
  /** The innermost group is about to end; its state still holds. */
  groupEnd(): void;
  /** Any other word that is neither about characters nor a character itself. */
  control(word: string, value: number | null): void;
  /** A character that has a word or symbol of its own, and the HTML for it. */
  special(character: string): void;
  /** Where text under this state goes. */
  target(state: Readonly<GroupState>): TextTarget | null;
  /** The code page of bytes under this state. */
  codePage(state: Readonly<GroupState>): number;
}

const ASTERISK = 0x2a;

/** Goes through a document and keeps what all kinds have in common: groups, fonts, code pages, Unicode and its fallback. */
export class RtfReader implements RtfHandler {
  readonly groups: GroupStack;
  readonly fonts = new FontTable();
  readonly characters = new CharacterRun();
  readonly #bytes: Buffer;
  readonly #dialect: RtfDialect;
  #isGroupStart = false;
  #isStarred = false;
  #isFontTable = false;
  #groupAt = 0;
  /** Characters still to be left out after a `\u`. */
  #fallback = 0;

  constructor(bytes: Buffer, dialect: RtfDialect, target: TextTarget) {
    this.#bytes = bytes;
    this.#dialect = dialect;
    this.groups = new GroupStack(target);
  }

  read(): void {
    tokenizeRtf(this.#bytes, 0, this.#bytes.length, this);
    this.characters.flush();
    this.groups.closeAll(this.#bytes.length);
    this.characters.flush();
  }

  open(at: number): void {
    this.groups.open();
    this.#groupAt = at;
    this.#isGroupStart = true;
    this.#isStarred = false;
    this.#fallback = 0;
  }

  close(at: number): void {
    this.#isGroupStart = false;
    this.#fallback = 0;
    if (this.groups.state.onLeave !== null) this.characters.flush();
    this.#dialect.groupEnd();
    this.groups.close(at);
  }

  control(word: string, value: number | null): void {
    const isFirst = this.#isGroupStart;
    this.#isGroupStart = false;
    const { isSkipped, isOldText } = this.groups.state;
    if (isSkipped && !(isOldText && isFirst && word === 'ud')) return;
    if (this.#isFontTable) {
      this.fonts.entry(word, value);
      return;
    }
    if (isFirst && this.#opensDestination(word, value)) return;
    this.#word(word, value);
  }

  symbol(byte: number): void {
    if (byte === ASTERISK && this.#isGroupStart) {
      this.#isStarred = true;
      return;
    }
    this.#isGroupStart = false;
    if (!this.#isRead() || this.#isFallback()) return;
    const special = SPECIAL_SYMBOLS.get(byte);
    if (special !== undefined) this.#special(special);
    else if (byte === 0x0a || byte === 0x0d) this.#word('par', null);
    else if (byte === 0x09) this.#word('tab', null);
    else if (byte === 0x5c || byte === 0x7b || byte === 0x7d) this.#byte(byte);
  }

  hex(byte: number): void {
    this.#isGroupStart = false;
    if (this.#isRead() && !this.#isFallback()) this.#byte(byte);
  }

  text(start: number, end: number): void {
    this.#isGroupStart = false;
    const { state } = this.groups;
    if (!this.#isRead()) return;
    const from = Math.min(end, start + this.#fallback);
    this.#fallback -= from - start;
    const target = from === end ? null : this.#dialect.target(state);
    if (target !== null) this.characters.bytes(this.#bytes, from, end, this.#dialect.codePage(state), target);
  }

  binary(): void {
    this.#isGroupStart = false;
    this.#isFallback();
  }

  /** Whether characters stand here at all. */
  #isRead(): boolean {
    return !this.groups.state.isSkipped && !this.#isFontTable;
  }

  #isFallback(): boolean {
    if (this.#fallback === 0) return false;
    this.#fallback -= 1;
    return true;
  }

  #byte(byte: number): void {
    const { state } = this.groups;
    const target = this.#dialect.target(state);
    if (target !== null) this.characters.byte(byte, this.#dialect.codePage(state), target);
  }

  #special(character: string): void {
    this.characters.flush();
    this.#dialect.special(character);
  }

  #opensDestination(word: string, value: number | null): boolean {
    // A destination without a state of its own would never end.
    if (this.groups.refuses()) return false;
    if (word === 'fonttbl') {
      this.#isFontTable = true;
      this.groups.change().onLeave = () => {
        this.#isFontTable = false;
      };
      return true;
    }
    this.characters.flush();
    if (word === 'upr' || word === 'ud') {
      const state = this.groups.change();
      state.isSkipped = word === 'upr';
      state.isOldText = word === 'upr';
      return true;
    }
    if (this.#dialect.destination(word, value, this.#isStarred, this.#groupAt)) return true;
    if (!this.#isStarred) return false;
    this.groups.change().isSkipped = true;
    return true;
  }

  #word(word: string, value: number | null): void {
    switch (word) {
      case 'u':
        this.#unicode(value ?? 0);
        return;
      case 'uc':
        this.groups.change().fallback = Math.max(0, value ?? 1);
        return;
      case 'f':
        this.groups.change().font = value;
        return;
      case 'plain':
        this.#plain();
        return;
    }
    const special = SPECIAL_CHARACTERS.get(word);
    if (special !== undefined) {
      if (!this.#isFallback()) this.#special(special);
      return;
    }
    this.#fallback = 0;
    if (this.fonts.head(word, value)) return;
    this.characters.flush();
    this.#dialect.control(word, value);
  }

  #unicode(value: number): void {
    const { state } = this.groups;
    const target = this.#dialect.target(state);
    if (target !== null) this.characters.codeUnit(value < 0 ? value + 0x10000 : value, target);
    this.#fallback = state.fallback;
  }

  /** `\plain` takes character formatting back; what is for other readers alone is no formatting. */
  #plain(): void {
    this.characters.flush();
    const state = this.groups.change();
    state.font = null;
    state.isHidden = false;
    state.isDeleted = false;
    state.isTiny = false;
    state.color = 0;
    if (state.background !== null) state.background = 0;
  }
}
