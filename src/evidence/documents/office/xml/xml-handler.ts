import type { XmlTag } from './xml-tag.ts';

/** What meets the parts of an XML text, in order. Names come without their namespace prefix. */
export interface XmlHandler {
  readonly open: (name: string, tag: XmlTag) => void;
  /** Also after an element without content. */
  readonly close: (name: string) => void;
  /** Character data with its references read; one stretch may come in pieces. */
  readonly text: (text: string) => void;
}
