import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { makeOrganisation } from '../../examples/make-organisation.ts';

const { files, truth, logRecords } = makeOrganisation(5, 600);
const bytes = (path: string) => files.find((file) => file.path === path)?.bytes ?? Buffer.alloc(0);

interface AuditRow {
  readonly RecordId: string;
  readonly CreationDate: string;
  readonly UserId: string;
  readonly AuditData: string;
}
interface AuditData {
  readonly Id: string;
  readonly CreationTime: string;
  readonly Operation: string;
  readonly UserId: string;
  readonly ResultStatus: string;
  readonly [name: string]: unknown;
}
const rows: readonly AuditRow[] = parse(bytes('logs/unified-audit-log.csv'), { bom: true, columns: true });
const audit: readonly AuditData[] = rows.map((row) => JSON.parse(row.AuditData));
const signIns: readonly {
  createdDateTime: string;
  userPrincipalName: string;
  ipAddress: string;
  status: { errorCode: number };
}[] = JSON.parse(bytes('logs/interactive-signins.json').toString()).value;
const services: readonly {
  time: string;
  category: string;
  properties: { servicePrincipalCredentialKeyId: string; appId: string };
}[] = gunzipSync(bytes('logs/service-principal-signins.ndjson.gz'))
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const step = (name: string) => truth.attack.find((one) => one.step.includes(name));

describe('the unified audit log', () => {
  it('is several thousand records, some of them twice, newest first', () => {
    expect(rows.length).toBeGreaterThan(2500);
    expect(rows.length + signIns.length + services.length).toBe(logRecords);
    const ids = new Set(rows.map((row) => row.RecordId));
    expect(ids.size).toBeLessThan(rows.length);
    const times = rows.map((row) => row.CreationDate);
    expect([...times].sort().reverse()).toEqual(times);
  });

  it('has records on every day but those of the hole', () => {
    const days = new Set(audit.map((record) => record.CreationTime.slice(0, 10)));
    const hole = truth.coverageHoles[0];
    for (let at = Date.parse('2023-12-01'); at <= Date.parse('2024-03-21'); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      expect(days.has(day), day).toBe(!(hole !== undefined && day >= hole.from && day <= hole.until));
    }
  });

  it('has the traps of real exports', () => {
    expect(audit.some((record) => record.Operation === 'UserLoginFailed' && record.ResultStatus === 'Success')).toBe(
      true,
    );
    expect(audit.some((record) => /^[A-Z]/.test(record.UserId) && record.UserId.includes('@'))).toBe(true);
    const addresses = audit.flatMap((record) => [record.ClientIP, record.ClientIPAddress]).map(String);
    expect(addresses.some((address) => /^\d+\.\d+\.\d+\.\d+:\d+$/.test(address))).toBe(true);
    expect(addresses.some((address) => address.startsWith('['))).toBe(true);
    expect(
      audit.some((record) => record.Operation === 'Update application \u2013 Certificates and secrets management '),
    ).toBe(true);
  });

  it('has every step of the attack that it can show, when the truth says', () => {
    const near = (name: string, operation: string) => {
      const one = step(name);
      return audit.some(
        (record) =>
          record.Operation === operation &&
          Math.abs(Date.parse(`${record.CreationTime}Z`) - Date.parse(one?.from ?? '')) < 120_000,
      );
    };
    expect(near('spray', 'UserLoginFailed')).toBe(true);
    expect(near('consent', 'Consent to application.')).toBe(true);
    expect(near('credential added', 'Update application \u2013 Certificates and secrets management ')).toBe(true);
    expect(near('first-seen', 'MailItemsAccessed')).toBe(true);
    expect(near('somebody else', 'Add-MailboxPermission')).toBe(true);
    expect(near('forwarded', 'New-InboxRule')).toBe(true);
  });

  it('shows the new application reading three mailboxes, once as a sync', () => {
    const appId = step('first-seen')?.names[1];
    const reads = audit.filter((record) => record.ClientAppId === appId);
    expect(new Set(reads.map((record) => record.MailboxOwnerUPN)).size).toBe(3);
    expect(
      reads.filter((record) => JSON.stringify(record.OperationProperties).includes('Sync')).length,
    ).toBeGreaterThan(0);
  });
});

describe('the sign-in logs', () => {
  it('begin after the first theft and cover every day from then on', () => {
    const days = new Set(signIns.map((one) => one.createdDateTime.slice(0, 10)));
    const hole = truth.coverageHoles.find((one) => one.source === 'entra-signin');
    expect(([...days].sort()[0] ?? '') > (hole?.until ?? '')).toBe(true);
    expect(days.size).toBe(74);
  });

  it('show the spray: many users from one address within a quarter of an hour, then one success', () => {
    const spray = step('spray');
    const from = signIns.filter(
      (one) =>
        one.ipAddress === spray?.ip &&
        one.createdDateTime >= (spray?.from ?? '') &&
        one.createdDateTime <= (spray?.until ?? ''),
    );
    expect(new Set(from.map((one) => one.userPrincipalName)).size).toBeGreaterThanOrEqual(10);
    expect(from.filter((one) => one.status.errorCode === 0).map((one) => one.userPrincipalName)).toEqual([
      spray?.names[0],
    ]);
  });

  it("show the attacker's application signing in with its new key", () => {
    const key = step('new key');
    const used = services.filter((one) => key?.names.includes(one.properties.appId));
    expect(used.length).toBe(3);
    expect(new Set(used.map((one) => one.properties.servicePrincipalCredentialKeyId)).size).toBe(1);
    expect(new Set(services.map((one) => one.category))).toEqual(new Set(['ServicePrincipalSignInLogs']));
  });
});
