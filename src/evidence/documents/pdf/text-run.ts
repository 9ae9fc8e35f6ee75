import type { PDFPageProxy } from 'unpdf/pdfjs';

type Items = Awaited<ReturnType<PDFPageProxy['getTextContent']>>['items'];
/** What PDF.js tells of a stretch of letters. */
export type TextItem = Extract<Items[number], { str: string }>;

/** A stretch of letters in the direction it is written in, in units of the page. */
export interface TextRun {
  readonly text: string;
  /** Where it begins and ends along its line. */
  readonly start: number;
  readonly end: number;
  /** How far its line is from the page's origin. */
  readonly baseline: number;
  /** Height of the letters; above 0. */
  readonly size: number;
  /** The direction of its line, in degrees, rounded. */
  readonly angle: number;
  readonly isRightToLeft: boolean;
}

/** The place of a stretch of letters, by its text matrix (ISO 32000-2, 9.4.2). A matrix that makes no sense is one at the origin. */
export function textRun({ str, transform, width, height, dir }: TextItem): TextRun {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform.map((value: unknown) => finite(value));
  const direction = Math.atan2(b, a);
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  const start = x * cos + y * sin;
  return {
    text: str,
    start,
    end: start + Math.abs(finite(width)),
    baseline: y * cos - x * sin,
    size: Math.max(0.1, finite(height) || Math.hypot(c, d)),
    angle: Math.round((direction * 180) / Math.PI),
    isRightToLeft: dir === 'rtl',
  };
}

function finite(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
