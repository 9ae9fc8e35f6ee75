import type { Verdict } from './verdict.ts';

/** What people type: letters of Europe and the Near East, or of East Asia; a wrong key gives a mixture. */
const TYPED = /^[\x20-\x7e\u00a0-\u06ff]{1,300}$|^[\x20-\x7e\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{1,300}$/;

/** The verdict on a value in a form that anybody can read back: the credential is what it says. */
export function readBack(plain: string | null, form: string): Verdict {
  if (plain === null || !TYPED.test(plain)) {
    return { type: 'keep', confidence: 'lower', reason: `${form} cannot be read back: cut off or made up` };
  }
  return { type: 'keep', secret: plain, reason: `${form} read back` };
}

/** What a decoder gives, null where it refuses its input. */
export function attempt(decode: () => string | null): string | null {
  try {
    return decode();
  } catch {
    return null;
  }
}
