import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import PostalMime, { type Email } from 'postal-mime';

const SEPARATOR = /^From \S+ \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\n/m;

/** The messages of a generated mail file, split without our own reader. */
export function messagesOf(path: string, bytes: Buffer): readonly Buffer[] {
  const plain = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  if (!path.includes('.mbox')) return [plain];
  return plain
    .toString('latin1')
    .split(SEPARATOR)
    .slice(1)
    .map((text) => Buffer.from(text, 'latin1'));
}

const textOf = (bytes: Uint8Array) =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? new TextDecoder('utf-16le').decode(bytes) : new TextDecoder().decode(bytes);

function unpack(bytes: Uint8Array): readonly string[] {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [textOf(bytes)];
  return Object.values(unzipSync(bytes)).map((member) => textOf(member).replace(/<[^>]*>/g, ''));
}

/** Every text a reader could see in a message, by a decoder nobody here wrote. */
export async function readTexts(bytes: Buffer): Promise<{ readonly email: Email; readonly texts: readonly string[] }> {
  const email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  const nested: string[] = [];
  for (const attachment of email.attachments) {
    const content =
      typeof attachment.content === 'string'
        ? Buffer.from(attachment.content)
        : Buffer.from(attachment.content as ArrayBuffer);
    if (attachment.mimeType === 'message/rfc822') nested.push(...(await readTexts(content)).texts);
    else nested.push(...unpack(content));
  }
  const html = (email.html ?? '').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return {
    email,
    texts: [email.subject ?? '', email.text ?? '', html, ...nested].map((text) => text.replaceAll('\r\n', '\n')),
  };
}
