import { describe, expect, it } from 'vitest';
import { EXPORT_SHAPES } from '../review/export-shapes.ts';
import { readExport } from '../review/read-export.ts';

const common = {
  createdDateTime: '2024-03-05T06:07:08Z',
  appId: '5d661950-0000-4000-8000-000000000001',
  ipAddress: '203.0.113.9',
  correlationId: 'c1c1c1c1-0000-4000-8000-000000000001',
  resourceDisplayName: 'Microsoft Graph',
  resourceId: '00000003-0000-0000-c000-000000000000',
  status: { errorCode: 50053, failureReason: 'Locked.' },
  location: { city: 'Delft', state: 'Zuid-Holland', countryOrRegion: 'NL' },
  uniqueTokenIdentifier: 'MAvPl7EnRECtYhC4q6h_AA',
};
const user = {
  userPrincipalName: 'Jo@agency.example',
  userId: '26be570a-0000-4000-8000-000000000001',
  clientAppUsed: 'Browser',
};
const application = { servicePrincipalId: 'b1c34143-0000-4000-8000-000000000001', servicePrincipalName: 'ledger-sync' };

const KINDS = [
  ['interactive', 'interactiveUser', user, 'jo@agency.example'],
  ['non-interactive', 'nonInteractiveUser', user, 'jo@agency.example'],
  ['service-principal', 'servicePrincipal', application, application.servicePrincipalId],
  ['managed-identity', 'managedIdentity', application, application.servicePrincipalId],
] as const;

/** The portal has a file for each kind, and no column that tells it. */
const UNTOLD: Readonly<Record<string, string>> = {
  'non-interactive': 'interactive',
  'managed-identity': 'service-principal',
};

describe('sign-ins of four kinds', () => {
  for (const [kind, type, actor, principal] of KINDS) {
    for (const { name, render } of EXPORT_SHAPES['entra-signin']) {
      it(`${kind}, exported as ${name}`, () => {
        const record = { id: '66ea54eb-0000-4000-8000-000000000001', ...common, ...actor, signInEventTypes: [type] };
        const [row] = readExport(render([record]));
        expect(row).toMatchObject({
          event_id: record.id,
          at: '2024-03-05T06:07:08.000Z',
          source: 'entra-signin',
          sign_in_kind: name === 'portal-signin-csv' ? (UNTOLD[kind] ?? kind) : kind,
          outcome: 'failure',
          error_code: '50053',
          principal,
          principal_type: actor === user ? 'user' : 'service-principal',
          ip: '203.0.113.9',
          country: 'NL',
          city: 'Delft',
          token_guid: '97cf0b30-27b1-4044-ad62-10b8aba87f00',
          correlation_id: common.correlationId,
          resource_id: common.resourceId,
        });
      });
    }
  }
});
