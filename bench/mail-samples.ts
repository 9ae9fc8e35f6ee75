import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A seeded source of numbers in [0, 1) (mulberry32), so that every run measures the same mail. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORDS =
  'the invoice for our März delivery is attached please confirm receipt of the contract before Friday über naïve'.split(
    ' ',
  );

function sentence(random: () => number, words: number): string {
  return Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
}

function quotedPrintable(text: string): string {
  const encoded = Buffer.from(text)
    .toString('latin1')
    .replace(/[=\x80-\xff]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return encoded.replace(/[^\n]{66}[^=\n]{0,7}(?=[^\n])/g, '$&=\n');
}

function base64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\n');
}

function header(random: () => number, index: number): string {
  const received = Array.from(
    { length: 6 },
    (_, hop) =>
      `Received: from relay${hop}.example.net (relay${hop}.example.net [192.0.2.${hop}])\n\tby mx${hop}.example.org (Postfix) with ESMTPS id ${index}A${hop}\n\tfor <ann@example.org>; Tue, 5 Mar 2024 10:1${hop}:00 +0000 (UTC)\n`,
  ).join('');
  return `${received}From: =?UTF-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg.mueller@example.net>\nTo: "Smith, Ann" <ann@example.org>, Bob <bob@example.org>\nCc: team@example.org\nSubject: =?UTF-8?B?${Buffer.from(sentence(random, 6)).toString('base64')}?=\nDate: Tue, 5 Mar 2024 11:1${index % 10}:00 +0100\nMessage-ID: <${index}.${Math.floor(random() * 1e9)}@example.net>\nMIME-Version: 1.0\n`;
}

function modernMessage(random: () => number, index: number): Buffer {
  const text = Array.from({ length: 12 }, () => sentence(random, 18)).join('\n');
  const html = `<html><head><style>p{margin:0;color:#333}</style></head><body>${Array.from({ length: 40 }, () => `<p class="x" style="font-family:Arial">${sentence(random, 20)}</p>`).join('\n')}</body></html>`;
  const image = Buffer.from(Uint8Array.from({ length: 20_000 + Math.floor(random() * 80_000) }, () => random() * 256));
  const alternative = `--alt${index}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(text)}\n--alt${index}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(html)}\n--alt${index}--\n`;
  const related = `--rel${index}\nContent-Type: multipart/alternative; boundary="alt${index}"\n\n${alternative}\n--rel${index}\nContent-Type: image/png; name="logo.png"\nContent-Transfer-Encoding: base64\nContent-ID: <logo@example.net>\nContent-Disposition: inline; filename="logo.png"\n\n${base64Lines(image)}\n--rel${index}--\n`;
  const message = `${header(random, index)}Content-Type: multipart/related; boundary="rel${index}"\n\n${related}`;
  return Buffer.from(message.replaceAll('\n', '\r\n'));
}

function classicMessage(random: () => number, index: number): Buffer {
  const text = Array.from({ length: 10 + Math.floor(random() * 60) }, () => sentence(random, 10)).join('\n');
  return Buffer.from(
    `${header(random, index)}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}\n`,
  );
}

/** Messages as files, to be read from disk. */
export interface MailSample {
  readonly name: string;
  readonly files: readonly string[];
}

function written(folder: string, messages: readonly Buffer[]): readonly string[] {
  return messages.map((message, index) => {
    const file = join(folder, `${index}.eml`);
    writeFileSync(file, message);
    return file;
  });
}

/** Mail as sent today, written to `folder`: text and HTML in quoted-printable, an image in base64, CRLF. */
export function modernMail(folder: string, count: number): MailSample {
  const random = randomNumbers(2402);
  const messages = Array.from({ length: count }, (_, index) => modernMessage(random, index));
  return { name: 'generated modern mail', files: written(folder, messages) };
}

/** The spamassassin corpus where it is at hand; where it is not, plain generated mail written to `folder`. */
export function classicMail(folder: string): MailSample {
  const files = globSync('../shared/corpora/mail/spamassassin/*/*.eml').sort();
  if (files.length > 0) return { name: 'spamassassin', files };
  const random = randomNumbers(58);
  console.warn('../shared/corpora/mail/spamassassin is not here: generated plain mail is measured in its place');
  const messages = Array.from({ length: 6000 }, (_, index) => classicMessage(random, index));
  return { name: 'generated plain mail', files: written(folder, messages) };
}
