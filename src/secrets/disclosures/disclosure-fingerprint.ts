import type { KeyedHash } from '../../core/index.ts';
import type { SecretValue } from '../secret-value.ts';

/** A disclosed value's name under one case key: `hmac-sha256:` and 64 hexadecimal digits. Equal values of one kind have equal fingerprints. */
export function disclosureFingerprint(kind: string, value: SecretValue, hash: KeyedHash): string {
  return `hmac-sha256:${hash.hex('disclosure', kind, value.reveal())}`;
}
