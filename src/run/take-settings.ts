import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted, type Loss } from '../core/index.ts';
import {
  auditSettingsOf,
  MOST_SETTINGS_BYTES,
  readAuditSettings,
  type SettingsReading,
  storeAuditSettings,
} from '../review/index.ts';
import { exportBytes, isLoss } from './export-bytes.ts';
import { readStateOf, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault, sourceLoss } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** Reads every export of auditing settings that is not yet in the case. */
export async function takeSettings(kase: Case, observer: RunObserver): Promise<void> {
  const all = sourcesOf(kase.store, 'settings');
  if (all.length === 0) return;
  observer.step('Reading settings of auditing', all.length, 'items');
  for (const source of all) if (readStateOf(kase.store, source.id)?.done !== true) await takeExport(kase, source);
  const { mailboxes } = auditSettingsOf(kase.store);
  observer.stepDone(`${counted(all.length, 'export')}, of ${counted(mailboxes.length, 'mailbox', 'mailboxes')}`);
}

const NOT_SETTINGS =
  'No export of auditing settings that we know. Give what Get-Mailbox, Get-OrganizationConfig, Get-AdminAuditLogConfig or Get-MailboxAuditBypassAssociation say, as JSON or CSV.';

async function takeExport(kase: Case, source: SourceRow): Promise<void> {
  const bytes = sourceFault(source) ?? (await exportBytes(source, MOST_SETTINGS_BYTES));
  const reading = isLoss(bytes) ? null : readAuditSettings(bytes);
  if (reading === null) {
    const loss = isLoss(bytes) ? bytes : sourceLoss(source, 'unrecognised', NOT_SETTINGS);
    replaceLosses(kase, source.id, [loss]);
    return;
  }
  const { settings, read, broken } = reading;
  kase.store.transaction(() => {
    replaceLosses(kase, source.id, lossesOf(source, reading));
    storeAuditSettings(kase.store, source.id, settings);
    const tally = { expected: read + broken, read, unreadable: broken, encrypted: 0, recovered: 0 };
    writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
  });
}

function lossesOf(source: SourceRow, { broken, withoutActions }: SettingsReading): readonly Loss[] {
  const cut = `${counted(broken, 'row is', 'rows are')} cut off or say of nobody whom they speak of. Export the settings again.`;
  const typed = `Of ${counted(withoutActions, 'mailbox', 'mailboxes')} the export does not hold what AuditOwner, AuditDelegate and AuditAdmin list: export them with ConvertTo-Json, or join the lists before Export-Csv.`;
  return [
    ...(broken === 0 ? [] : [sourceLoss(source, 'damaged', cut)]),
    ...(withoutActions === 0 ? [] : [sourceLoss(source, 'unsupported', typed)]),
  ];
}
