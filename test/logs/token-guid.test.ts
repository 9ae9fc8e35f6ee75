import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenGuid, tokenIdOfGuid } from '../../src/logs/index.ts';

describe('tokenGuid', () => {
  it('reads base64url of 16 bytes as a little-endian GUID, and back', () => {
    // 30 0b cf 97 · b1 27 · 44 40 · ad 62 · 10 b8 ab a8 7f 00
    expect(tokenGuid('MAvPl7EnRECtYhC4q6h_AA')).toBe('97cf0b30-27b1-4044-ad62-10b8aba87f00');
    expect(tokenGuid('MAvPl7EnRECtYhC4q6h/AA==')).toBe('97cf0b30-27b1-4044-ad62-10b8aba87f00');
    expect(tokenIdOfGuid('97CF0B30-27b1-4044-ad62-10b8aba87f00')).toBe('MAvPl7EnRECtYhC4q6h_AA');
  });

  it('takes a GUID as it stands, and nothing else', () => {
    expect(tokenGuid('97CF0B30-27B1-4044-AD62-10B8ABA87F00')).toBe('97cf0b30-27b1-4044-ad62-10b8aba87f00');
    for (const id of [
      null,
      '',
      'short',
      'MAvPl7EnRECtYhC4q6h_A',
      'MAvPl7EnRECtYhC4q6h_AAA',
      '97cf0b30-27b1-4044-ad62-10b8aba87f0g',
    ])
      expect(tokenGuid(id)).toBeNull();
    expect(tokenIdOfGuid('no guid')).toBeNull();
  });

  it('goes both ways for every GUID', () => {
    fc.assert(
      fc.property(fc.uuid(), (guid) => {
        const id = tokenIdOfGuid(guid);
        expect(id).toMatch(/^[\w-]{22}$/);
        expect(tokenGuid(id)).toBe(guid.toLowerCase());
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => tokenGuid(text) === null || tokenGuid(text)?.length === 36),
    );
  });
});
