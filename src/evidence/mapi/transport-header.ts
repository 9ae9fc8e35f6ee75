import { LazyMessageHeader } from '../mime/message-header.ts';
import { readHeader } from '../mime/read-header.ts';

const LF = 10;
const CR = 13;

/** The header a message came with over the Internet (PidTagTransportMessageHeaders), nothing parsed yet. */
export function transportHeader(text: string): LazyMessageHeader {
  const bytes = Buffer.from(text);
  let start = 0;
  while (bytes[start] === LF || bytes[start] === CR) start++;
  return new LazyMessageHeader(readHeader(bytes, start, isNoBoundary).block);
}

const isNoBoundary = (): boolean => false;
