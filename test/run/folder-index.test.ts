import { describe, expect, it } from 'vitest';
import { type Document, Key } from '../../src/evidence/index.ts';
import { FileBounds, MOST_IN_FULL, MOST_ON_FURTHER } from '../../src/run/file-bounds.ts';
import { type Beside, FolderIndex, worthOf, worthUnopened } from '../../src/run/folder-index.ts';

function documentOf(position: readonly number[], isText: boolean): Document {
  const text = { utf8: Buffer.from('words'), hidden: [], landmarks: [] };
  const content = isText
    ? ({ state: 'text', text } as const)
    : ({ state: 'unread', reason: 'encrypted', detail: '' } as const);
  const about = { path: '', member: [], role: 'body', mediaType: 'text/plain', charset: null, fileName: null } as const;
  const place = { position, container: [], folder: null, standing: 'listed' } as unknown as Document['place'];
  const part = {
    ...about,
    contentId: null,
    headerSpan: null,
    bodySpan: null,
    content,
    bytes: () => null,
    problems: [],
  };
  return { type: 'document', source: 'a', span: [0, 0], place, parts: [part], problems: [] };
}

const here = (source: number) => ({ source, folder: 1 });

describe('what lies beside a locked file', () => {
  it('is of the same folder and has text: where a rule found a password first, then of the same archive, then the nearest', () => {
    const index = new FolderIndex();
    const add = (source: number, folder: number, isText: boolean, isTelling = false) => {
      const item = documentOf([source], isText);
      return index.add(item, { source, folder }, null, worthOf(item, isTelling));
    };
    expect(add(0, 1, true, true)).toBe(0);
    add(1, 1, true);
    const locked = add(2, 1, false);
    add(2, 1, true);
    add(2, 1, false, true);
    add(3, 2, true, true);
    expect(index.besideOf(locked ?? -1)).toMatchObject([
      { document: 0 },
      { document: 3 },
      { document: 1 },
    ] satisfies Beside[]);
  });

  it('is a message by its number in the index of messages; a document has its place', () => {
    const index = new FolderIndex();
    const item = documentOf([4, 7, 0], true);
    index.add(item, here(9), null, worthUnopened(item, false));
    index.add({ ...item, place: { ...item.place, position: [5] } }, here(9), 77, worthUnopened(item, true));
    expect(index.placeOf(0)).toEqual({ source: 9, position: [4, 7, 0] });
    expect(index.besideOf(0)).toMatchObject([{ message: 77 }]);
  });
});

describe('passwords for many locked members of one archive', () => {
  const keys = Array.from({ length: 1000 }, (_, index) => new Key(`key ${index}`, ''));

  it('are all tried on the first few, then the likeliest, and what opened one before the others', () => {
    const bounds = new FileBounds();
    for (let step = 0; step < MOST_IN_FULL; step += 1) {
      expect(bounds.within(1, keys)).toHaveLength(1000);
      bounds.note(1, []);
    }
    expect(bounds.within(1, keys)).toHaveLength(MOST_ON_FURTHER);
    expect(bounds.within(2, keys)).toHaveLength(1000);
    const right = new Key('key 700', '');
    bounds.note(1, [{ index: 0, key: right }]);
    bounds.note(1, [{ index: 0, key: new Key('key 700', '') }]);
    expect(bounds.within(1, keys).slice(0, 2)).toEqual([right, keys[0]]);
    expect(bounds.within(1, keys)).toHaveLength(MOST_ON_FURTHER + 1);
  });
});
