import type { PstAddress } from './message.ts';
import { guidBytes } from './names.ts';

/** The provider of one-off addresses ([MS-OXCDATA] §2.2.5.1). */
const ONE_OFF = guidBytes('a41f2b81-a3be-1910-9d6e-00dd010f5402');
/** MIME, text and HTML, Unicode. */
const FLAGS = 0x9001;

/** The entry id of an address that no directory holds. */
export function oneOffId({ name, address }: PstAddress): Buffer {
  const text = Buffer.from(`${name}\0SMTP\0${address}\0`, 'utf16le');
  const head = Buffer.alloc(24);
  ONE_OFF.copy(head, 4);
  head.writeUInt16LE(FLAGS, 22);
  return Buffer.concat([head, text]);
}

/** By which a directory finds the address: type and address in capitals, ended by a zero ([MS-OXCMAIL] §2.2.3.1). */
export const searchKey = ({ address }: PstAddress): Buffer => Buffer.from(`SMTP:${address.toUpperCase()}\0`, 'latin1');
