import names from '../../data/names.json' with { type: 'json' };
import type { Random } from '../../random.ts';
import type { PstAddress } from '../message.ts';

const DOMAINS = [
  'harbour.example',
  'harbour.example',
  'harbour.example',
  'northshore.example',
  'lantern.example',
  'quay.example',
];

/** People who write to one another; the first owns the mailbox. */
export function makePeople(count: number, random: Random): readonly PstAddress[] {
  return Array.from({ length: count }, (_, index) => {
    const { given, family } = names[random.pick(['en', 'en', 'en', 'de', 'fr', 'es'] as const)];
    const [first, last] = [random.pick(given), random.pick(family)];
    const domain = index === 0 ? DOMAINS[0] : random.pick(DOMAINS);
    return { name: `${first} ${last}`, address: `${plain(first)}.${plain(last)}${index}@${domain}` };
  });
}

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z]/gu, '')
    .toLowerCase();
