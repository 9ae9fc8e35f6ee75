// The script of a thread that scans: it is given texts, and answers with what is in them.
import { parentPort, workerData } from 'node:worker_threads';
import { loadScanner, type ScannerOptions } from '../load-scanner.ts';
import { scanHere } from './scan-here.ts';
import { bared, type ThreadAnswer } from './thread-answer.ts';
import { orderedTexts, type ThreadOrder } from './thread-order.ts';

const scanner = loadScanner(workerData as ScannerOptions);
const say = (answer: ThreadAnswer) => parentPort?.postMessage(answer);

parentPort?.on('message', (order: ThreadOrder) => {
  say(bared(orderedTexts(order).map((text) => scanHere(scanner, text))));
});
say('ready');
