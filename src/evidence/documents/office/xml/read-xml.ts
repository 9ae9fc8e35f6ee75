import { utf8Windows } from './utf8-windows.ts';
import type { XmlHandler } from './xml-handler.ts';
import { XmlTokens } from './xml-tokens.ts';

/**
 * Reads XML, however broken, in time linear in its length and in windows of it: document types and processing instructions are passed over, entities
 * are not expanded, nesting is not followed, so that no depth is too much.
 */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const tokens = new XmlTokens(handler);
  for (const { text, isLast } of utf8Windows(bytes)) tokens.push(text, isLast);
}

const ROOT = /<(?:[^\s<>!?/:]{1,100}:)?([^\s<>!?/:]{1,100})[\s/>]/;
const ROOT_WINDOW = 8192;

/** The name of XML's outermost element, without prefix; empty where none begins near. */
export function rootName(bytes: Uint8Array): string {
  const [head] = utf8Windows(bytes.subarray(0, ROOT_WINDOW));
  return ROOT.exec(head?.text.replace(/<!--[\s\S]*?-->/g, '') ?? '')?.[1] ?? '';
}
