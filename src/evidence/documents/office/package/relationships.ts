import { readXml } from '../xml/read-xml.ts';

/** What a part of a package says of another one, or of something outside (ECMA-376 part 2 §6.5). */
export interface Relationship {
  /** The last word of its type, which is the same in the strict and the transitional form: "hyperlink", "slide". */
  readonly kind: string;
  /** The part's name in the package; an address where `isExternal`. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** Most relationships of one part. */
const MOST = 100_000;

/** The name of the file that holds a part's relationships. */
export function relationshipsName(name: string): string {
  const slash = name.lastIndexOf('/') + 1;
  return `${name.slice(0, slash)}_rels/${name.slice(slash)}.rels`;
}

/** The name of the part whose relationships a file holds; null where it holds none. */
export function ownerOf(name: string): string | null {
  const match = /^(.*\/)?_rels\/([^/]*)\.rels$/i.exec(name);
  return match === null ? null : (match[1] ?? '') + (match[2] ?? '');
}

/** Relationships by id. @param owner The part whose they are: targets are relative to its folder. */
export function readRelationships(bytes: Uint8Array, owner: string): ReadonlyMap<string, Relationship> {
  const folder = owner.slice(0, owner.lastIndexOf('/') + 1);
  const found = new Map<string, Relationship>();
  readXml(bytes, {
    open: (name, tag) => {
      if (name !== 'Relationship' || found.size >= MOST) return;
      const target = tag.get('Target') ?? '';
      const isExternal = tag.get('TargetMode')?.toLowerCase() === 'external';
      const kind = (tag.get('Type') ?? '').split('/').at(-1) ?? '';
      // A second one of the same id is not lost: what is outside is told by itself.
      const id = tag.get('Id') ?? '';
      const key = found.has(id) ? `${id}#${found.size}` : id;
      found.set(key, { kind, target: isExternal ? target : resolved(folder, target), isExternal });
    },
    close: () => {},
    text: () => {},
  });
  return found;
}

/** A part's name from how another part refers to it (ECMA-376 part 2 §6.5.3.4). */
function resolved(folder: string, target: string): string {
  const path = unescaped(target.replaceAll('\\', '/').replace(/[?#].*$/s, ''));
  const steps = path.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
