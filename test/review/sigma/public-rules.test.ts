import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyedHash, packageRoot } from '../../../src/core/index.ts';
import { type EventStore, ingestLog, openEventStore } from '../../../src/logs/index.ts';
import {
  compileRules,
  loadAliases,
  loadedSets,
  type RuleOutcome,
  readSigmaFiles,
  runDetections,
} from '../../../src/review/index.ts';

const rules = resolve(packageRoot(), '../shared/corpora/sigma');
const logs = resolve(packageRoot(), '../shared/corpora/logs');
const absent = !existsSync(rules) || !existsSync(logs);
if (absent)
  console.warn('skipped: ../shared/corpora is not here, so no public rule was compiled or asked of real records');

const folder = mkdtempSync(join(tmpdir(), 'public-rules-'));
const outcomes = absent ? [] : compileRules(readSigmaFiles([rules]).documents, loadAliases());

/** Each hit was looked at beside the rule: rule, and how many events of the corpora are what it says. */
const HITS: Readonly<Record<string, number>> = {
  azure_aad_secops_ca_policy_removedby_bad_actor: 1,
  azure_aad_secops_ca_policy_updatedby_bad_actor: 2,
  azure_account_lockout: 2,
  azure_ad_account_created_deleted: 10,
  azure_ad_azurehound_discovery: 2,
  azure_ad_only_single_factor_auth_required: 2,
  azure_ad_sign_ins_from_unknown_devices: 2,
  azure_ad_suspicious_signin_bypassing_mfa: 1,
  azure_ad_user_added_to_admin_role: 4,
  azure_app_appid_uri_changes: 1,
  azure_app_credential_added: 1,
  azure_app_delegated_permissions_all_users: 1,
  azure_app_device_code_authentication: 2,
  azure_app_permissions_msft: 1,
  azure_app_ropc_authentication: 2,
  azure_creating_number_of_resources_detection: 2,
  azure_federation_modified: 1,
  azure_granting_permission_detection: 3,
  azure_guest_invite_failure: 1,
  azure_identity_protection_anomalous_token: 1,
  azure_identity_protection_anonymous_ip_address: 1,
  azure_identity_protection_leaked_credentials: 1,
  azure_identity_protection_unfamilar_sign_in: 1,
  azure_keyvault_key_modified_or_deleted: 5,
  azure_keyvault_modified_or_deleted: 4,
  azure_keyvault_secrets_modified_or_deleted: 2,
  azure_kubernetes_rolebinding_modified_or_deleted: 2,
  azure_mfa_disabled: 2,
  azure_network_firewall_policy_modified_or_deleted: 3,
  azure_network_security_modified_or_deleted: 7,
  azure_rare_operations: 5,
  azure_service_principal_created: 1,
  azure_subscription_permissions_elevation_via_activitylogs: 1,
  azure_suppression_rule_created: 2,
  azure_virtual_network_modified_or_deleted: 4,
  microsoft365_disabling_mfa: 2,
  microsoft365_susp_email_forwarding_activity: 15,
  microsoft365_susp_inbox_rule_creation_or_update_activity: 6,
};

function wordOf({ verdict }: RuleOutcome): string {
  if (verdict.kind === 'unbound') return verdict.reason.kind;
  return verdict.kind === 'refused' ? verdict.error.code : verdict.kind;
}

/** The logs of the corpora; the tests of another tool hold one record a line. */
function logFiles(): readonly string[] {
  const own = ['det-eng-samples/dataset', 'otrf'].flatMap((name) =>
    readdirSync(join(logs, name)).map((file) => join(logs, name, file)),
  );
  const panther = join(logs, 'panther_tests');
  const lines = readdirSync(panther)
    .filter((name) => name.endsWith('.ndjson'))
    .map((name) => {
      const records = readFileSync(join(panther, name), 'utf8').trim().split('\n');
      const path = join(folder, name);
      writeFileSync(
        path,
        records.map((line) => JSON.stringify((JSON.parse(line) as { event: unknown }).event)).join('\n'),
      );
      return path;
    });
  return [...own.filter((path) => /\.(?:json|csv)$/.test(path)), ...lines];
}

async function ingestAll(): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [at, path] of logFiles().entries()) {
    const outDir = join(folder, `log-${at}`);
    mkdirSync(outDir);
    for await (const event of ingestLog({ path, fileId: `sample-${at}` }, { outDir })) {
      if (event.type === 'result' && event.result.state === 'ingested')
        files.push(...event.result.files.map((file) => resolve(outDir, file.path)));
    }
  }
  return files;
}

describe.skipIf(absent)('public rules on public records', () => {
  let events: EventStore;
  beforeAll(async () => {
    events = await openEventStore(await ingestAll(), { tempDir: join(folder, 'tmp') });
  }, 120_000);
  afterAll(() => {
    events.close();
    rmSync(folder, { recursive: true });
  });

  test('every rule compiles or says why not', () => {
    const counts = Object.fromEntries([...Map.groupBy(outcomes, wordOf)].map(([word, list]) => [word, list.length]));
    expect(counts).toEqual({ compiled: 144, 'sigma-unsupported': 7, 'no-logsource': 2, never: 1 });
  });

  test('the logs hold what the rules ask for', async () => {
    const loaded = await loadedSets(events, outcomes);
    for (const set of ['ual', 'ual-directory', 'ual-sign-ins', 'entra-sign-ins', 'entra-audits', 'azure-activity']) {
      expect([set, (loaded.get(set) ?? 0) > 15]).toEqual([set, true]);
    }
  });

  test('those that bind give what their text says', async () => {
    const hits: Record<string, number> = {};
    for (const { head, verdict } of outcomes) {
      if (verdict.kind !== 'compiled') continue;
      const scope = { kind: 'tenant', from: null, until: null } as const;
      const findings = await runDetections(events, scope, [verdict.pack], { hash: keyedHash(new Uint8Array(32)) });
      const count = findings.reduce((sum, finding) => sum + finding.count, 0);
      if (count > 0) hits[basename(head.file, '.yml')] = count;
    }
    expect(hits).toEqual(HITS);
  }, 120_000);
});
