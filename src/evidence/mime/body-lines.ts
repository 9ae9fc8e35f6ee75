import type { Message } from '../message.ts';
import type { Part } from '../part.ts';

/** More than any journal report or delivery status needs; what is beyond is not looked at. */
const LIMIT = 1024 * 1024;

/** The text of a part in lines; none where it has no text. */
export function linesOf(part: Part | undefined): readonly string[] {
  if (part?.content.state !== 'text') return [];
  const { utf8 } = part.content.text;
  return Buffer.from(utf8.buffer, utf8.byteOffset, Math.min(utf8.byteLength, LIMIT)).toString('utf8').split(/\r?\n/);
}

/** The message's first body part with text. */
export function firstBody({ parts }: Message): Part | undefined {
  return parts.find(({ role, content }) => (role === 'body' || role === 'alternative') && content.state === 'text');
}
