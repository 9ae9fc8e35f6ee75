import { Buffer } from 'node:buffer';
import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { attempt, readBack } from './decoded.ts';
import { REJECT, type Validator } from './verdict.ts';

/** mRemoteNG's password where the user set none. */
const MREMOTE_DEFAULT = 'mR3m';
const MREMOTE_ROUNDS = 1000;

/** mRemoteNG: salt, nonce, text and tag of AES-256-GCM under a key derived from its default password. */
export const mremotengPassword: Validator = ({ secret }) =>
  readBack(
    attempt(() => {
      const bytes = Buffer.from(secret, 'base64');
      const salt = bytes.subarray(0, 16);
      const key = pbkdf2Sync(MREMOTE_DEFAULT, salt, MREMOTE_ROUNDS, 32, 'sha1');
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(16, 32), { authTagLength: 16 });
      cipher.setAAD(salt).setAuthTag(bytes.subarray(-16));
      return Buffer.concat([cipher.update(bytes.subarray(32, -16)), cipher.final()]).toString();
    }),
    'the default protection',
  );

/** SecureCRT's second form: AES-256-CBC under the hash of an empty passphrase; length, text and its hash. */
export const securecrtPassword: Validator = ({ secret }) =>
  readBack(
    attempt(() => {
      const cipher = createDecipheriv('aes-256-cbc', createHash('sha256').digest(), Buffer.alloc(16));
      const bytes = cipher.setAutoPadding(false).update(Buffer.from(secret.slice(3), 'hex'));
      const end = 4 + bytes.readUInt32LE(0);
      const text = bytes.subarray(4, end);
      return createHash('sha256')
        .update(text)
        .digest()
        .equals(bytes.subarray(end, end + 32))
        ? text.toString()
        : null;
    }),
    'the default protection',
  );

const VNC_KEY = Buffer.from('e84ad660c4721ae0', 'hex');

/** VNC: eight bytes under the DES key that every VNC has (three equal keys make 3DES single DES). */
export const vncPassword: Validator = ({ secret }) =>
  readBack(
    attempt(() => {
      const cipher = createDecipheriv('des-ede3-ecb', Buffer.concat([VNC_KEY, VNC_KEY, VNC_KEY]), null);
      const bytes = Buffer.from(secret.replaceAll(',', '').slice(0, 16), 'hex');
      return cipher
        .setAutoPadding(false)
        .update(bytes)
        .toString('latin1')
        .replace(/\0{1,8}$/, '');
    }),
    'the fixed key',
  );

/** HeidiSQL: each byte is raised by the last digit. */
export const heidisqlPassword: Validator = ({ secret }) => {
  const raised = Number(secret.slice(-1));
  return readBack(
    Buffer.from(Buffer.from(secret.slice(0, -1), 'hex').map((byte) => byte - raised)).toString(),
    'its form',
  );
};

/** Stands in rclone's source and documentation: "obscured" is not encrypted. */
const RCLONE_KEY = Buffer.from('9c935b48730a554d6bfd7c63c886a92bd390198eb8128afbf4de162b8b95f638', 'hex');

/** rclone's obscured passwords: AES-256-CTR after its 16 bytes of counter; what does not read back is another program's. */
export const rcloneObscured: Validator = ({ secret }) => {
  const bytes = Buffer.from(secret, 'base64url');
  if (bytes.length <= 16) return REJECT;
  const cipher = createDecipheriv('aes-256-ctr', RCLONE_KEY, bytes.subarray(0, 16));
  const text = cipher.update(bytes.subarray(16)).toString('utf8');
  return /^[\x20-\x7e]{1,120}$/.test(text) ? readBack(text, 'the obscured form') : REJECT;
};
