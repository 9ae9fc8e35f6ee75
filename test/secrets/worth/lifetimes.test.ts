import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/core/index.ts';
import { azureDevopsChecksum } from '../../../src/secrets/validators/azure-devops.ts';
import { signedUrl } from '../../../src/secrets/validators/signed-url.ts';

const claim = (secret: string, asOf: string | null = null) => ({
  secret,
  text: secret,
  principal: null,
  host: null,
  asOf: asOf as Instant | null,
});

describe('a signed address', () => {
  const s3 = 'https://box.s3.amazonaws.com/a?X-Amz-Date=20240102T030405Z&X-Amz-Expires=3600&X-Amz-Signature=00';

  it.each([
    [s3, '2024-01-02T03:04:05.000Z', '2024-01-02T04:04:05.000Z'],
    [
      'https://storage.googleapis.com/b/o?X-Goog-Date=20240102T030405Z&X-Goog-Expires=60&X-Goog-Signature=00',
      '2024-01-02T03:04:05.000Z',
      '2024-01-02T03:05:05.000Z',
    ],
    ['https://d1.cloudfront.net/f?Expires=1704164645&Signature=x&Key-Pair-Id=K', null, '2024-01-02T03:04:05.000Z'],
  ])('%s states its lifetime', (url, mintedAt, expiresAt) => {
    expect(signedUrl(claim(url))).toMatchObject({ validity: { state: 'unknown', mintedAt, expiresAt } });
  });

  it('states it in its policy too', () => {
    const policy = Buffer.from('{"Statement":[{"Condition":{"DateLessThan":{"AWS:EpochTime":1704164645}}}]}').toString(
      'base64',
    );
    const url = `https://d1.cloudfront.net/f?Policy=${policy.replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~')}&Signature=x`;
    expect(signedUrl(claim(url))).toMatchObject({ validity: { expiresAt: '2024-01-02T03:04:05.000Z' } });
  });

  it('is over or not at a time', () => {
    expect(signedUrl(claim(s3, '2024-01-02T05:00:00.000Z'))).toMatchObject({ validity: { state: 'expired' } });
    expect(signedUrl(claim(s3, '2024-01-02T03:30:00.000Z'))).toMatchObject({ validity: { state: 'active' } });
  });

  it.each([
    ['https://box.s3.amazonaws.com/a?X-Amz-Expires=3600&X-Amz-Signature=00'],
    ['https://box.s3.amazonaws.com/a?X-Amz-Date=20249902T030405Z&X-Amz-Expires=3600'],
    ['https://x.example/f?Expires=tomorrow'],
  ])('%s states none', (url) => expect(signedUrl(claim(url))).toEqual({ type: 'keep' }));

  it('is read whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400 }),
        (text) => signedUrl(claim(`https://a.example/?Policy=${text}&Expires=${text}`)).type === 'keep',
      ),
    );
  });
});

describe('a token of Azure DevOps', () => {
  // Made up here: bytes in a row, with their check.
  const token = 'bmylyvl2t7chrkhjbyzvq7ncy7wbcns3qcsyjsxpcq4v5a5izxza';

  it('passes its check, in either case', () => {
    expect(azureDevopsChecksum(claim(token))).toMatchObject({ reason: 'checksum passes' });
    expect(azureDevopsChecksum(claim(token.toUpperCase()))).toMatchObject({ reason: 'checksum passes' });
  });

  it('is malformed where its check fails, and kept', () => {
    expect(azureDevopsChecksum(claim(`c${token.slice(1)}`))).toMatchObject({
      type: 'keep',
      confidence: 'lower',
      validity: { state: 'malformed' },
    });
  });

  it('of another length has no check', () => expect(azureDevopsChecksum(claim('abc'))).toEqual({ type: 'keep' }));
});
