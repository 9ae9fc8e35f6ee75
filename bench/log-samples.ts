import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/**
 * Writes generated unified audit log records as NDJSON, with the fields and the mix of a working tenant's log: two thousand users over
 * thirty days, in the order of arrival, a few minutes out of time. Seeded: the same counts give the same bytes. About 1.5 kB a record.
 */
export async function writeAuditLog(path: string, records: number, days = 30): Promise<void> {
  const out = createWriteStream(path);
  const tenant = new Tenant(records, days);
  let lines = '';
  for (let index = 0; index < records; index++) {
    lines += `${JSON.stringify(tenant.record(index))}\n`;
    if (lines.length < 1_000_000) continue;
    if (!out.write(lines)) await once(out, 'drain');
    lines = '';
  }
  out.end(lines);
  await once(out, 'finish');
}

/** Every field of the records that {@link writeAuditLog} writes. */
export const AUDIT_FIELDS: readonly string[] = `
  Actor ActorContextId ActorIpAddress AppAccessContext ApplicationDisplayName ApplicationId
  AzureActiveDirectoryEventType ClientIP ClientIPAddress ClientInfoString CorrelationId CreationTime
  DeviceProperties ErrorNumber EventSource ExtendedProperties ExternalAccess Folders HighPriorityMediaProcessing
  Id InterSystemsId InternalLogonType IntraSystemId IsManagedDevice Item ItemType ListId ListItemUniqueId
  LogonError LogonType LogonUserSid MailboxGuid MailboxOwnerSid MailboxOwnerUPN ModifiedProperties ObjectId
  Operation OperationCount OperationProperties OrganizationId OrganizationName OriginatingServer Platform
  RecordType ResultStatus SaveToSentItems Site SiteUrl SourceFileExtension SourceFileName SourceRelativeUrl
  SupportTicketId Target TargetContextId UserAgent UserId UserKey UserType Version WebId Workload
`
  .trim()
  .split(/\s+/);

const START = Date.UTC(2024, 0, 1);
const DAY_MILLISECONDS = 24 * 3_600_000;
const LATE_MILLISECONDS = 5 * 60_000;
const USERS = 2000;
const APPS = 40;
const SITES = 60;
const FILES = 50_000;
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17126; Pro)',
];
const FILE_OPERATIONS = ['FileAccessed', 'FileModified', 'FileDownloaded', 'FileUploaded', 'FileSyncDownloadedFull'];
const ITEM_OPERATIONS = ['Send', 'Create', 'Update', 'MoveToDeletedItems', 'SoftDelete', 'HardDelete'];

type Fields = Readonly<Record<string, unknown>>;

/** A tenant whose records come one by one; every draw is from one sequence. */
class Tenant {
  readonly #step: number;
  readonly #draw = new Draw(20_240_101);
  readonly #organisation = this.#draw.guid();
  readonly #apps = Array.from({ length: APPS }, () => this.#draw.guid());
  readonly #sites = Array.from({ length: SITES }, (_, index) => newSite(this.#draw, index));
  readonly #users = Array.from({ length: USERS }, (_, index) => newUser(this.#draw, index));

  constructor(records: number, days: number) {
    this.#step = (days * DAY_MILLISECONDS) / records;
  }

  record(index: number): Fields {
    const draw = this.#draw;
    const at = new Date(START + index * this.#step + draw.below(Math.min(LATE_MILLISECONDS, index * this.#step + 1)));
    const user = draw.of(this.#users);
    if (draw.below(20) === 0) user.session = draw.guid();
    if (draw.below(8) === 0) user.token = draw.text(22);
    const time = at.toISOString().slice(0, 19);
    const kind = draw.below(100);
    if (kind < 25) return this.#login(time, user);
    if (kind < 50) return this.#mailItemsAccessed(time, user);
    if (kind < 80) return this.#file(time, user);
    if (kind < 93) return this.#mailItem(time, user);
    return this.#directory(time, user);
  }

  #shared(time: string, user: User, operation: string, recordType: number, workload: string): Fields {
    return {
      CreationTime: time,
      Id: this.#draw.guid(),
      Operation: operation,
      OrganizationId: this.#organisation,
      RecordType: recordType,
      ResultStatus: workload === 'Exchange' ? 'Succeeded' : 'Success',
      UserKey: user.id,
      UserType: 0,
      Version: 1,
      Workload: workload,
      UserId: user.name,
    };
  }

