import {
  assignedPassword,
  assignedSecret,
  commandArgument,
  credentialValue,
  freeStandingValue,
} from './assigned-value.ts';
import { awsKeyId } from './aws.ts';
import { azureDevopsChecksum } from './azure-devops.ts';
import { annotatedKey, azureKeyChecksum } from './azure-keys.ts';
import { basicAuthentication } from './basic-auth.ts';
import { keyWithCertificate, pemCertificate } from './certificate-beside.ts';
import { base62Checksum } from './checksum.ts';
import { ciscoSeven, ciscoVpnProfile } from './cisco.ts';
import { base64Text, ldifValue, saslPlain, websphereXor } from './encoded-text.ts';
import { entraClientSecret } from './entra.ts';
import { juniperNine } from './juniper.ts';
import { githubInstallationToken, jsonWebToken } from './jwt.ts';
import { linkToken, subscriptionLink } from './link.ts';
import { otpauthLabel } from './otpauth.ts';
import { notPlaceholder, notReference } from './placeholder.ts';
import { pemPrivateKey } from './private-key.ts';
import { looksRandom } from './randomness.ts';
import { heidisqlPassword, mremotengPassword, rcloneObscured, securecrtPassword, vncPassword } from './remote-tools.ts';
import { sharedAccessSignature, storageAccount } from './sas.ts';
import { botNumber, grafanaKeyName, mapboxToken, sentryOrgToken, slackRotation } from './service-tokens.ts';
import { signedUrl } from './signed-url.ts';
import { objectIdTime, ulidTime, uuidTime } from './stated-time.ts';
import { confluentChecksum, gitlabRoutable, grafanaChecksum } from './token-checksums.ts';
import { tokenShape } from './token-shape.ts';
import type { Validator } from './verdict.ts';
import { bitlockerGroups, groupPolicyPassword, quotedUtf16, unattendPassword } from './windows-passwords.ts';
import { winscpPassword } from './winscp.ts';

export type { Validator, Verdict } from './verdict.ts';

/** The validators a rule may name. */
export const VALIDATORS = {
  'base62-checksum': base62Checksum,
  'aws-key-id': awsKeyId,
  'azure-devops-checksum': azureDevopsChecksum,
  'azure-key-checksum': azureKeyChecksum,
  'basic-authentication': basicAuthentication,
  'entra-client-secret': entraClientSecret,
  'annotated-key': annotatedKey,
  'bot-number': botNumber,
  'confluent-checksum': confluentChecksum,
  'github-installation-token': githubInstallationToken,
  'gitlab-routable': gitlabRoutable,
  'grafana-checksum': grafanaChecksum,
  'grafana-key-name': grafanaKeyName,
  'json-web-token': jsonWebToken,
  'key-with-certificate': keyWithCertificate,
  'mapbox-token': mapboxToken,
  'not-placeholder': notPlaceholder,
  'not-reference': notReference,
  'object-id-time': objectIdTime,
  'otpauth-label': otpauthLabel,
  'pem-certificate': pemCertificate,
  'pem-private-key': pemPrivateKey,
  'looks-random': looksRandom,
  'assigned-password': assignedPassword,
  'assigned-secret': assignedSecret,
  'command-argument': commandArgument,
  'credential-value': credentialValue,
  'free-standing-value': freeStandingValue,
  'link-token': linkToken,
  'subscription-link': subscriptionLink,
  'sentry-org-token': sentryOrgToken,
  'signed-url': signedUrl,
  'slack-rotation': slackRotation,
  'storage-account': storageAccount,
  'ulid-time': ulidTime,
  'uuid-time': uuidTime,
  'shared-access-signature': sharedAccessSignature,
  'base64-text': base64Text,
  'bitlocker-groups': bitlockerGroups,
  'cisco-seven': ciscoSeven,
  'cisco-vpn-profile': ciscoVpnProfile,
  'group-policy-password': groupPolicyPassword,
  'heidisql-password': heidisqlPassword,
  'juniper-nine': juniperNine,
  'ldif-value': ldifValue,
  'mremoteng-password': mremotengPassword,
  'rclone-obscured': rcloneObscured,
  'sasl-plain': saslPlain,
  'securecrt-password': securecrtPassword,
  'token-shape': tokenShape,
  'unattend-password': unattendPassword,
  'utf16-quoted': quotedUtf16,
  'vnc-password': vncPassword,
  'websphere-xor': websphereXor,
  'winscp-password': winscpPassword,
} as const satisfies Readonly<Record<string, Validator>>;

export type ValidatorName = keyof typeof VALIDATORS;

export const VALIDATOR_NAMES = Object.keys(VALIDATORS) as [ValidatorName, ...ValidatorName[]];
