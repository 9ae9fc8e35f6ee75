import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ingestLog } from '../src/logs/index.ts';

/** One measurement of the log bench. */
export interface LogIngestBench {
  readonly name: 'log-ingest';
  readonly records: number;
  readonly megabytes: number;
  readonly ourSeconds: number;
  readonly ourRecordsPerSecond: number;
  /** DuckDB alone: read_json with explicit columns → Parquet, nothing normalised. */
  readonly peerSeconds: number;
  /** Our wall time over the peer's, same file, same run. */
  readonly ratio: number;
  readonly peakRssMib: number;
}

const PEER_COLUMNS = [
  'CreationTime',
  'Id',
  'Operation',
  'OrganizationId',
  'ResultStatus',
  'UserKey',
  'Workload',
  'ClientIP',
  'ClientIPAddress',
  'ActorIpAddress',
  'ObjectId',
  'UserId',
  'ApplicationId',
  'AppId',
  'ClientAppId',
  'ClientInfoString',
  'MailboxOwnerUPN',
  'SessionId',
  'AppAccessContext',
  'Actor',
  'Target',
  'ExtendedProperties',
  'DeviceProperties',
  'OperationProperties',
  'Folders',
];

/**
 * Ingests generated audit records as NDJSON and compares with DuckDB's bare read_json → Parquet of the same file.
 * @param records how many; each is about 1.4 kB.
 */
export async function run(records = 100_000): Promise<LogIngestBench> {
  const folder = await mkdtemp(join(tmpdir(), 'postbreach-bench-'));
  try {
    const path = join(folder, 'ual.ndjson');
    await writeLog(path, records);
    const peerSeconds = await timed(() => peer(path, join(folder, 'peer.parquet')));
    let peakRssMib = 0;
    const onProgress = () => {
      peakRssMib = Math.max(peakRssMib, Math.round(process.memoryUsage.rss() / 1024 / 1024));
    };
    const ourSeconds = await timed(async () => {
      for await (const event of ingestLog({ path, fileId: 'bench' }, { outDir: join(folder, 'events'), onProgress })) {
        if (event.type === 'loss') throw new Error(event.loss.detail);
      }
    });
    return {
      name: 'log-ingest',
      records,
      megabytes: (await stat(path)).size / 1e6,
      ourSeconds,
      ourRecordsPerSecond: Math.round(records / ourSeconds),
      peerSeconds,
      ratio: ourSeconds / peerSeconds,
      peakRssMib,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function peer(path: string, target: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GiB' });
  const connection = await instance.connect();
  const columns = PEER_COLUMNS.map((name) => `${name}: 'VARCHAR'`).join(', ');
  await connection.run(
    `COPY (SELECT * FROM read_json('${path}', format = 'newline_delimited', columns = {RecordType: 'INTEGER', ${columns}}))
       TO '${target}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
}

async function writeLog(path: string, records: number): Promise<void> {
  const out = createWriteStream(path);
  let lines = '';
  for (let index = 0; index < records; index++) {
    lines += `${JSON.stringify(index % 3 === 0 ? mailItemsAccessed(index) : login(index))}\n`;
    if (lines.length < 1_000_000) continue;
    if (!out.write(lines)) await once(out, 'drain');
    lines = '';
  }
  out.end(lines);
  await once(out, 'finish');
}

const START = Date.UTC(2024, 0, 1);

function guid(group: string, index: number): string {
  return `${index.toString(16).padStart(8, '0')}-${group}-4000-8000-${((index * 2_654_435_761) >>> 0).toString(16).padStart(12, '0')}`;
}

function shared(index: number) {
  const user = index % 400;
  return {
    CreationTime: new Date(START + index * 1700).toISOString().slice(0, 19),
    Id: guid('1111', index),
    OrganizationId: guid('aaaa', 1),
    UserKey: guid('2222', user),
    UserType: 0,
    Version: 1,
    UserId: `Person.${user}@agency.example`,
    ClientIP: `192.0.2.${index % 250}:${10_000 + (index % 50_000)}`,
  };
}

function login(index: number) {
  const failed = index % 7 === 0;
  return {
    ...shared(index),
    Operation: failed ? 'UserLoginFailed' : 'UserLoggedIn',
    RecordType: 15,
    ResultStatus: 'Success',
    Workload: 'AzureActiveDirectory',
    ObjectId: guid('3333', index % 20),
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [
      { Name: 'ResultStatusDetail', Value: failed ? 'UserError' : 'Success' },
      {
        Name: 'UserAgent',
        Value: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36',
      },
      { Name: 'RequestType', Value: 'OAuth2:Authorize' },
    ],
    ModifiedProperties: [],
    Actor: [
      { ID: guid('2222', index % 400), Type: 0 },
      { ID: `Person.${index % 400}@agency.example`, Type: 5 },
    ],
    ActorIpAddress: `192.0.2.${index % 250}`,
    Target: [{ ID: guid('3333', index % 20), Type: 0 }],
    ApplicationId: guid('4444', index % 30),
    DeviceProperties: [
      { Name: 'OS', Value: 'Windows 10' },
      { Name: 'BrowserType', Value: 'Chrome' },
      { Name: 'SessionId', Value: guid('5555', index % 9000) },
    ],
    ErrorNumber: failed ? '50126' : '0',
    ...(failed ? { LogonError: 'InvalidUserNameOrPassword' } : {}),
  };
}

function mailItemsAccessed(index: number) {
  const items = Array.from({ length: 1 + (index % 6) }, (_, item) => ({
    InternetMessageId: `<${guid('6666', index + item)}@mail.agency.example>`,
    SizeInBytes: 1156492,
  }));
  return {
    ...shared(index),
    Operation: 'MailItemsAccessed',
    RecordType: 50,
    ResultStatus: 'Succeeded',
    Workload: 'Exchange',
    AppAccessContext: {
      AADSessionId: guid('5555', index % 9000),
      UniqueTokenId: `tok${index}`,
      IssuedAtTime: '2024-01-01T00:00:00',
    },
    ExternalAccess: false,
    LogonType: 0,
    MailboxOwnerUPN: `person.${index % 400}@agency.example`,
    ClientInfoString: 'Client=REST;;',
    AppId: '00000003-0000-0000-c000-000000000000',
    ClientAppId: guid('4444', index % 30),
    OperationCount: items.length,
    OperationProperties: [
      { Name: 'MailAccessType', Value: 'Bind' },
      { Name: 'IsThrottled', Value: 'False' },
    ],
    Folders: [{ FolderItems: items, Id: 'LgAAAAAM', Path: '\\Inbox' }],
  };
}

if (import.meta.main) console.log(JSON.stringify(await run(Number(process.argv[2] ?? 100_000)), null, 2));