  #login(time: string, user: User): Fields {
    const draw = this.#draw;
    const failed = draw.below(12) === 0;
    const address = user.address(draw);
    const api = draw.of(this.#apps);
    return {
      ...this.#shared(time, user, failed ? 'UserLoginFailed' : 'UserLoggedIn', 15, 'AzureActiveDirectory'),
      ClientIP: address,
      ObjectId: api,
      AzureActiveDirectoryEventType: 1,
      ExtendedProperties: [
        { Name: 'ResultStatusDetail', Value: failed ? 'UserError' : 'Success' },
        { Name: 'UserAgent', Value: user.agent },
        { Name: 'UserAuthenticationMethod', Value: String(draw.below(4)) },
        { Name: 'RequestType', Value: draw.of(['OAuth2:Authorize', 'OAuth2:Token', 'Login:reprocess']) },
      ],
      ModifiedProperties: [],
      Actor: [
        { ID: user.id, Type: 0 },
        { ID: user.name, Type: 5 },
      ],
      ActorContextId: this.#organisation,
      ActorIpAddress: address,
      InterSystemsId: draw.guid(),
      IntraSystemId: draw.guid(),
      SupportTicketId: '',
      Target: [{ ID: api, Type: 0 }],
      TargetContextId: this.#organisation,
      ApplicationId: draw.of(this.#apps),
      DeviceProperties: [
        { Name: 'OS', Value: 'Windows 10' },
        { Name: 'BrowserType', Value: 'Chrome' },
        { Name: 'IsCompliantAndManaged', Value: 'False' },
        { Name: 'SessionId', Value: user.session },
      ],
      ErrorNumber: failed ? '50126' : '0',
      ...(failed ? { LogonError: 'InvalidUserNameOrPassword' } : {}),
    };
  }

  #exchange(time: string, user: User, operation: string, recordType: number): Fields {
    return {
      ...this.#shared(time, user, operation, recordType, 'Exchange'),
      AppAccessContext: {
        AADSessionId: user.session,
        APIId: '00000003-0000-0000-c000-000000000000',
        ClientAppId: this.#draw.of(this.#apps),
        IssuedAtTime: `${time.slice(0, 13)}:00:00`,
        UniqueTokenId: user.token,
      },
      ClientIPAddress: user.address(this.#draw),
      ClientInfoString: 'Client=REST;Client=RESTSystem;;',
      ExternalAccess: false,
      InternalLogonType: 0,
      LogonType: 0,
      LogonUserSid: user.sid,
      MailboxGuid: user.mailbox,
      MailboxOwnerSid: user.sid,
      MailboxOwnerUPN: user.name,
      OrganizationName: 'agency.example',
      OriginatingServer: 'SN6PR09MB1234 (15.20.4200.000)\r\n',
    };
  }

  #mailItemsAccessed(time: string, user: User): Fields {
    const draw = this.#draw;
    const items = Array.from({ length: 1 + (draw.below(8) === 0 ? draw.below(20) : draw.below(3)) }, () => ({
      Id: `RgAAAA${draw.text(40)}`,
      InternetMessageId: `<${draw.text(46)}@SN6PR09MB1234.namprd09.prod.example>`,
      SizeInBytes: 4000 + draw.below(900_000),
    }));
    return {
      ...this.#exchange(time, user, 'MailItemsAccessed', 50),
      OperationCount: items.length,
      OperationProperties: [
        { Name: 'MailAccessType', Value: draw.below(10) === 0 ? 'Sync' : 'Bind' },
        { Name: 'IsThrottled', Value: 'False' },
      ],
      Folders: [{ FolderItems: items, Id: 'LgAAAAAM', Path: '\\Inbox' }],
    };
  }

  #mailItem(time: string, user: User): Fields {
    const draw = this.#draw;
    const item = {
      Id: `RgAAAA${draw.text(40)}`,
      InternetMessageId: `<${draw.text(46)}@SN6PR09MB1234.namprd09.prod.example>`,
      ParentFolder: { Id: 'LgAAAAAM', Path: '\\Drafts' },
      SizeInBytes: 4000 + draw.below(900_000),
    };
    return { ...this.#exchange(time, user, draw.of(ITEM_OPERATIONS), 2), Item: item, SaveToSentItems: true };
  }

