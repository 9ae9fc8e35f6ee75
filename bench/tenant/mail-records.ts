import { type Fields, type Owner, type Service, sharedFields, timeText, type Use } from './use.ts';

const ITEM_OPERATIONS = ['Send', 'Create', 'Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete'];
const GRAPH = '00000003-0000-0000-c000-000000000000';

/** Who reads whose mail. */
export type Reader =
  | { readonly kind: 'owner' | 'delegate'; readonly owner: Owner }
  | { readonly kind: 'service'; readonly owner: Owner; readonly service: Service };

/** Messages read, or a folder synchronised. */
export function accessRecord(use: Use, reader: Reader): Fields {
  const { draw } = use;
  const count = 1 + (draw.percent(12) ? draw.below(20) : draw.below(3));
  const items = Array.from({ length: count }, () => ({
    Id: `RgAAAA${draw.text(40)}`,
    InternetMessageId: `<${draw.text(46)}@SN6PR09MB1234.namprd09.prod.example>`,
    SizeInBytes: 4000 + draw.below(900_000),
  }));
  return {
    ...exchangeFields(use, 'MailItemsAccessed', 50, reader),
    OperationCount: items.length,
    OperationProperties: [
      { Name: 'MailAccessType', Value: draw.percent(10) ? 'Sync' : 'Bind' },
      { Name: 'IsThrottled', Value: draw.percent(0.002) ? 'True' : 'False' },
    ],
    Folders: [{ FolderItems: items, Id: 'LgAAAAAM', Path: draw.percent(80) ? '\\Inbox' : '\\Sent Items' }],
  };
}

/** A message sent, made, changed or deleted. */
export function itemRecord(use: Use): Fields {
  const { draw, person } = use;
  const item = {
    Id: `RgAAAA${draw.text(40)}`,
    InternetMessageId: `<${draw.text(46)}@SN6PR09MB1234.namprd09.prod.example>`,
    ParentFolder: { Id: 'LgAAAAAM', Path: '\\Drafts' },
    SizeInBytes: 4000 + draw.below(900_000),
  };
  const fields = exchangeFields(use, draw.of(ITEM_OPERATIONS), 2, { kind: 'owner', owner: person });
  return { ...fields, Item: item, SaveToSentItems: true };
}

/** An inbox rule: most sort newsletters, a few forward. */
export function ruleRecord(use: Use): Fields {
  const { draw, person } = use;
  const action = draw.percent(3)
    ? { Name: 'ForwardTo', Value: `me.${draw.below(1000)}@home.example` }
    : { Name: 'MoveToFolder', Value: 'Newsletters' };
  return {
    ...sharedFields(use, draw.of(['New-InboxRule', 'Set-InboxRule']), 1, 'Exchange'),
    ClientIP: `${use.device.address(use.at)}`,
    ObjectId: `${person.name}\\Rule ${draw.below(50)}`,
    Parameters: [{ Name: 'Identity', Value: `Rule ${draw.below(50)}` }, action],
  };
}

function exchangeFields(use: Use, operation: string, recordType: number, reader: Reader): Fields {
  const { owner } = reader;
  return {
    ...sharedFields(use, operation, recordType, 'Exchange'),
    ...(reader.kind === 'service' ? serviceFields(use, reader.service) : userFields(use)),
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: { owner: 0, delegate: 2, service: 1 }[reader.kind],
    LogonUserSid: reader.kind === 'service' ? 'S-1-5-18' : use.person.sid,
    MailboxGuid: owner.mailbox,
    MailboxOwnerSid: owner.sid,
    MailboxOwnerUPN: owner.name,
    OrganizationName: 'agency.example',
    OriginatingServer: 'SN6PR09MB1234 (15.20.4200.000)\r\n',
  };
}

function userFields({ at, device, app }: Use): Fields {
  const session = device.session(at);
  const token = device.token(app.id, at);
  return {
    AppAccessContext: {
      AADSessionId: session,
      APIId: GRAPH,
      ClientAppId: app.id,
      IssuedAtTime: timeText(token.issued),
      UniqueTokenId: token.id,
    },
    ClientIPAddress: device.address(at),
    ClientInfoString: app.info,
  };
}

function serviceFields({ at, draw }: Use, service: Service): Fields {
  return {
    UserType: 5,
    UserKey: service.id,
    UserId: `ServicePrincipal_${service.id}`,
    AppAccessContext: {
      APIId: GRAPH,
      ClientAppId: service.app,
      IssuedAtTime: timeText(at - draw.below(3_000_000)),
      UniqueTokenId: `${draw.text(21)}A`,
    },
    ClientAppId: service.app,
    ClientIPAddress: service.address,
    ClientInfoString: 'Client=REST;;',
  };
}
