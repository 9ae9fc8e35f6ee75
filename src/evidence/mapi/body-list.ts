import { type Body, htmlBody, plainBody } from './bodies.ts';
import type { BodySpending } from './part-spending.ts';
import type { PropertyReader } from './property-reader.ts';
import { rtfBody } from './rtf-body.ts';

/**
 * The bodies of an object with anything in them, if there are such, the richest last.
 * @param spending What is read to know them draws on it; their own bytes do once they are read.
 */
export function bodiesOf(values: PropertyReader, spending: BodySpending): readonly Body[] {
  const plain = plainBody(values);
  const html = htmlBody(values, spending.mostBytes);
  const rtf = rtfBody(values, present(plain, html), spending);
  const bodies = rtf?.mediaType === 'text/plain' ? present(rtf) : present(plain, rtf, html);
  const full = bodies.filter(({ size }) => size !== 0);
  return full.length > 0 ? full : bodies.slice(0, 1);
}

const present = (...bodies: readonly (Body | null)[]) => bodies.filter((body) => body !== null);