  #file(time: string, user: User): Fields {
    const draw = this.#draw;
    const site = draw.of(this.#sites);
    const file = `report-${draw.below(FILES)}.docx`;
    return {
      ...this.#shared(time, user, draw.of(FILE_OPERATIONS), 6, 'SharePoint'),
      AppAccessContext: { AADSessionId: user.session, CorrelationId: draw.guid(), UniqueTokenId: user.token },
      ApplicationDisplayName: 'Office',
      ApplicationId: draw.of(this.#apps),
      ClientIP: user.address(draw),
      CorrelationId: draw.guid(),
      EventSource: 'SharePoint',
      HighPriorityMediaProcessing: false,
      IsManagedDevice: false,
      ItemType: 'File',
      ListId: site.list,
      ListItemUniqueId: draw.guid(),
      ObjectId: `${site.url}Shared Documents/${file}`,
      Platform: 'WinDesktop',
      Site: site.id,
      SiteUrl: site.url,
      SourceFileExtension: 'docx',
      SourceFileName: file,
      SourceRelativeUrl: 'Shared Documents',
      UserAgent: user.agent,
      WebId: site.web,
    };
  }

  #directory(time: string, user: User): Fields {
    const draw = this.#draw;
    const target = draw.of(this.#users);
    return {
      ...this.#shared(time, user, draw.of(['Update user.', 'Change user license.']), 8, 'AzureActiveDirectory'),
      ObjectId: target.name,
      AzureActiveDirectoryEventType: 1,
      ExtendedProperties: [
        { Name: 'additionalDetails', Value: JSON.stringify({ UserType: 'Member' }) },
        { Name: 'extendedAuditEventCategory', Value: 'User' },
      ],
      ModifiedProperties: [
        { Name: 'StrongAuthenticationMethod', NewValue: `[\r\n  ${draw.below(9)}\r\n]`, OldValue: '[]' },
        { Name: 'Included Updated Properties', NewValue: 'StrongAuthenticationMethod', OldValue: '' },
      ],
      Actor: [
        { ID: user.name, Type: 5 },
        { ID: user.id, Type: 3 },
        { ID: `User_${user.id}`, Type: 2 },
      ],
      ActorContextId: this.#organisation,
      InterSystemsId: draw.guid(),
      IntraSystemId: draw.guid(),
      SupportTicketId: '',
      Target: [
        { ID: `User_${target.id}`, Type: 2 },
        { ID: target.id, Type: 2 },
        { ID: 'User', Type: 2 },
        { ID: target.name, Type: 5 },
      ],
      TargetContextId: this.#organisation,
    };
  }
}

interface User {
  readonly id: string;
  readonly name: string;
  readonly mailbox: string;
  readonly sid: string;
  readonly agent: string;
  readonly address: (draw: Draw) => string;
  /** Both change now and then. */
  session: string;
  token: string;
}

function newUser(draw: Draw, index: number): User {
  const [home, office] = [
    `198.51.100.${index % 250}`,
    `2001:db8:${(index % 9000).toString(16)}::${draw.below(9000).toString(16)}`,
  ];
  return {
    id: draw.guid(),
    name: `Person.${index}@agency.example`,
    mailbox: draw.guid(),
    sid: `S-1-5-21-${draw.below(1e9)}-${draw.below(1e9)}-${draw.below(1e9)}-${index}`,
    agent: draw.of(AGENTS),
    address: (from) => (from.below(3) === 0 ? home : from.below(2) === 0 ? office : `203.0.113.${from.below(250)}`),
    session: draw.guid(),
    token: draw.text(22),
  };
}

function newSite(draw: Draw, index: number) {
  const url = `https://agency.sharepoint.example/sites/team${index}/`;
  return { url, id: draw.guid(), list: draw.guid(), web: draw.guid() };
}

const HEX = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A seeded sequence (mulberry32). */
class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    return Math.floor((this.#next() / 4_294_967_296) * limit);
  }

  of<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('nothing to draw from');
    return value;
  }

  guid(): string {
    const [a, b, c, d] = [this.#next(), this.#next(), this.#next(), this.#next()];
    const [e, f] = [HEX[b & 0xffff], HEX[(c >>> 16) & 0xffff]];
    return `${HEX[a >>> 16]}${HEX[a & 0xffff]}-${HEX[b >>> 16]}-4${e?.slice(1)}-9${f?.slice(1)}-${HEX[c & 0xffff]}${HEX[d >>> 16]}${HEX[d & 0xffff]}`;
  }

  text(length: number): string {
    let text = '';
    for (let index = 0; index < length; index++) text += LETTERS[this.#next() >>> 26];
    return text;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}
