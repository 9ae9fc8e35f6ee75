import type { Charset } from '../mime/charset.ts';
import { canEncode } from '../mime/charset.ts';
import {
  type AttachmentFile,
  attachmentEntity,
  type Entity,
  multipartEntity,
  type TextShape,
  textEntity,
} from '../mime/entity.ts';
import type { TransferEncoding } from '../mime/transfer-encoding.ts';
import type { Random } from '../random.ts';
import { htmlPage } from './html-page.ts';

/** How a letter's body is written. */
export type BodyForm = 'plain' | 'flowed' | 'html' | 'alternative';

export interface Composition {
  readonly form: BodyForm;
  /** What a reader sees. */
  readonly text: string;
  /** HTML written by hand; made of the text where absent. */
  readonly html?: string;
  readonly charset: Charset;
  readonly encoding: TransferEncoding;
  readonly files: readonly AttachmentFile[];
}

/** 7bit cannot carry what is not ASCII, and a charset not what it lacks: then UTF-8 in quoted-printable is written. */
function fitting(text: string, { charset, encoding }: Pick<Composition, 'charset' | 'encoding'>): TextShape {
  const ascii = /^[\u0000-\u007f]*$/.test(text);
  const fits = charset === 'us-ascii' ? ascii : canEncode(text, charset);
  const long = text.split('\n').some((line) => line.length > 900);
  const bits = encoding === '7bit' && !ascii && charset !== 'iso-2022-jp';
  if (!fits || bits)
    return { charset: fits && charset !== 'us-ascii' ? charset : 'utf-8', encoding: 'quoted-printable' };
  return { charset, encoding: long && encoding !== 'base64' ? 'quoted-printable' : encoding };
}

function bodyEntity(composition: Composition, random: Random): Entity {
  const { text, form } = composition;
  const plain = (): Entity => {
    const shape = fitting(text, composition);
    const flows = form === 'flowed' && shape.encoding !== 'base64';
    return textEntity('plain', `${text}\n`, flows ? { ...shape, flowed: true } : shape);
  };
  const html = (): Entity => {
    const page = htmlPage(composition.html ?? null, text, composition.charset, random);
    return textEntity('html', `${page}\n`, fitting(page, composition));
  };
  if (form === 'html') return html();
  if (form === 'alternative') return multipartEntity('alternative', [plain(), html()], random);
  return plain();
}

/** The MIME entity of a composition: its body, and its files beside it. */
export function compose(composition: Composition, random: Random): Entity {
  const body = bodyEntity(composition, random);
  if (composition.files.length === 0) return body;
  const files = composition.files.map((file) => attachmentEntity(file));
  return multipartEntity('mixed', [body, ...files], random);
}
