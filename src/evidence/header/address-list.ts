import type { MailboxAddress } from '../message.ts';
import { decodeWords } from './encoded-word.ts';
import { readComment, readQuotedString } from './quoted-text.ts';
import { unfold } from './unfold.ts';

/** The mailboxes of an address field, and whether all of it followed the grammar. */
export interface AddressList {
  readonly mailboxes: readonly MailboxAddress[];
  readonly wellFormed: boolean;
}

/**
 * Reads an address list (RFC 5322 §3.4, §4.4): groups flattened, comments used as names where there is no other, routes dropped,
 * `;` between addresses taken as a comma. What is no address is returned as it stands, and flagged.
 */
export function parseAddressList(body: string): AddressList {
  const text = unfold(body);
  return readUsual(text) ?? new AddressReader(text).read();
}

const BARE = /^[^\s"\\<>(),:;@=\x80-\xff]+@[^\s"\\<>(),:;@=\x80-\xff]+$/;
const NAMED =
  /^(?:"([^"\\=\x80-\xff]*)" ?|([^"\\<>(),:;@=\x80-\xff]*))<([^\s"\\<>(),:;@\x80-\xff]+@[^\s"\\<>(),:;@\x80-\xff]+)>$/;

/** The two forms that most fields have, one address with or without a plain name; null for all others. */
function readUsual(text: string): AddressList | null {
  if (BARE.test(text)) return { mailboxes: [{ name: null, address: text }], wellFormed: true };
  const named = NAMED.exec(text);
  if (named === null) return null;
  const name = (named[1] ?? named[2] ?? '').trim();
  return { mailboxes: [{ name: name === '' ? null : name, address: named[3] as string }], wellFormed: true };
}

const SPECIAL = /[(),:;<"]/g;
const LOOSE_DOTS = / ?([@.]) ?/g;

class AddressReader {
  readonly #text: string;
  readonly #mailboxes: MailboxAddress[] = [];
  #wellFormed = true;
  #quotesClose = true;
  #commentsClose = true;
  /** Of the mailbox being read: its words, its comment, the address in angle brackets. */
  #words = '';
  #comment: string | null = null;
  #angle: string | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  read(): AddressList {
    for (let at = 0; at < this.#text.length; ) {
      SPECIAL.lastIndex = at;
      const special = SPECIAL.exec(this.#text);
      const next = special === null ? this.#text.length : special.index;
      this.#words += this.#text.slice(at, next);
      at = special === null ? next : this.#readSpecial(special[0], next);
    }
    this.#finishMailbox();
    return { mailboxes: this.#mailboxes, wellFormed: this.#wellFormed };
  }

  /** Reads what the special character at `at` opens; returns where to go on. */
  #readSpecial(special: string, at: number): number {
    switch (special) {
      case '"':
        return this.#readQuoted(at);
      case '(':
        return this.#readComment(at);
      case '<':
        return this.#readAngle(at);
      case ':':
        return this.#readColon(at);
      case ')':
        this.#words += special;
        this.#wellFormed = false;
        return at + 1;
      default:
        this.#finishMailbox();
        return at + 1;
    }
  }

  #readQuoted(at: number): number {
    const quoted = this.#quotesClose ? readQuotedString(this.#text, at) : null;
    if (quoted === null) {
      this.#quotesClose = this.#wellFormed = false;
      return at + 1;
    }
    // The quotes of a local part belong to the address; those of a display name do not.
    const isLocalPart = this.#text[quoted.end] === '@';
    this.#words += isLocalPart ? this.#text.slice(at, quoted.end) : quoted.value;
    return quoted.end;
  }

  #readComment(at: number): number {
    const comment = this.#commentsClose ? readComment(this.#text, at) : null;
    if (comment === null) {
      this.#commentsClose = this.#wellFormed = false;
      this.#words += '(';
      return at + 1;
    }
    this.#comment ??= comment.value;
    return comment.end;
  }

  #readAngle(at: number): number {
    let end = at + 1;
    while (end < this.#text.length && !'>,;<'.includes(this.#text[end] as string)) {
      const quoted = this.#text[end] === '"' && this.#quotesClose ? readQuotedString(this.#text, end) : null;
      if (this.#text[end] === '"' && quoted === null) this.#quotesClose = false;
      end = quoted === null ? end + 1 : quoted.end;
      if (this.#text[end] === ',' && isRoute(this.#text, at + 1)) end++;
    }
    const closed = this.#text[end] === '>';
    if (!closed || this.#angle !== null) this.#wellFormed = false;
    this.#angle ??= withoutRoute(this.#text.slice(at + 1, end));
    return closed ? end + 1 : end;
  }

  /** A colon ends a group's name; within an address it is part of it. */
  #readColon(at: number): number {
    if (this.#words.includes('@')) this.#words += ':';
    else this.#forget();
    return at + 1;
  }

  #finishMailbox(): void {
    const words = this.#words.trim();
    if (this.#angle !== null) this.#add(words === '' ? this.#comment : words, this.#angle);
    else if (words !== '') this.#addBare(words);
    else if (this.#comment !== null) this.#wellFormed = false;
    this.#forget();
  }

  /** An address without brackets: one word, perhaps with loose dots, or the word with the `@` among others. */
  #addBare(words: string): void {
    const joined = words.replace(/\s+/g, ' ').replace(LOOSE_DOTS, '$1');
    if (!/\s/.test(joined) || words.startsWith('"')) {
      this.#add(this.#comment, joined);
      return;
    }
    this.#wellFormed = false;
    const address = joined.split(/\s+/).find((word) => word.includes('@'));
    if (address === undefined) this.#add(null, joined);
    else this.#add(joined.replace(address, '').trim(), address);
  }

  #add(name: string | null, address: string): void {
    const bare = address.trim();
    if (!bare.includes('@')) this.#wellFormed = false;
    if (bare === '' && (name === null || name === '')) return;
    const decoded = name === null ? '' : decodeWords(name).trim();
    this.#mailboxes.push({ name: decoded === '' ? null : decoded, address: decodeWords(bare) });
  }

  #forget(): void {
    this.#words = '';
    this.#comment = this.#angle = null;
  }
}

function isRoute(text: string, start: number): boolean {
  return text[start] === '@';
}

/** Cuts an obsolete route (`@a,@b:`) off. */
function withoutRoute(address: string): string {
  const colon = address.startsWith('@') ? address.indexOf(':') : -1;
  return address.slice(colon + 1);
}
