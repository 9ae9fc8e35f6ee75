import type { ByteSpan } from '../../core/index.ts';
import type { ScanContext } from '../finding.ts';
import type { TextInContext } from '../text-scanner.ts';

/** Texts on their way to a thread: their bytes one after another in memory that changes hands, and where each stands. */
export interface ThreadOrder {
  readonly bytes: ArrayBuffer;
  readonly texts: readonly { readonly span: ByteSpan; readonly context: ScanContext }[];
}

/** An order of some texts; their bytes are copied, since messages and the buffers they were read in share theirs. */
export function threadOrder(texts: readonly TextInContext[]): ThreadOrder {
  const bytes = new ArrayBuffer(texts.reduce((sum, { utf8 }) => sum + utf8.length, 0));
  const all = new Uint8Array(bytes);
  let at = 0;
  const placed = texts.map(({ utf8, context }) => {
    all.set(utf8, at);
    const span: ByteSpan = [at, at + utf8.length];
    at = span[1];
    return { span, context };
  });
  return { bytes, texts: placed };
}

/** The texts of an order. */
export function orderedTexts({ bytes, texts }: ThreadOrder): readonly TextInContext[] {
  return texts.map(({ span: [start, end], context }) => ({ utf8: new Uint8Array(bytes, start, end - start), context }));
}
