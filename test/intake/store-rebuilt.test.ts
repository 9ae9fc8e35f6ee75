import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/index.ts';
import {
  forgetRebuilt,
  manifestDifferences,
  type RebuiltRow,
  reconcile,
  reconcileCounts,
  retrievalTasksOf,
  stolenOf,
  storeManifest,
  storeRebuilt,
} from '../../src/intake/index.ts';
import { caseWith, type HeldFixture } from './evidence-table.ts';

const at = (text: string) => text as Instant;
const log = { sourceId: 'log', mailbox: 'alice@agency.example', takenAt: at('2024-02-01T03:00:00.000Z') } as const;

const message = (messageId: string): RebuiltRow => ({ ...log, item: 'message', messageId });
const folder = (name: string | null, until = '2024-02-02T00:00:00.000Z'): RebuiltRow => ({
  ...log,
  item: 'folder',
  folder: name,
  until: at(until),
});

async function outcome(held: readonly HeldFixture[], rows: readonly RebuiltRow[], manifest: readonly string[] = []) {
  const kase = caseWith(held);
  if (manifest.length > 0) {
    const input = Buffer.from(['Message ID,From,Subject,Sent', ...manifest].join('\n'));
    const source = { sourceId: 'm', source: 'manifest.csv', input, mask: (text: string) => text };
    await storeManifest(kase, { ...source, onLoss: (loss) => expect.fail(loss.detail) });
  }
  await storeRebuilt(kase, rows);
  reconcile(kase);
  return { kase, stolen: [...stolenOf(kase.store)] };
}

describe('a manifest rebuilt from the logs', () => {
  it('claims the messages it names, from when they were first read', async () => {
    const { stolen } = await outcome([{ id: 'm1', messageId: '<a@x>' }], [message('<a@x>'), message('<gone@x>')]);
    expect(stolen.map(({ status, firstTheft }) => [status, firstTheft]).sort()).toEqual([
      ['held', log.takenAt],
      ['missing', log.takenAt],
    ]);
    expect(stolen[0]?.origins).toMatchObject([{ origin: 'mail-items-accessed', sourceId: 'log' }]);
  });

  it('asks for what is missing as mail of our own, not as a row of a manifest', async () => {
    const { kase } = await outcome([], [message('<gone@x>')]);
    const [task] = [...retrievalTasksOf(kase.store)];
    expect(task?.kql).toBe('internetmessageid:"<gone@x>"');
    expect(task?.providerRequest).not.toContain('manifest row');
  });

  it('is merged with the given one, and the differences are counted', async () => {
    const { kase } = await outcome(
      [{ id: 'm1', messageId: '<a@x>' }],
      [message('<a@x>'), message('<more@x>')],
      [
        '<a@x>,bob@vendor.example,Quarterly report,2024-01-15T10:00:30Z',
        '<told@x>,bob@vendor.example,Other,2024-01-16T10:00:00Z',
      ],
    );
    expect(manifestDifferences(kase.store)).toEqual({ both: 1, manifestOnly: 1, logsOnly: 1, neither: 0 });
    expect(reconcileCounts(kase.store)).toMatchObject({ manifestRows: 2, stolen: 3 });
  });

  it('has no differences where no log names stolen mail', async () => {
    const { kase } = await outcome([], [], ['<told@x>,bob@vendor.example,Other,2024-01-16T10:00:00Z']);
    expect(manifestDifferences(kase.store)).toBeNull();
  });

  it('is forgotten as a whole, and the given manifest stays', async () => {
    const { kase } = await outcome(
      [{ id: 'm1', messageId: '<a@x>', to: ['alice@agency.example'] }],
      [message('<a@x>'), folder(null)],
      ['<told@x>,bob@vendor.example,Other,2024-01-16T10:00:00Z'],
    );
    forgetRebuilt(kase);
    expect(reconcile(kase)).toMatchObject({ stolen: 1, byStatus: { missing: 1 } });
  });
});

describe('a folder taken as a whole', () => {
  const held: readonly HeldFixture[] = [
    { id: 'in', messageId: '<in@x>', to: ['alice@agency.example'], folder: 'Top of Outlook data file/Inbox' },
    { id: 'sent', messageId: '<sent@x>', from: 'alice@agency.example', folder: 'Top of Outlook data file/Sent Items' },
    { id: 'loose', messageId: '<loose@x>', to: ['alice@agency.example'] },
    { id: 'other', messageId: '<other@x>', to: ['carol@agency.example'], folder: 'Top/Inbox' },
    {
      id: 'later',
      messageId: '<later@x>',
      to: ['alice@agency.example'],
      sent: '2024-03-01T00:00:00.000Z',
      folder: 'Inbox',
    },
  ];
  const messagesOf = (stolen: Awaited<ReturnType<typeof outcome>>['stolen']) =>
    stolen.flatMap(({ copies, reasons }) => copies.map((copy) => [copy.message, ...reasons].join(' '))).sort();

  it('takes the mailbox owner’s mail that stood in it then; where no folder is known it may have', async () => {
    const { stolen } = await outcome(held, [folder('\\Inbox')]);
    expect(messagesOf(stolen)).toEqual(['in', 'loose folder-unknown']);
  });

  it('is the whole mailbox where its records were throttled', async () => {
    const { stolen } = await outcome(held, [folder(null)]);
    expect(messagesOf(stolen)).toEqual(['in', 'loose', 'sent']);
  });
});
