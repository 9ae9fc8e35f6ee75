// The script of a thread for tests: it scans as every other does, but for texts that ask for something else.
import { parentPort, workerData } from 'node:worker_threads';
import { loadScanner } from '../../src/secrets/index.ts';
import { scanHere } from '../../src/secrets/threads/scan-here.ts';
import { bared, type ThreadAnswer } from '../../src/secrets/threads/thread-answer.ts';
import { orderedTexts, type ThreadOrder } from '../../src/secrets/threads/thread-order.ts';

const say = (answer: ThreadAnswer) => parentPort?.postMessage(answer);
const scanner = loadScanner(workerData);

parentPort?.on('message', (order: ThreadOrder) => {
  const texts = orderedTexts(order);
  for (const { utf8 } of texts) obey(Buffer.from(utf8).toString('utf8'));
  say(bared(texts.map((text) => scanHere(scanner, text))));
});
say('ready');

function obey(text: string): void {
  if (text.startsWith('THROW')) throw new Error(`could not scan: ${text}`);
  if (text.startsWith('EXIT')) process.exit(3);
  if (text.startsWith('HANG')) for (;;);
  if (text.startsWith('FILL')) for (const held: string[][] = []; ; ) held.push(new Array<string>(1e6).fill(text));
}
