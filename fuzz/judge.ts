import { isUtf8 } from 'node:buffer';
import { tallyBalances } from '../src/core/index.ts';
import { type EvidenceEvent, Key, type Parsers, readSource } from '../src/evidence/index.ts';
import { FUZZ_PASSWORD } from './document-seeds.ts';

/** What is wrong with how an input was read. */
export type Fault =
  /** An exception came out of the reader. */
  | 'throws'
  /** The reader fell inside and was caught, which costs a message or part. */
  | 'falls'
  | 'unbalanced'
  | 'no-tally'
  /** A part's text is no UTF-8, or hidden stretches lie outside of it. */
  | 'bad-text'
  | 'slow';

/** A fault with a word on where; never the input. */
export interface Verdict {
  readonly fault: Fault;
  readonly detail: string;
}

const SLOW_MILLISECONDS = 10_000;
const CAUGHT = 'brought its reader down';

/** Reads an input as a source and says what was wrong with that; null where all was well. */
export async function judge(input: Buffer, parsers: Parsers): Promise<Verdict | null> {
  const started = performance.now();
  let last: EvidenceEvent | null = null;
  try {
    for await (const event of readSource(SOURCE, { input: whole(input), parsers, keys: () => KEYS })) {
      last = event;
      const fault = faultOf(event);
      if (fault !== null) return fault;
    }
  } catch (error) {
    return { fault: 'throws', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  if (last?.type !== 'tally') return { fault: 'no-tally', detail: last?.type ?? 'no event' };
  const took = performance.now() - started;
  return took > SLOW_MILLISECONDS ? { fault: 'slow', detail: `${Math.round(took)} ms` } : null;
}

const KEYS = [new Key('wrong', 'a guess'), new Key(FUZZ_PASSWORD, 'the right one')];
const SOURCE = { path: '-', relative: 'fuzz', size: -1 } as const;

async function* whole(input: Buffer): AsyncGenerator<Uint8Array> {
  yield input;
}

function faultOf(event: EvidenceEvent): Verdict | null {
  switch (event.type) {
    case 'tally':
      return tallyBalances(event.tally) ? null : { fault: 'unbalanced', detail: JSON.stringify(event.tally) };
    case 'loss':
      return event.loss.detail.includes(CAUGHT) ? { fault: 'falls', detail: event.loss.provenance.part } : null;
    case 'message':
      return headerFault(event.message.header) ?? textFault(event.message.parts);
    case 'document':
      return textFault(event.document.parts);
  }
}

type Item = Extract<EvidenceEvent, { type: 'message' }>['message'];

/** Headers are parsed when asked for: asks for everything. */
function headerFault(header: Item['header']): Verdict | null {
  const { messageId, from, sender, replyTo, to, cc, bcc, subject, date, inReplyTo, references } = header;
  const asked = [
    messageId,
    from,
    sender,
    replyTo,
    to,
    cc,
    bcc,
    subject,
    date,
    inReplyTo,
    references,
    header.all('received'),
  ];
  return asked.includes(undefined as never) ? { fault: 'bad-text', detail: 'a header field is undefined' } : null;
}

function textFault(parts: Item['parts']): Verdict | null {
  for (const { path, content } of parts) {
    if (content.state !== 'text') continue;
    const { utf8, hidden, landmarks } = content.text;
    let reached = 0;
    for (const [start, end] of hidden) {
      if (start < reached || end < start || end > utf8.length)
        return { fault: 'bad-text', detail: `hidden, part ${path}` };
      reached = end;
    }
    if (landmarks.some(({ at }, index) => at > utf8.length || at < (landmarks[index - 1]?.at ?? 0)))
      return { fault: 'bad-text', detail: `landmarks, part ${path}` };
    if (!isUtf8(utf8)) return { fault: 'bad-text', detail: `no UTF-8, part ${path}` };
  }
  return null;
}
