import { lineIndexAt, type ReadingLine } from './reading.ts';
import { marksWithin, type Scene } from './scene.ts';
import type { Stretch } from './sentences.ts';

const LABEL = /^\s*[-*•]?\s*[\p{L}\p{N}][\p{L}\p{N} '_/-]{0,30}\s*[:=]\s*$/u;
const REACH = 2;

/** Whether a value is all of a labelled line ("password: X") beside a line that is labelled as an account. */
export function isAccountField(scene: Scene, { start, end }: Stretch): boolean {
  const { text, fold, lines } = scene.reading;
  const index = lineIndexAt(scene.reading, start);
  const line = lines[index];
  if (!line || !LABEL.test(fold.slice(line.start, start)) || text.slice(end, line.end).trim() !== '') return false;
  return lines
    .slice(Math.max(0, index - REACH), index + REACH + 1)
    .some((near) => near !== line && isAccount(scene, near));
}

/** "User: X": a principal word begins the line, with no more than its sign behind it. */
function isAccount(scene: Scene, line: ReadingLine): boolean {
  const label = marksWithin(scene, 'principal', line.start, line.start + 8)[0];
  if (!label || /[\p{L}\p{N}]/u.test(scene.reading.text.slice(line.start, label.start))) return false;
  return /^\s*[:=]\s*\S/.test(scene.reading.fold.slice(label.end, line.end));
}
