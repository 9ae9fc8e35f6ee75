import type { Store } from '../../../case/index.ts';
import { READINESS_MIGRATIONS } from '../readiness-schema.ts';
import { type AuditSettings, mergeSettings, NO_SETTINGS } from './audit-settings.ts';

/** Keeps what an export of settings says, in place of what an earlier reading of it left. */
export function storeAuditSettings(store: Store, sourceId: string, settings: AuditSettings): void {
  store.migrate('readiness', READINESS_MIGRATIONS);
  store.run('DELETE FROM audit_settings WHERE source_id = ?', sourceId);
  store.run('INSERT INTO audit_settings (source_id, content) VALUES (?, ?)', sourceId, JSON.stringify(settings));
}

/** What all exports of the case say; of two that speak of the same, the one that was added later counts. */
export function auditSettingsOf(store: Store): AuditSettings {
  if (store.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_settings'") === null)
    return NO_SETTINGS;
  const rows = store.all<{ content: string }>(
    'SELECT a.content FROM audit_settings a JOIN sources s ON s.id = a.source_id ORDER BY s.added_at, s.relative, s.id',
  );
  return rows.map(({ content }) => JSON.parse(content) as AuditSettings).reduce(mergeSettings, NO_SETTINGS);
}
