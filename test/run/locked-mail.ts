import { lockedZip as lockedMembers } from '../evidence/locked-zip.ts';

/** What stands behind the lock, and no rule may miss. */
export const BEHIND_THE_LOCK = 'Gannet-Umbra-5521';

/** What the locked text says of it. */
export const LOCKED_TEXT = `The password for svc-vault is ${BEHIND_THE_LOCK}\n`;

/** A zip of one text, locked by a password in the way of WinZip's AES-256, or of the old ZipCrypto. */
export function lockedZip(password: string, { zipCrypto = false, text = LOCKED_TEXT } = {}): Promise<Buffer> {
  return lockedMembers([{ name: 'inside.txt', data: text, password, zipCrypto }]);
}

/** A message as a test of locks states it. */
export interface LetterOf {
  readonly id: string;
  readonly body: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
  /** RFC 3339. */
  readonly at?: string;
  readonly answers?: string;
  readonly attached?: { readonly name: string; readonly bytes: Uint8Array };
}

/** A message, in UTF-8 throughout, with at most one attachment. */
export function letter(said: LetterOf): string {
  const { id, body, subject = 'Report', from = 'ana@agency.example', to = 'desk@vendor.example', attached } = said;
  const date = new Date(said.at ?? '2024-01-16T10:00:00Z').toUTCString().replace('GMT', '+0000');
  const fields = [
    `From: ${from}`,
    `To: ${to}`,
    `Date: ${date}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}@agency.example>`,
    ...(said.answers === undefined ? [] : [`In-Reply-To: <${said.answers}@agency.example>`]),
    'MIME-Version: 1.0',
  ];
  const text = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', body];
  if (attached === undefined) return [...fields, ...text, ''].join('\n');
  const file = [
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename="${attached.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    (
      Buffer.from(attached.bytes)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n'),
  ];
  const boundary = `=_${id}`;
  return [
    ...fields,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...text,
    `--${boundary}`,
    ...file,
    `--${boundary}--`,
    '',
  ].join('\n');
}
