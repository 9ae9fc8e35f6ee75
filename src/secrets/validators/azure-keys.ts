import { Buffer } from 'node:buffer';
import { type Instant, parseInstant } from '../../core/index.ts';
import { judged } from './checksum.ts';
import { marvin32 } from './marvin.ts';
import { KEEP, type Validator, type Verdict } from './verdict.ts';

/** What Azure calls each signature's service and, by its seed, what the key may do (github.com/microsoft/security-utilities). */
const SERVICES: readonly Service[] = [
  { signature: '+ASt', of: 'Azure Storage', seeds: { Default0: 'account' } },
  ...messaging('+ASb', 'Azure Service Bus'),
  ...messaging('+AEh', 'Azure Event Hubs'),
  ...messaging('+ARm', 'Azure Relay'),
  { signature: '+ABa', of: 'Azure Batch', seeds: { AbAcct00: 'account' } },
  { signature: '+ACR', of: 'Azure Container Registry', seeds: { ACRDflt0: 'registry' } },
  { signature: '+AMC', of: 'Azure Machine Learning (classic)', seeds: { Classic0: 'web service' } },
  {
    signature: 'ACDb',
    of: 'Azure Cosmos DB',
    seeds: {
      MastRO00: 'read-only',
      MastRW00: 'read-write',
      SystRO00: 'system',
      SystRW00: 'system',
      Resour00: 'resource',
    },
  },
  { signature: 'AzSe', of: 'Azure AI Search', seeds: { Query000: 'query', PAdmin00: 'admin' } },
  { signature: 'AzFu', of: 'Azure Functions', seeds: { Functi00: 'function', System00: 'system', Master00: 'master' } },
  { signature: 'AIoT', of: 'Azure IoT', seeds: { IoTHub00: 'hub', DpsKey00: 'provisioning', Device00: 'device' } },
  {
    signature: 'APIM',
    of: 'Azure API Management',
    seeds: { Tenant00: 'management', IoTHub00: 'subscription', Gatewy00: 'gateway', GitKey00: 'repository' },
  },
  { signature: 'AzCa', of: 'Azure Cache for Redis', seeds: { Access00: 'access' } },
];

interface Service {
  readonly signature: string;
  readonly of: string;
  /** What a key of each seed may do. */
  readonly seeds: Readonly<Record<string, string>>;
}

function messaging(signature: string, of: string): readonly Service[] {
  return [{ signature, of, seeds: { Send0000: 'send', Listen00: 'listen', Manage00: 'manage', System00: 'system' } }];
}

const SUM_BYTES = 4;
/** `AzCa` keys may have had `+` and `/` replaced after the sum was made, which cannot be undone: a failure tells nothing of them. */
const MAY_BE_REWRITTEN = 'AzCa';

/** Azure's identifiable keys: base64 of random bytes, a signature of four characters, and a Marvin32 of all before it. */
export const azureKeyChecksum: Validator = ({ secret }) => {
  const bytes = Buffer.from(secret, 'base64');
  const signature = secret.replace(/={1,2}$/, '').slice(-10, -6);
  const service = SERVICES.find((each) => each.signature === signature);
  if (service === undefined || bytes.length <= SUM_BYTES) return KEEP;
  const [body, stated] = [bytes.subarray(0, -SUM_BYTES), bytes.readUInt32LE(bytes.length - SUM_BYTES)];
  const seed = Object.keys(service.seeds).find((each) => marvin32(body, each) === stated);
  if (seed === undefined && signature === MAY_BE_REWRITTEN) return { type: 'keep', reason: `a key of ${service.of}` };
  const reason = seed === undefined ? '' : `a key of ${service.of} (${service.seeds[seed]}): checksum passes`;
  return { ...judged(seed !== undefined), ...(reason === '' ? {} : { reason }) };
};

const ANNOTATED_SINCE = 2024;
/** Random characters, the mark with year and month, what platform and provider put in, the provider's signature, and the sum. */
const ANNOTATED = /^[A-Za-z0-9]{52}JQQJ9[9D]([A-Z])([A-L])[A-Za-z0-9+/]{16}[A-Za-z0-9+/]{8}(?:[A-Za-z0-9+/]{2}==)?$/;
const ANNOTATED_SEED = 'Default0';
const ANNOTATED_BODY = 60;

/**
 * Common annotated security keys (github.com/microsoft/security-utilities, SEC101/200): after `JQQJ99` one letter counts the year of minting
 * from 2024 and one the month, A for January; the last three bytes (four, in the long form) are those of a Marvin32 of the first sixty.
 */
export const annotatedKey: Validator = ({ secret }) => {
  const minted = mintedMonth(secret);
  if (minted === null) return KEEP;
  const validity = {
    state: 'unknown',
    reason: `minted in ${minted.month}`,
    mintedAt: minted.at,
    expiresAt: null,
  } as const;
  const verdict: Verdict = { type: 'keep', reason: `an annotated key minted in ${minted.month}`, validity };
  if (!ANNOTATED.test(secret) || sumPasses(Buffer.from(secret, 'base64'))) return verdict;
  return {
    ...verdict,
    confidence: 'lower',
    reason: `an annotated key minted in ${minted.month}; checksum fails: mistyped, cut off or made up`,
    validity: { ...validity, state: 'malformed', reason: `checksum fails; minted in ${minted.month}` },
  };
};

function mintedMonth(secret: string): { readonly month: string; readonly at: Instant | null } | null {
  const at = secret.indexOf('JQQJ9');
  const year = secret.charCodeAt(at + 6) - 'A'.charCodeAt(0);
  const month = secret.charCodeAt(at + 7) - 'A'.charCodeAt(0);
  if (at < 0 || !(year >= 0 && year <= 25 && month >= 0 && month <= 11)) return null;
  const written = `${ANNOTATED_SINCE + year}-${String(month + 1).padStart(2, '0')}`;
  return { month: written, at: parseInstant(`${written}-01`) };
}

function sumPasses(key: Buffer): boolean {
  const sum = Buffer.alloc(SUM_BYTES);
  sum.writeUInt32LE(marvin32(key.subarray(0, ANNOTATED_BODY), ANNOTATED_SEED));
  const stated = key.subarray(ANNOTATED_BODY);
  return stated.length >= 3 && sum.subarray(0, stated.length).equals(stated);
}
