import type { KeyedHash } from '../../core/index.ts';
import type { SecretValue } from '../secret-value.ts';

/** A credential's name under one case key: `hmac-sha256:` and 64 hexadecimal digits. Equal secrets have equal fingerprints. */
export function fingerprintOf(secret: SecretValue, hash: KeyedHash): string {
  return fingerprintOfText(secret.reveal(), hash);
}

export function fingerprintOfText(text: string, hash: KeyedHash): string {
  return `hmac-sha256:${hash.hex('secret', text)}`;
}
