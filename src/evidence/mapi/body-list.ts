import { type Body, htmlBody, plainBody } from './bodies.ts';
import type { PropertyReader } from './property-reader.ts';
import { rtfBody } from './rtf-body.ts';

/**
 * The bodies of an object with anything in them, if there are such, the richest last.
 * @param limit Bytes one of them may have.
 */
export function bodiesOf(values: PropertyReader, limit: number): readonly Body[] {
  const plain = plainBody(values);
  const html = htmlBody(values, limit);
  const rtf = rtfBody(values, present(plain, html), limit);
  const bodies = rtf?.mediaType === 'text/plain' ? present(rtf) : present(plain, rtf, html);
  const full = bodies.filter(({ size }) => size !== 0);
  return full.length > 0 ? full : bodies.slice(0, 1);
}

const present = (...bodies: readonly (Body | null)[]) => bodies.filter((body) => body !== null);
