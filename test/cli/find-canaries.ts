import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Canaries = Readonly<Record<string, string>>;

/** The forms in which a text could have slipped through: as it is, in UTF-16, escaped, and in base64 at each of its three offsets. */
export function disguises(value: string): readonly Buffer[] {
  const utf8 = Buffer.from(value);
  const texts = [
    value,
    encodeURIComponent(value),
    encodeURI(value),
    JSON.stringify(value).slice(1, -1),
    value.replaceAll('&', '&amp;').replaceAll("'", '&#39;'),
    value.replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&'),
    utf8.toString('hex'),
    ...[0, 1, 2].flatMap((offset) => base64Core(utf8, offset)),
  ];
  return [...new Set(texts)].flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
}

/** What of the base64 of a text does not depend on what stands around it, for a text that begins `offset` bytes into a group of three. */
function base64Core(bytes: Buffer, offset: number): readonly string[] {
  const start = (3 - offset) % 3;
  const length = Math.floor((bytes.length - start) / 3) * 3;
  const core = bytes.subarray(start, start + length);
  return [core.toString('base64'), core.toString('base64url')];
}

/** Which canaries stand in some bytes, in whatever disguise. */
export function canariesIn(bytes: Buffer, canaries: Canaries): readonly string[] {
  const lower = Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
  return Object.entries(canaries).flatMap(([name, value]) => {
    const found = disguises(value).some((form) => bytes.includes(form)) || lower.includes(value.toLowerCase());
    return found ? [name] : [];
  });
}

/** "file: canary" for each canary in each file below a folder. */
export function canariesBelow(folder: string, canaries: Canaries): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const found = [...canariesIn(readFileSync(path), canaries), ...canariesIn(Buffer.from(path), canaries)];
    return found.map((name) => `${path.slice(folder.length + 1)}: ${name}`);
  });
}
