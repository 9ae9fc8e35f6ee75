import type { Case } from '../case/index.ts';
import type { RuleFile } from '../secrets/index.ts';

/** How the mail of a case is read, and its logs are judged. */
export interface ReadSettings {
  /** Whether letters are looked for in pictures. */
  readonly ocr: boolean;
  /** Rules of the user beside the installed ones, whole: the case needs their files no more. */
  readonly rules: readonly RuleFile[];
  /** Whether an indicator that is seen with a good part of all accounts marks theft all the same. */
  readonly markCommon: boolean;
}

/** How the mail of this case is read, as it was last asked for. */
export function readSettings({ store }: Pick<Case, 'store'>): ReadSettings {
  const value = (key: string) => store.get<{ value: string }>('SELECT value FROM settings WHERE key = ?', key)?.value;
  return {
    ocr: value('ocr') === 'on',
    markCommon: value('mark-common') === 'on',
    rules: JSON.parse(value('rules') ?? '[]') as readonly RuleFile[],
  };
}

/** Keeps what is asked for, so that later runs read alike; nothing is ever turned off by not asking. A file of rules takes the place of one at its path. */
export function keepSettings(kase: Pick<Case, 'store'>, { ocr, rules, markCommon }: ReadSettings): void {
  const { store } = kase;
  if (ocr) store.run("INSERT OR REPLACE INTO settings (key, value) VALUES ('ocr', 'on')");
  if (markCommon) store.run("INSERT OR REPLACE INTO settings (key, value) VALUES ('mark-common', 'on')");
  if (rules.length === 0) return;
  const files = new Map([...readSettings(kase).rules, ...rules].map((file) => [file.path, file]));
  store.run("INSERT OR REPLACE INTO settings (key, value) VALUES ('rules', ?)", JSON.stringify([...files.values()]));
}

/** Forgets the user's rules; what only they found goes with the next run. */
export function dropRules({ store }: Pick<Case, 'store'>): void {
  store.run("DELETE FROM settings WHERE key = 'rules'");
}
