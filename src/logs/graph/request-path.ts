import { guidIn } from '../record/raw-object.ts';

/** What a request to Microsoft Graph asks for. */
export interface GraphPath {
  /** Path of the URI, every id in it as `{id}`: `/v1.0/users/{id}/messages/{id}`. */
  readonly path: string;
  /** The first id in it: of the user, group or application asked about. */
  readonly id: string | null;
}

const MAX_URI = 4096;
/** Ids of mail, folders and sites are base64 or numbers: longer than any of Graph's own words, or with a digit where those have none. */
const LONG_ID = 40;

/** The path of a request's URI without host and query. */
export function graphPath(uri: string): GraphPath {
  const start = uri.indexOf('://');
  const slash = start === -1 ? 0 : uri.indexOf('/', start + 3);
  const end = uri.search(/[?#]/);
  const text = slash === -1 ? '' : uri.slice(slash, end === -1 ? undefined : end).slice(0, MAX_URI);
  let id: string | null = null;
  const parts = text.split('/').flatMap((part, index) => {
    if (part === '') return index === 0 ? [''] : [];
    const own = idIn(decoded(part), index);
    if (own === null) return [part];
    id ??= own.id;
    return [own.part];
  });
  return { path: parts.join('/'), id };
}

/** `users('…')` names an id in brackets, `users/…` as a part of its own. */
function idIn(part: string, index: number): { readonly part: string; readonly id: string } | null {
  const open = part.indexOf("('");
  const close = open === -1 ? -1 : part.indexOf("')", open + 2);
  if (close !== -1) return { part: `${part.slice(0, open)}('{id}')`, id: part.slice(open + 2, close).toLowerCase() };
  return index > 1 && isId(part) ? { part: '{id}', id: part.toLowerCase() } : null;
}

function isId(part: string): boolean {
  if (guidIn(part) !== null || part.includes('@') || part.length >= LONG_ID) return true;
  return /\d/.test(part) && !/^(?:v\d|beta|oauth2|microsoft\.graph)/i.test(part) && /^[\w=!.,:~-]+$/.test(part);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
