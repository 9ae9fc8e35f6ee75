import type { PartExtractor } from '../../src/evidence/mime/part-extractor.ts';

/** Takes every text/* leaf as the text it is, HTML as written; leaves the rest unread. */
export const asWritten: PartExtractor = (leaf) => {
  const isText = leaf.mediaType.startsWith('text/');
  return {
    content: isText
      ? { state: 'text', text: { utf8: leaf.text(), hidden: [], landmarks: [] } }
      : { state: 'unread', reason: 'unsupported', detail: 'not read in this test' },
    members: [],
    problems: [],
  };
};
