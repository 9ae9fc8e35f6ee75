import { tokenize } from '../html/tokenize.ts';

/** Addresses outside the document that a relationships member names (ECMA-376 part 2 §9.3), a line each; none is fetched. */
export function linkTargets(xml: Buffer): Buffer {
  const targets: string[] = [];
  tokenize(xml, {
    text: () => {},
    open: (_name, attributes) => {
      const target = attributes.get('target');
      if (target !== null && attributes.get('targetmode')?.toLowerCase() === 'external') targets.push(target);
    },
    close: () => {},
    comment: () => {},
    raw: () => {},
  });
  return Buffer.from(targets.join('\n'));
}
