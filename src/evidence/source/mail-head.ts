import { byteString } from '../decode/byte-string.ts';

const STRONG =
  /^(?:received|message-id|mime-version|return-path|delivered-to|envelope-to|x-original-to|x-mozilla-status|x-mozilla-keys|x-mailer|x-gm-[a-z-]+|x-ms-exchange-[a-z-]+|x-originating-ip|x-received|x-spam-[a-z-]+|authentication-results|received-spf|dkim-signature|domainkey-signature|arc-seal|in-reply-to|list-unsubscribe|thread-topic|thread-index)$/;
const KNOWN =
  /^(?:from|to|cc|bcc|date|subject|reply-to|sender|references|resent-[a-z-]+|content-type|content-transfer-encoding|content-disposition|importance|priority|x-[!-9;-~]+|list-[a-z-]+|errors-to|organization|user-agent|apparently-to|newsgroups|keywords|comments|status)$/;
/** A MIME entity: a field that says so counts as one that only mail has. */
const ENTITY = /^content-type[ \t]*:[ \t]*(?:multipart|message)\//i;
const FIELD = /^([!-9;-~]{1,100})[ \t]*:/;
const ENVELOPE = /^>?From /;
/** A calendar's or a card's first line (RFC 5545 §3.4, RFC 6350 §6.1.1), whose properties look like fields. */
const NOT_MAIL = /^(?:\xef\xbb\xbf)?[\r\n]*BEGIN:V(?:CALENDAR|CARD)\s/i;

/** Lines that are no field and yet may stand in a broken header. */
const ODD_LINES = 3;
const LINES = 400;

/**
 * Whether the bytes begin with a message's header: header fields from the first line on (a byte order mark, empty lines and an envelope line
 * before them aside), among them one that only mail has or two that mail has.
 */
export function beginsWithMailHeader(head: Uint8Array): boolean {
  const text = byteString(head);
  const fields = NOT_MAIL.test(text) ? [] : headerNames(text);
  if (fields.some((name) => STRONG.test(name))) return true;
  return new Set(fields.filter((name) => KNOWN.test(name))).size >= 2;
}

/** Lower-case names of the fields of the header that `text` begins with (an entity's type as `mime-version`); none where its first line is no field. */
function headerNames(text: string): readonly string[] {
  const names: string[] = [];
  let odd = 0;
  for (const line of text.replace(/^(?:\xef\xbb\xbf)?[\r\n]*/, '').split(/\r\n|\n|\r/, LINES)) {
    if (line === '') break;
    const name = FIELD.exec(line)?.[1];
    if (name !== undefined) names.push(ENTITY.test(line) ? 'mime-version' : name.toLowerCase());
    else if (ENVELOPE.test(line) || (names.length > 0 && /^[ \t]/.test(line))) continue;
    else if (names.length === 0 || ++odd > ODD_LINES) break;
  }
  return names;
}
