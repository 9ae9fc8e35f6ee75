import type { Case } from '../case/index.ts';

/** How the mail of a case is read. */
export interface ReadSettings {
  /** Whether letters are looked for in pictures. */
  readonly ocr: boolean;
}

/** How the mail of this case is read, as it was last asked for. */
export function readSettings({ store }: Pick<Case, 'store'>): ReadSettings {
  const row = store.get<{ value: string }>("SELECT value FROM settings WHERE key = 'ocr'");
  return { ocr: row?.value === 'on' };
}

/** Keeps what is asked for, so that later runs read alike; nothing is ever turned off by not asking. */
export function keepSettings({ store }: Case, { ocr }: ReadSettings): void {
  if (ocr) store.run("INSERT OR REPLACE INTO settings (key, value) VALUES ('ocr', 'on')");
}
