import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CaseKit, mail, mbox } from './case-kit.ts';

test.skipIf(process.platform !== 'linux')('a file whose name is not UTF-8 stays a loss that says so', async () => {
  const kit = new CaseKit();
  try {
    const one = mbox(mail('one', 'Lunch', 'At noon.'));
    kit.write('mail/ok.mbox', one);
    writeFileSync(Buffer.concat([Buffer.from(kit.at('mail/')), Buffer.from('r\xe9sum\xe9.mbox', 'latin1')]), one);
    await kit.add(kit.at('mail'));
    await kit.run();
    const losses = await kit.open(({ store }) => store.all('SELECT reason, detail FROM losses'));
    expect(losses).toMatchObject([{ reason: 'unsupported', detail: expect.stringMatching(/not UTF-8.*rename it/) }]);
  } finally {
    kit.remove();
  }
});
