import type { JsonContainer } from '../../core/index.ts';

/** Names that only a Graph message has; two of them together make one. */
const NAMES = [
  'internetMessageId',
  'toRecipients',
  'bodyPreview',
  'internetMessageHeaders',
  'receivedDateTime',
  'parentFolderId',
];
const NEEDED = 2;
const BODY = /"body"\s*:\s*\{/i;
const TYPE = /"@odata\.type"\s*:\s*"#microsoft\.graph\.(?:message|eventMessage\w*)"/i;
const LIST =
  /^\s*\{(?:\s*"[^"]{1,64}"\s*:\s*(?:"[^"]{0,2048}"|[\d.]{1,20}|true|false|null)\s*,){0,16}\s*"value"\s*:\s*\[/i;

/**
 * Whether the bytes begin an export of Graph messages, and what stands around them: `{value: […]}` as the service answers, a list, or messages one after
 * the other, one a line or not.
 * @param head the beginning of the file, UTF-8 with or without a byte order mark.
 */
export function recogniseGraph(head: Buffer): JsonContainer | null {
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const first = /[^\s]/.exec(text)?.[0];
  if (first !== '{' && first !== '[') return null;
  const found = NAMES.filter((name) => new RegExp(`"${name}"\\s*:`, 'i').test(text)).length;
  // A list of messages without their bodies is a manifest, not mail.
  if ((found < NEEDED && !TYPE.test(text)) || !BODY.test(text)) return null;
  if (first === '[') return 'array';
  return LIST.test(text) ? 'envelope' : 'values';
}
