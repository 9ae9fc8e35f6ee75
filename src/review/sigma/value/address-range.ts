import { isIPv4, isIPv6 } from 'node:net';
import { invalidSigma } from '../rule/sigma-fault.ts';

/**
 * A network in CIDR notation as a regular expression over the texts an address has: dotted quads, and every way to shorten the zeros of an
 * IPv6 address.
 * @throws ReviewError sigma-invalid for what is no network.
 */
export function networkExpression(value: string, where: string): string {
  const [, address = '', length = ''] = /^([0-9A-Fa-f:.]{2,45})(?:\/(\d{1,3}))?$/.exec(value.trim()) ?? [];
  const bits = isIPv4(address) ? 32 : 128;
  const prefix = length === '' ? bits : Number(length);
  if (!(isIPv4(address) || isIPv6(address)) || prefix > bits) {
    throw invalidSigma(
      where,
      'a value that is no network in CIDR notation',
      'Write it like 192.0.2.0/24 or 2001:db8::/32.',
    );
  }
  return `(?i)${bits === 32 ? quadExpression(address, prefix) : groupsExpression(groupsOf(address), prefix)}`;
}

const ANY_OCTET = '\\d{1,3}';

function quadExpression(address: string, prefix: number): string {
  const octets = address.split('.').map((octet, at) => octetExpression(Number(octet), prefix - 8 * at));
  return `^(?:::ffff:)?${octets.join('\\.')}$`;
}

function octetExpression(octet: number, fixed: number): string {
  if (fixed <= 0) return ANY_OCTET;
  if (fixed >= 8) return String(octet);
  const size = 2 ** (8 - fixed);
  const first = octet - (octet % size);
  return `(?:${Array.from({ length: size }, (_, at) => first + at).join('|')})`;
}

const GROUPS = 8;
const ANY_GROUP = '[0-9a-f]{1,4}';

/** The address's eight numbers of 16 bits. */
function groupsOf(address: string): readonly number[] {
  const quad = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const plain =
    quad === null
      ? address
      : `${quad[1]}${(Number(quad[2]) * 256 + Number(quad[3])).toString(16)}:${(Number(quad[4]) * 256 + Number(quad[5])).toString(16)}`;
  const [left = '', right] = plain.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const head = [...left];
  const tail = right === undefined ? [] : [...right];
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}

/** Every text of an address: all groups, or `::` in place of one run of zeros after `before` groups and before `after` others. */
function groupsExpression(groups: readonly number[], prefix: number): string {
  const group = groups.map((value, at) => groupExpression(value, prefix - 16 * at));
  const mayBeZero = groups.map((value, at) => value >>> (16 - Math.min(16, Math.max(0, prefix - 16 * at))) === 0);
  const texts = [group.join(':')];
  for (let before = 0; before < GROUPS; before++) {
    for (let after = 0; before + after < GROUPS; after++) {
      if (!mayBeZero.slice(before, GROUPS - after).every(Boolean)) continue;
      texts.push(`${group.slice(0, before).join(':')}::${group.slice(GROUPS - after).join(':')}`);
    }
  }
  return `^(?:${texts.join('|')})$`;
}

/** A group whose first bits are fixed, with its leading zeros or without. */
function groupExpression(value: number, fixed: number): string {
  if (fixed <= 0) return ANY_GROUP;
  const digits = Array.from({ length: 4 }, (_, at) => digitExpression((value >>> (12 - 4 * at)) & 15, fixed - 4 * at));
  const texts = [digits.join('')];
  for (let at = 0; at < 3 && digits[at]?.includes('0') === true; at++) texts.push(digits.slice(at + 1).join(''));
  return texts.length === 1 ? texts.join('') : `(?:${texts.join('|')})`;
}

function digitExpression(digit: number, fixed: number): string {
  if (fixed >= 4) return digit.toString(16);
  const size = fixed <= 0 ? 16 : 2 ** (4 - fixed);
  const first = digit - (digit % size);
  return `[${Array.from({ length: size }, (_, at) => (first + at).toString(16)).join('')}]`;
}
