// The script of a thread that reads records: it is given blocks of them, and answers with their rows.
import { parentPort, workerData } from 'node:worker_threads';
import { type BlockOrder, type MaskModule, maskOf, orderedPieces } from './block-order.ts';
import { readBlock } from './block-reader.ts';

const mask = workerData === null ? null : await maskOf(workerData as MaskModule);

parentPort?.on('message', (order: BlockOrder) => {
  const read = readBlock(order.log, orderedPieces(order), mask);
  parentPort?.postMessage(
    read,
    read.groups.map(({ group }) => group.bytes.buffer),
  );
});
