import { PLAIN_TEXT } from '../header/content-type.ts';
import type { EntityHeader } from '../mime/entity-header.ts';
import { memberNames } from '../mime/member-names.ts';
import { readPlainText } from '../mime/plain-text.ts';
import type { Part } from '../part.ts';
import { isShortfall } from '../shortfall.ts';
import { memberParts, unreadMember } from '../text/member.ts';
import { TOO_MANY } from '../text/member-budget.ts';
import { type AboutPart, type HeldBytes, heldPart, leafOf, readWithin, unreadPart } from './leaf-parts.ts';
import type { PartSpending } from './part-spending.ts';

const PLAIN: EntityHeader = {
  type: PLAIN_TEXT,
  encoding: 'identity',
  disposition: '',
  fileName: null,
  contentId: null,
  charset: null,
  faults: [],
};

/** A plain body, read as that of a mail is; files that stand in it in an encoding of their own follow as members. */
export function plainBodyParts(
  about: AboutPart,
  body: HeldBytes,
  depth: number,
  spending: PartSpending,
): readonly Part[] {
  const { allowance, extract } = spending;
  if (!allowance.takePart()) return [unreadPart(about, TOO_MANY, 'too-many-parts')];
  const bytes = readWithin(body, spending);
  if (isShortfall(bytes)) return [unreadPart(about, bytes)];
  const { text, files, problems } = readPlainText(bytes, { ...PLAIN, charset: about.charset });
  const codes = body.problem == null ? problems : [body.problem, ...problems];
  const faults = codes.map((code) => ({ code, offset: -1 }));
  const part = heldPart(about, { state: 'text', text }, body, faults);
  if (files.length === 0) return [part];
  const leaf = leafOf(about, bytes, depth, allowance);
  const names = memberNames(files.map(({ name }) => name));
  const parts: Part[] = [part];
  for (const [index, file] of files.entries()) {
    const name = names[index] ?? file.name;
    if (!allowance.takePart()) return [...parts, unreadMember(leaf, name, TOO_MANY)];
    for (const member of memberParts(leaf, { name, bytes: () => file.bytes, shortfall: null }, extract))
      parts.push(member);
  }
  return parts;
}
