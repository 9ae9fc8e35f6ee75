import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PstFolder, type PstFormat, type PstMessage, writePst } from '../../examples/pst/index.ts';

/** A generated store's bytes. */
export function storeBytes(format: PstFormat, folders: Iterable<PstFolder>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'postbreach-pst-'));
  try {
    const path = join(folder, 'store.pst');
    writePst(path, { format, encoding: 'permute', folders });
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function note(subject: string, more: Partial<PstMessage> = {}): PstMessage {
  return {
    subject,
    body: { text: `Body of ${subject}.` },
    messageId: `<${subject.replaceAll(' ', '-')}@example.org>`,
    sender: { name: 'Ann', address: 'ann@example.org' },
    recipients: [
      { kind: 'to', name: 'Ben', address: 'ben@example.org' },
      { kind: 'cc', name: 'Cay', address: 'cay@example.org' },
      { kind: 'bcc', name: 'Dot', address: 'dot@example.org' },
    ],
    submitted: new Date('2024-02-03T04:05:06Z'),
    attachments: [],
    ...more,
  };
}

/** A store with one of each thing that a reader meets. */
export const SAMPLE: readonly PstFolder[] = [
  {
    name: 'Inbox',
    messages: [
      note('first'),
      note('with files', {
        attachments: [
          { kind: 'file', name: 'notes.txt', bytes: Buffer.from('the attached text') },
          {
            kind: 'message',
            name: 'outer',
            message: note('inner', {
              attachments: [
                { kind: 'file', name: 'deep.txt', bytes: Buffer.from('the deep text') },
                { kind: 'message', name: 'innermost', message: note('innermost') },
              ],
            }),
          },
        ],
      }),
      note('in no list', { fate: 'orphaned' }),
      note('deleted', { fate: 'deleted' }),
    ],
    associated: [note('a rule', { messageClass: 'IPM.Rule.Version2.Message' })],
    folders: [{ name: 'Projects', messages: [note('third')], folders: [{ name: 'Old', messages: [note('fourth')] }] }],
  },
  { name: 'Sent Items', messages: [note('fifth')], overcount: 2 },
];
