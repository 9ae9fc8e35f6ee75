import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { judged } from './checksum.ts';
import { KEEP, type Validator } from './verdict.ts';

/** Grafana's `glsa_` tokens: eight hexadecimal digits, the CRC-32 of all before their underscore, least byte first (github.com/grafana/grafana, satokengen). */
export const grafanaChecksum: Validator = ({ secret }) => {
  const at = secret.lastIndexOf('_');
  return judged(leastByteFirst(crc32(secret.slice(0, at))).toString('hex') === secret.slice(at + 1).toLowerCase());
};

const CONFLUENT_PREFIX = 'cflt';
const CONFLUENT_LENGTH = 64;
const CONFLUENT_SUM = 6;

/**
 * Confluent's secrets since July 2025: `cflt`, 54 characters and the base64 of their CRC-32, least byte first (docs.confluent.io, "API secret
 * format"). Older ones have neither.
 */
export const confluentChecksum: Validator = ({ secret }) => {
  if (!secret.startsWith(CONFLUENT_PREFIX) || secret.length !== CONFLUENT_LENGTH) return KEEP;
  const body = secret.slice(CONFLUENT_PREFIX.length, -CONFLUENT_SUM);
  return judged(
    leastByteFirst(crc32(body)).toString('base64').slice(0, CONFLUENT_SUM) === secret.slice(-CONFLUENT_SUM),
  );
};

function leastByteFirst(sum: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sum);
  return bytes;
}

const GITLAB =
  /^(?<checked>[a-z]{3,12}-(?<payload>[A-Za-z0-9_-]{27,300})\.(?:[0-9a-z]{2}\.)?[0-9a-z]{2})(?<sum>[0-9a-z]{7})$/;
const GITLAB_RANDOM = 16;
/** What a line of the routing payload names, by its key; `u` is the user it acts as. */
const GITLAB_OWNERS = { u: 'user', p: 'project', g: 'group' } as const;

/**
 * GitLab's routable tokens: base64 of sixteen random bytes, lines such as `u:1x` (numbers in base 36) and their length; then, in base 36, a version,
 * a length and the CRC-32 of all before (gitlab-org/gitlab, lib/authn/token_field/generator/routable_token.rb). Older tokens have no checksum.
 */
export const gitlabRoutable: Validator = ({ secret }) => {
  const { checked, payload, sum } = GITLAB.exec(secret)?.groups ?? {};
  if (checked === undefined || payload === undefined) return KEEP;
  const verdict = judged(crc32(checked).toString(36).padStart(7, '0') === sum);
  const owner = ownerIn(Buffer.from(payload, 'base64url'));
  return owner === null || verdict.type === 'reject' ? verdict : { ...verdict, principal: owner };
};

function ownerIn(payload: Buffer): string | null {
  const lines = payload.subarray(GITLAB_RANDOM, -1).toString('latin1').split('\n');
  for (const [key, kind] of Object.entries(GITLAB_OWNERS)) {
    const value = lines.find((line) => line.startsWith(`${key}:`))?.slice(2) ?? '';
    if (/^[0-9a-z]{1,10}$/.test(value)) return `GitLab ${kind} ${Number.parseInt(value, 36)}`;
  }
  return null;
}
