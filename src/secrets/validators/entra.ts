import { parseInstant } from '../../core/index.ts';
import { KEEP, type Validator } from './verdict.ts';

/** An Entra client secret's first three characters are the `hint` a directory export shows beside its key id. */
export const entraClientSecret: Validator = ({ secret }) => ({
  type: 'keep',
  reason: secret.includes('8Q~')
    ? 'the shape of an Entra client secret since 2022'
    : 'the shape of an Entra client secret of 2021',
});

const ANNOTATED_SINCE = 2024;

/**
 * Common annotated security keys (github.com/microsoft/security-utilities): after `JQQJ99` one letter counts the year of minting
 * from 2024 and one the month, A for January.
 */
export const annotatedKey: Validator = ({ secret }) => {
  const at = secret.indexOf('JQQJ9');
  const year = secret.charCodeAt(at + 6) - 'A'.charCodeAt(0);
  const month = secret.charCodeAt(at + 7) - 'A'.charCodeAt(0);
  if (at < 0 || year < 0 || year > 25 || month < 0 || month > 11) return KEEP;
  const minted = `${ANNOTATED_SINCE + year}-${String(month + 1).padStart(2, '0')}`;
  return {
    type: 'keep',
    reason: `an annotated key minted in ${minted}`,
    validity: {
      state: 'unknown',
      reason: `minted in ${minted}`,
      mintedAt: parseInstant(`${minted}-01`),
      expiresAt: null,
    },
  };
};
