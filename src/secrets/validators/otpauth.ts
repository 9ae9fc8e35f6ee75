import { percentDecoded } from './percent-encoding.ts';
import type { Validator } from './verdict.ts';

/**
 * Key URI format (https://github.com/google/google-authenticator/wiki/Key-Uri-Format): the label is the account, before it the issuer and
 * a colon, which may be encoded; the issuer may stand in a parameter too.
 */
export const otpauthLabel: Validator = ({ principal, text }) => {
  const label = percentDecoded(principal ?? '');
  const colon = label.indexOf(':');
  const account = label.slice(colon + 1).trim();
  const parameter = /[?&]issuer=([^&\s]{1,200})/i.exec(text)?.[1] ?? '';
  const issuer = label.slice(0, Math.max(0, colon)).trim() || percentDecoded(parameter.replaceAll('+', ' ')).trim();
  return { type: 'keep', principal: account, ...(issuer === '' ? {} : { host: issuer }) };
};
