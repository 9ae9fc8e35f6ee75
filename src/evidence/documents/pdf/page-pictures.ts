import { ImageKind, OPS, type PDFPageProxy } from 'unpdf/pdfjs';
import { z } from 'zod';
import { mayHoldText } from '../image/picture-size.ts';
import { type Pixels, writePng } from '../image/write-png.ts';

const decoded = z.object({
  width: z.int().min(1),
  height: z.int().min(1),
  kind: z.number(),
  data: z.union([z.instanceof(Uint8Array), z.instanceof(Uint8ClampedArray)]),
});

const named = z.tuple([z.string()]).rest(z.unknown());
const mask = z.object({ data: z.union([z.string(), z.instanceof(Uint8Array)]), width: z.int(), height: z.int() });

/** How long a picture that PDF.js decodes by and by is waited for. */
const MOST_WAIT = 5_000;

/** A picture of a page, as a PNG; or that there is one which PDF.js does not decode. */
export type PagePicture = { readonly png: Uint8Array } | 'undecoded';

/** What is drawn on a page beside text. */
export interface PageDrawing {
  /** Operators that place or fill something. */
  readonly strokes: number;
  /** Shapes among them. */
  readonly shapes: number;
}

const STROKES: ReadonlySet<number> = new Set([
  OPS.constructPath,
  OPS.transform,
  OPS.shadingFill,
  OPS.paintFormXObjectBegin,
]);

/** How much is drawn on a page; pictures are not decoded for it where the document was opened without. */
export async function pageDrawing(page: PDFPageProxy): Promise<PageDrawing> {
  const { fnArray } = await page.getOperatorList();
  const strokes = fnArray.filter((operator: number) => STROKES.has(operator));
  return { strokes: strokes.length, shapes: strokes.filter((operator) => operator === OPS.constructPath).length };
}

/** The pictures drawn on a page in which something could be written, in order, each once. The document must be opened with pictures. */
export async function* pagePictures(page: PDFPageProxy): AsyncGenerator<PagePicture> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const seen = new Set<unknown>();
  for (const [index, operator] of fnArray.entries()) {
    const reference = pictureReference(operator, argsArray[index]);
    if (reference === null || seen.has(reference)) continue;
    seen.add(reference);
    const picture = typeof reference === 'string' ? await resolved(page, reference) : reference;
    const pixels = pixelsOf(picture);
    if (pixels === null) yield 'undecoded';
    else if (mayHoldText(pixels)) yield { png: writePng(pixels) };
  }
}

/** The name of a picture, or the picture itself; null for what is none. */
function pictureReference(operator: number, args: unknown): unknown {
  if (operator === OPS.paintImageXObject || operator === OPS.paintImageXObjectRepeat)
    return named.safeParse(args).data?.[0] ?? null;
  if (operator === OPS.paintInlineImageXObject) return Array.isArray(args) ? args[0] : null;
  if (operator !== OPS.paintImageMaskXObject || !Array.isArray(args)) return null;
  const { data } = mask.safeParse(args[0]);
  if (data === undefined) return null;
  return typeof data.data === 'string' ? data.data : { ...data, kind: ImageKind.GRAYSCALE_1BPP };
}

/** A picture by name, once it is decoded; null where it could not be. */
function resolved(page: PDFPageProxy, name: string): Promise<unknown> {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), MOST_WAIT);
    objects.get(name, (picture: unknown) => {
      clearTimeout(timer);
      resolve(picture);
    });
  });
}

function pixelsOf(picture: unknown): Pixels | null {
  const { data: found } = decoded.safeParse(picture);
  if (found === undefined) return null;
  const { width, height, kind, data } = found;
  const bits = kind === ImageKind.GRAYSCALE_1BPP ? 1 : kind === ImageKind.RGB_24BPP ? 24 : 32;
  const stride = Math.ceil((width * bits) / 8);
  return data.length < stride * height ? null : { width, height, bits, data };
}
