import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../case/index.ts';
import { dayIn } from '../directive/index.ts';
import type { ReportFormat } from './render-report.ts';

/** A report as it was frozen. */
export interface FrozenReport {
  /** Relative to the case folder. */
  readonly path: string;
  /** SHA-256 of the file, lower-case hexadecimal. */
  readonly sha256: string;
}

const ENDINGS: { readonly [Format in ReportFormat]: string } = { html: 'html', md: 'md', json: 'json' };

/** Writes a rendered report into the case, named by kind, day in the case's zone and hash, and enters it in the ledger. */
export function freezeReport(kase: Case, kind: string, format: ReportFormat, text: string): FrozenReport {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const name = `${dayIn(kase.clock.now(), kase.profile.zone)}-${kind}-${sha256.slice(0, 12)}.${ENDINGS[format]}`;
  mkdirSync(join(kase.folder, 'reports'), { recursive: true });
  writeFileSync(join(kase.folder, 'reports', name), text, { mode: 0o600, flush: true });
  const frozen = { path: `reports/${name}`, sha256 };
  kase.ledger.append('report', { kind, format, ...frozen });
  return frozen;
}
