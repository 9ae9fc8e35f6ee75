import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { classicMail, modernMail } from './mail-samples.ts';

/** Messages of which mailboxes for benches are made: real ones where they are at hand, else generated. @param folder for generated ones. */
export function sampleMessages(folder: string): readonly Buffer[] {
  const files = [...classicMail(folder).files.slice(0, 400), ...modernMail(folder, 40).files];
  return files.map((file) => readFileSync(file));
}

/** Writes an mbox of at least so many bytes, the messages one after another and again. @returns its length. */
export function writeMbox(path: string, messages: readonly Buffer[], bytes: number): number {
  const quoted = messages.map((message) =>
    Buffer.from(`${message.toString('latin1').replace(/^(>*From )/gm, '>$1')}\n\n`, 'latin1'),
  );
  const file = openSync(path, 'w');
  let written = 0;
  for (let index = 0; written < bytes; index++) {
    const separator = Buffer.from(`From ann@example.org Tue Mar  5 10:10:00 2024\nX-Copy: ${index}\n`);
    written += writeSync(file, Buffer.concat([separator, quoted[index % quoted.length] ?? Buffer.alloc(0)]));
  }
  closeSync(file);
  return written;
}
