import type { DrawnString } from './drawn-text.ts';

/** What one record of a metafile gives. */
export type PictureRecord =
  | { readonly type: 'string'; readonly drawn: DrawnString }
  /** A bitmap: its BITMAPINFO and its dots. */
  | { readonly type: 'bitmap'; readonly info: Buffer; readonly bits: Buffer }
  /** The picture is cut short here. */
  | { readonly type: 'cut' };
