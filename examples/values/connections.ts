import { BASE32, HEX } from '../alphabets.ts';
import type { Random } from '../random.ts';
import { embeddedValue, type Minted } from './minted.ts';
import { password } from './passwords.ts';

/** A password that needs no escaping in a URL. */
const urlPassword = (random: Random) => password(random).value.replace(/[^A-Za-z0-9._-]/g, '-');

function urlWithPassword(scheme: string, user: string, place: string) {
  return (random: Random): Minted => {
    const secret = urlPassword(random);
    return embeddedValue(secret, `${scheme}://${user}:${secret}@${place}`, [`${user}:${secret}`, `:${secret}`]);
  };
}

export const redisUrl = urlWithPassword('rediss', 'default', 'cache.bcs-agency.example:6380/0');
export const postgresUrl = urlWithPassword(
  'postgresql',
  'svc-tide-sql',
  'tidedb.bcs-agency.example:5432/tides?sslmode=require',
);
export const mongoUrl = urlWithPassword(
  'mongodb+srv',
  'buoyreader',
  'telemetry.bcs-agency.example/buoys?retryWrites=true',
);
export const ftpUrl = urlWithPassword('ftp', 'bcsdelivery', 'ftp.halvorsen.example/outgoing/');

/** ADO.NET (Microsoft.Data.SqlClient, ConnectionString). */
export function sqlConnection(random: Random): Minted {
  const secret = password(random).value;
  const text = `Server=tcp:sql.bcs-agency.example,1433;Initial Catalog=Reporting;User ID=report_reader;Password=${secret};Encrypt=True;Connection Timeout=30;`;
  return embeddedValue(secret, text, [text.slice(0, -1), `Password=${secret}`]);
}

/** HTTP basic credentials (RFC 7617). */
export function basicAuth(random: Random): Minted {
  const secret = password(random).value;
  const pair = `svc-gis-etl:${secret}`;
  const encoded = Buffer.from(pair).toString('base64');
  return embeddedValue(encoded, `Authorization: Basic ${encoded}`, [`Basic ${encoded}`, pair, secret]);
}

export function sessionCookie(random: Random): Minted {
  const secret = random.text(HEX, 48);
  return embeddedValue(secret, `portal_session=${secret}`, [`Cookie: portal_session=${secret}`]);
}

/** Key URI of authenticator apps (google-authenticator, Key Uri Format). */
export function otpauth(random: Random): Minted {
  const seed = random.text(BASE32, 32);
  const uri = `otpauth://totp/Halvorsen%20Cloud:breakglass@bcs-agency.example?secret=${seed}&issuer=Halvorsen%20Cloud&digits=6&period=30`;
  return embeddedValue(seed, uri);
}
