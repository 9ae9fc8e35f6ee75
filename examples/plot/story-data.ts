import decoyData from '../data/decoys.json' with { type: 'json' };
import letterData from '../data/letters.json' with { type: 'json' };

/** A reply to or a forward of a story letter, which carries its text (and, forwarded, its files) on. */
export interface RepeatData {
  readonly kind: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly day: string;
  readonly text: readonly string[];
  /** `top`, `outlook`, `inline` or `rfc822`. */
  readonly style: string;
  /** Answers the repeat before it instead of the letter itself. */
  readonly deep?: boolean;
  readonly language?: string;
}

export interface FileData {
  readonly name: string;
  /** `text`, `csv`, `utf16`, `docx` or `zip`. */
  readonly as: string;
  readonly content: readonly string[];
  /** Name inside the zip. */
  readonly member?: string;
}

/** One letter of the story as its data file tells it; texts are lists of lines with slots. */
export interface LetterData {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly day: string;
  readonly subject: string;
  readonly body: readonly string[];
  readonly form?: string;
  readonly charset?: string;
  readonly encoding?: string;
  readonly language?: string;
  readonly attachments?: readonly FileData[];
  readonly repeats?: readonly RepeatData[];
  /** An earlier message that is only here as a quote. */
  readonly quote?: string;
  readonly quoteFrom?: string;
  /** Decoys: why nothing should be found. */
  readonly why?: string;
  readonly tempting?: readonly string[];
}

export const STORY_LETTERS: readonly LetterData[] = letterData.letters;
export const DECOY_LETTERS: readonly LetterData[] = decoyData.decoys;
