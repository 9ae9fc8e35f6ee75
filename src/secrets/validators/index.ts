import {
  assignedPassword,
  assignedSecret,
  commandArgument,
  credentialValue,
  freeStandingValue,
} from './assigned-value.ts';
import { awsKeyId } from './aws.ts';
import { basicAuthentication } from './basic-auth.ts';
import { base62Checksum } from './checksum.ts';
import { annotatedKey, entraClientSecret } from './entra.ts';
import { jsonWebToken } from './jwt.ts';
import { linkToken, subscriptionLink } from './link.ts';
import { otpauthLabel } from './otpauth.ts';
import { notPlaceholder, notReference } from './placeholder.ts';
import { pemPrivateKey } from './private-key.ts';
import { looksRandom } from './randomness.ts';
import { sharedAccessSignature } from './sas.ts';
import type { Validator } from './verdict.ts';

export type { Validator, Verdict } from './verdict.ts';

/** The validators a rule may name. */
export const VALIDATORS = {
  'base62-checksum': base62Checksum,
  'aws-key-id': awsKeyId,
  'basic-authentication': basicAuthentication,
  'entra-client-secret': entraClientSecret,
  'annotated-key': annotatedKey,
  'json-web-token': jsonWebToken,
  'not-placeholder': notPlaceholder,
  'not-reference': notReference,
  'otpauth-label': otpauthLabel,
  'pem-private-key': pemPrivateKey,
  'looks-random': looksRandom,
  'assigned-password': assignedPassword,
  'assigned-secret': assignedSecret,
  'command-argument': commandArgument,
  'credential-value': credentialValue,
  'free-standing-value': freeStandingValue,
  'link-token': linkToken,
  'subscription-link': subscriptionLink,
  'shared-access-signature': sharedAccessSignature,
} as const satisfies Readonly<Record<string, Validator>>;

export type ValidatorName = keyof typeof VALIDATORS;

export const VALIDATOR_NAMES = Object.keys(VALIDATORS) as [ValidatorName, ...ValidatorName[]];
