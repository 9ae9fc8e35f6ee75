import type { Shortfall } from '../../../shortfall.ts';
import type { Findings } from '../findings.ts';
import { documentVariables } from './document-variables.ts';
import type { FileInformation } from './file-information.ts';
import { charactersOf, readPieces, type TextPiece } from './pieces.ts';
import { type Story, storiesOf } from './stories.ts';
import { StoryText } from './story-text.ts';

/** A Word document's streams, decrypted. */
export interface WordStreams {
  readonly main: Buffer;
  readonly tables: Buffer;
  /** Pictures and what forms hold. */
  readonly data: Buffer;
}

const PIECES_LOST: Shortfall = {
  reason: 'damaged',
  detail: 'The list of where the text of this document stands is lost, so its text was not read; open it by hand.',
};

const TEXT_LOST: Shortfall = {
  reason: 'damaged',
  detail: 'Part of the text of this document is lost; what is there was read. Ask its sender for another copy.',
};

/** Writes all text of a Word document: the main text by paragraphs, then notes, headers, comments and text boxes by their names. */
export function writeWord(information: FileInformation, streams: WordStreams, findings: Findings): void {
  const { main, tables } = streams;
  const pieces = piecesOf(information, streams);
  if (pieces === null) {
    findings.lost(PIECES_LOST);
    return;
  }
  const charset = information.isModern ? 'windows-1252' : (CHARSETS.get(information.language) ?? 'windows-1252');
  for (const story of storiesOf(information, tables)) {
    const written = writeStory(story, charactersOf(main, pieces, story.span, charset), findings);
    const isCut = information.isModern && written < story.span[1] - story.span[0];
    if (isCut && !findings.text.isFull) findings.lost(TEXT_LOST);
  }
  const variables = information.isModern ? documentVariables(tables, information.table(VARIABLES)) : [];
  if (variables.length > 0) findings.text.mark('document variables');
  for (const variable of variables) findings.text.line(variable);
}

const VARIABLES = 60;

/** How many characters there were. */
function writeStory({ name }: Story, characters: Iterable<string>, findings: Findings): number {
  const text = new StoryText(findings.text, name);
  let count = 0;
  for (const some of characters) {
    count += some.length;
    if (!text.add(some)) break;
  }
  text.finish();
  return count;
}

function piecesOf(information: FileInformation, { main, tables }: WordStreams): readonly TextPiece[] | null {
  const { isModern, plainText, pieces } = information;
  if (plainText === null) return readPieces(isModern ? tables : main, pieces, isModern);
  return [{ from: 0, to: plainText.length, at: plainText.at, bytesPerCharacter: 1 }];
}

/** Charsets of Word 6 and 95 by the language of the program ([MS-LCID] §2.2). */
const CHARSETS: ReadonlyMap<number, string> = new Map([
  [0x0401, 'windows-1256'],
  [0x0402, 'windows-1251'],
  [0x0404, 'big5'],
  [0x0405, 'windows-1250'],
  [0x0408, 'windows-1253'],
  [0x040d, 'windows-1255'],
  [0x040e, 'windows-1250'],
  [0x0411, 'shift_jis'],
  [0x0412, 'euc-kr'],
  [0x0415, 'windows-1250'],
  [0x0419, 'windows-1251'],
  [0x041f, 'windows-1254'],
  [0x0422, 'windows-1251'],
  [0x0804, 'gbk'],
]);
