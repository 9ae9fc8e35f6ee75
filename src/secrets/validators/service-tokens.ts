import { Buffer } from 'node:buffer';
import { fieldsOf, firstText } from './json-payload.ts';
import { lifetimeValidity, numericDate } from './lifetime.ts';
import { mintedAt, plausible } from './stated-time.ts';
import { KEEP, type Validator } from './verdict.ts';

/** Sentry's organisation tokens: JSON with the time of minting, addresses and organisation (develop.sentry.dev, org auth tokens). */
export const sentryOrgToken: Validator = ({ secret }) => {
  const fields = fieldsOf(/^sntrys_([A-Za-z0-9+/=-]{8,2000})_/.exec(secret)?.[1]);
  if (fields === null) return KEEP;
  const host = firstText(fields, ['region_url', 'url']);
  const organisation = firstText(fields, ['org']);
  return {
    type: 'keep',
    validity: lifetimeValidity(numericDate(fields.iat), null, null),
    reason: organisation === null ? 'a Sentry token' : `of the Sentry organisation ${organisation}`,
    ...(host === null ? {} : { host }),
    ...(organisation === null ? {} : { principal: organisation }),
  };
};

/** Grafana's older API keys (`k`, `n`, `id`) and its cloud tokens (`o`, `n`, `k`, `m.r`): the name that was given to the key, its organisation. */
export const grafanaKeyName: Validator = ({ secret }) => {
  const fields = fieldsOf(secret.replace(/^glc_/, ''));
  const name = fields === null ? null : firstText(fields, ['n']);
  if (fields === null || name === null) return KEEP;
  const organisation = firstText(fields, ['o']) ?? (typeof fields.id === 'number' ? String(fields.id) : null);
  const of = organisation === null ? '' : ` of organisation ${organisation}`;
  return { type: 'keep', principal: name, reason: `the key is called ${name}${of}` };
};

const CUID = /^c([0-9a-z]{8})[0-9a-z]{16}$/;

/** Mapbox tokens name their account (`u`) and carry a cuid (`a`), whose first eight characters are its time (github.com/paralleldrive/cuid). */
export const mapboxToken: Validator = ({ secret }) => {
  const fields = fieldsOf(secret.split('.')[1]);
  const account = fields === null ? null : firstText(fields, ['u']);
  if (fields === null || account === null) return KEEP;
  const time = CUID.exec(firstText(fields, ['a']) ?? '')?.[1];
  const minted = time === undefined ? KEEP : mintedAt(plausible(Number.parseInt(time, 36)));
  return { ...minted, type: 'keep', principal: account };
};

/** A Telegram bot's token begins with the bot's number (core.telegram.org/bots/api), a Discord bot's with its own in base64. */
export const botNumber: Validator = ({ secret }) => {
  const telegram = /^(\d{6,12}):/.exec(secret)?.[1];
  if (telegram !== undefined) return { type: 'keep', principal: `Telegram bot ${telegram}` };
  const discord = Buffer.from(secret.split('.')[0] ?? '', 'base64url').toString('latin1');
  return /^\d{17,20}$/.test(discord) ? { type: 'keep', principal: `Discord bot ${discord}` } : KEEP;
};

/** Slack's rotated access tokens: the value has no time in it, only that it works for twelve hours (api.slack.com/authentication/rotation). */
export const slackRotation: Validator = ({ secret }) => {
  if (!secret.startsWith('xoxe')) return KEEP;
  const reason = secret.startsWith('xoxe.')
    ? 'a rotated token: it works for 12 hours from its minting'
    : 'a refresh token: it works once, until it is exchanged';
  return { type: 'keep', reason, validity: { state: 'unknown', reason, mintedAt: null, expiresAt: null } };
};
