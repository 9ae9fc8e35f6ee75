import { describe, expect, it } from 'vitest';
import { generateIdentity, openEnvelope, SealError, sealEnvelope } from '../../src/seal/index.ts';

const plain = new TextEncoder().encode('case key');

describe('envelope', () => {
  it('opens with the identity that sealed it, and with no other', async () => {
    const [mine, other] = [await generateIdentity(), await generateIdentity()];
    const armored = await sealEnvelope(plain, { by: 'identity', identity: mine });
    expect(Buffer.from(await openEnvelope(armored, { by: 'identity', identity: mine }))).toEqual(Buffer.from(plain));
    await expect(openEnvelope(armored, { by: 'identity', identity: other })).rejects.toMatchObject({
      code: 'envelope-refused',
    });
  });

  it('opens with the passphrase that sealed it, and with no other', async () => {
    const armored = await sealEnvelope(plain, { by: 'passphrase', passphrase: 'a long one' });
    expect(Buffer.from(await openEnvelope(armored, { by: 'passphrase', passphrase: 'a long one' }))).toEqual(
      Buffer.from(plain),
    );
    await expect(openEnvelope(armored, { by: 'passphrase', passphrase: 'another' })).rejects.toBeInstanceOf(SealError);
  });

  it('says what is wrong with a damaged file and a malformed identity', async () => {
    const identity = await generateIdentity();
    await expect(openEnvelope('no age file', { by: 'identity', identity })).rejects.toMatchObject({
      code: 'envelope-damaged',
    });
    await expect(sealEnvelope(plain, { by: 'identity', identity: 'AGE-SECRET-KEY-1NONE' })).rejects.toMatchObject({
      code: 'key-malformed',
    });
  });
});
