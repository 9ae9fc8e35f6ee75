import type { Draw } from './draw.ts';
import type { Person } from './person.ts';
import { type Fields, type Organisation, sharedFields, type Use } from './use.ts';

/** Most failures are somebody's own: a prompt that was left open, a password typed wrong or run out. */
const FAILURES = [
  { upTo: 60, code: '50074', name: 'UserStrongAuthClientAuthNRequiredInterrupt' },
  { upTo: 90, code: '50126', name: 'InvalidUserNameOrPassword' },
  { upTo: 97, code: '50055', name: 'InvalidPasswordExpiredPassword' },
  { upTo: 100, code: '50053', name: 'IdsLocked' },
];
const FAILED_PERCENT = 8;
const STRANGERS_AGENTS = [
  'python-requests/2.31.0',
  'BAV2ROPC',
  'Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0',
];
const ADMINISTRATORS = 8;
const SYNCHRONISATION = { id: 'b5a1c0de-0000-4000-8000-000000000001', name: 'Sync_DC01_0a1b2c3d@agency.example' };

/** Somebody signs in, or an application asks for a new token in their name. */
export function loginRecord(use: Use): Fields {
  const { at, device, app, draw } = use;
  const address = device.address(at);
  const session = device.session(at);
  const failure = draw.percent(FAILED_PERCENT) ? failureOf(draw) : null;
  const request = failure === null ? device.issue(app.id, at).guid : draw.guid();
  return login(use, { address, agent: device.agent, app: app.id, session, request, failure });
}

/** The noise of the internet: guesses at accounts, from everywhere. */
export function strangersLogin(draw: Draw, at: number, organisation: Organisation): Fields {
  const person = draw.of(organisation.people);
  const failure = draw.percent(80)
    ? { code: '50126', name: 'InvalidUserNameOrPassword' }
    : { code: '50053', name: 'IdsLocked' };
  return login(
    { at, person, organisation, draw },
    {
      address: `198.${18 + draw.below(2)}.${draw.below(256)}.${1 + draw.below(254)}`,
      agent: draw.of(STRANGERS_AGENTS),
      app: '1b730954-1685-4b74-9bfd-dac224a7b894',
      session: null,
      request: draw.guid(),
      failure,
    },
  );
}

interface Login {
  readonly address: string;
  readonly agent: string;
  readonly app: string;
  readonly session: string | null;
  readonly request: string;
  readonly failure: { readonly code: string; readonly name: string } | null;
}

function login(
  use: Pick<Use, 'at' | 'person' | 'organisation' | 'draw'>,
  { address, agent, app, session, request, failure }: Login,
): Fields {
  const { person, organisation, draw } = use;
  const resource = draw.of(organisation.resources);
  return {
    ...sharedFields(use, failure === null ? 'UserLoggedIn' : 'UserLoginFailed', 15, 'AzureActiveDirectory'),
    ClientIP: address,
    ObjectId: resource,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'ResultStatusDetail', Value: failure === null ? 'Success' : 'UserError' },
      { Name: 'UserAgent', Value: agent },
      { Name: 'UserAuthenticationMethod', Value: String(draw.below(4)) },
      { Name: 'RequestType', Value: draw.of(['OAuth2:Authorize', 'OAuth2:Token', 'Login:reprocess']) },
    ],
    ModifiedProperties: [],
    Actor: [
      { ID: person.id, Type: 0 },
      { ID: person.name, Type: 5 },
    ],
    ActorContextId: organisation.id,
    ActorIpAddress: address,
    InterSystemsId: draw.guid(),
    IntraSystemId: request,
    SupportTicketId: '',
    Target: [{ ID: resource, Type: 0 }],
    TargetContextId: organisation.id,
    ApplicationId: app,
    DeviceProperties: [
      { Name: 'OS', Value: 'Windows 10' },
      { Name: 'BrowserType', Value: 'Chrome' },
      { Name: 'IsCompliantAndManaged', Value: 'False' },
      ...(session === null ? [] : [{ Name: 'SessionId', Value: session }]),
    ],
    ErrorNumber: failure?.code ?? '0',
    ...(failure === null ? {} : { LogonError: failure.name }),
  };
}

function failureOf(draw: Draw): Login['failure'] {
  const share = draw.below(100);
  return FAILURES.find(({ upTo }) => share < upTo) ?? null;
}

/** A change in the directory: most are the synchronisation's, some an administrator's, some by the user's own hand. */
export function directoryRecord(use: Use): Fields {
  const { draw, person, organisation } = use;
  const share = draw.below(100);
  if (share < 70)
    return change(use, SYNCHRONISATION, draw.of(organisation.people), ['Update user.', ['LastDirSyncTime']]);
  if (share >= 95) return change(use, person, person, ['Update user.', ['StrongAuthenticationPhoneAppDetail']]);
  const administrator = organisation.people[draw.below(ADMINISTRATORS)] ?? person;
  const does = draw.of<Change>([
    ['Change user license.', ['AssignedLicense', 'AssignedPlan']],
    ['Update user.', ['Department', 'TelephoneNumber']],
    ['Add member to group.', ['Group.ObjectID', 'Group.DisplayName']],
    ['Reset user password.', []],
  ]);
  return change(use, administrator, draw.of(organisation.people), does);
}

/** An operation, and the properties that it changes. */
type Change = readonly [operation: string, properties: readonly string[]];

function change(use: Use, actor: Pick<Person, 'id' | 'name'>, target: Person, [operation, properties]: Change): Fields {
  const { draw, organisation } = use;
  return {
    ...sharedFields({ ...use, person: actor }, operation, 8, 'AzureActiveDirectory'),
    ObjectId: target.name,
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'additionalDetails', Value: JSON.stringify({ UserType: 'Member' }) },
      { Name: 'extendedAuditEventCategory', Value: 'User' },
    ],
    ModifiedProperties: [
      ...properties.map((name) => ({ Name: name, NewValue: `[\r\n  ${draw.below(1e6)}\r\n]`, OldValue: '[]' })),
      { Name: 'Included Updated Properties', NewValue: properties.join(', '), OldValue: '' },
    ],
    Actor: [
      { ID: actor.name, Type: 5 },
      { ID: actor.id, Type: 3 },
      { ID: `User_${actor.id}`, Type: 2 },
    ],
    ActorContextId: organisation.id,
    InterSystemsId: draw.guid(),
    IntraSystemId: draw.guid(),
    SupportTicketId: '',
    Target: [
      { ID: `User_${target.id}`, Type: 2 },
      { ID: target.id, Type: 2 },
      { ID: 'User', Type: 2 },
      { ID: target.name, Type: 5 },
    ],
    TargetContextId: organisation.id,
  };
}
