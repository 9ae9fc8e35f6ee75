import { DIGITS, HEX, UPPER } from '../alphabets.ts';
import type { Person } from '../cast/person.ts';
import type { Random } from '../random.ts';

/** A Message-ID in the habit of the sender's mail system. */
export function messageIdFor(sender: Person, at: number, random: Random): string {
  const domain = sender.address.slice(sender.address.indexOf('@') + 1);
  if (sender.side === 'agency') {
    const host = `BN${random.integer(0, 8)}P110MB${random.text(DIGITS, 4)}`;
    return `<${host}${random.text(HEX.toUpperCase(), 26)}@${host}.NAMP110.PROD.OUTLOOK.COM>`;
  }
  if (sender.side === 'vendor')
    return `<${random.text(`${UPPER}${UPPER.toLowerCase()}${DIGITS}_-`, 36)}@mail.${domain}>`;
  return `<${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}.${random.text(HEX, 12)}@${domain}>`;
}
