import { describe, expect, test } from 'vitest';
import { takeTurns } from '../../src/evidence/source/take-turns.ts';

async function* busy(items: number, milliseconds: number, onClose: () => void): AsyncGenerator<number, string> {
  try {
    for (let item = 0; item < items; item += 1) {
      for (const until = performance.now() + milliseconds; performance.now() < until; );
      yield item;
    }
    return 'result';
  } finally {
    onClose();
  }
}

describe('reading without waiting', () => {
  test('leaves the event loop its turns, and gives the same items and result', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const items: number[] = [];
    const reading = takeTurns(busy(20, 10, () => {}));
    let step = await reading.next();
    for (; step.done !== true; step = await reading.next()) items.push(step.value);
    clearInterval(timer);
    expect(items).toEqual(Array.from({ length: 20 }, (_, item) => item));
    expect(step.value).toBe('result');
    expect(turns).toBeGreaterThan(2);
  });

  test('closes what is left early', async () => {
    let isClosed = false;
    const onClose = () => {
      isClosed = true;
    };
    for await (const item of takeTurns(busy(5, 0, onClose))) if (item === 1) break;
    expect(isClosed).toBe(true);
  });
});
