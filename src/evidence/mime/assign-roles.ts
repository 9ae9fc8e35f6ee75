import type { Part } from '../part.ts';
import type { Entity } from './entity.ts';

type Role = Part['role'];

/** What a body leaf is where it stands: itself the body, or what another part says again. */
type BodyRole = 'body' | 'alternative';

/**
 * What each entity of a message is to it. Of multipart/alternative the richest text is the body (RFC 2046 §5.1.4: HTML, else plain, else
 * another text, the last of its kind) and the other texts are alternatives; what is no text, has a file name or asks to be an
 * attachment is one. The tree of an embedded message has bodies of its own.
 */
export function assignRoles(top: Entity): ReadonlyMap<Entity, Role> {
  const roles = new Map<Entity, Role>();
  assign(top, 'body', true, roles);
  return roles;
}

function assign(entity: Entity, bodyRole: BodyRole, mayBeNamed: boolean, roles: Map<Entity, Role>): void {
  const { shape, header, children } = entity;
  if (shape !== 'multipart') {
    roles.set(entity, shape === 'leaf' ? leafRole(entity, bodyRole, mayBeNamed) : 'attachment');
    if (shape === 'message') for (const child of children) assign(child, 'body', true, roles);
    return;
  }
  roles.set(entity, 'container');
  const { mediaType } = header.type;
  const best = mediaType === 'multipart/alternative' ? richest(children) : null;
  for (const [index, child] of children.entries()) {
    const childRole = best === null || child === best ? bodyRole : 'alternative';
    const named = mediaType === 'multipart/alternative' || (mediaType === 'multipart/related' && index === 0);
    assign(child, childRole, named, roles);
  }
}

/** @param mayBeNamed whether the place alone makes a text the body, so that a file name says nothing. */
function leafRole({ header }: Entity, bodyRole: BodyRole, mayBeNamed: boolean): Role {
  const isText = header.type.mediaType.startsWith('text/') || header.type.mediaType.startsWith('multipart/');
  if (!isText || header.disposition === 'attachment') return 'attachment';
  return header.fileName === null || mayBeNamed ? bodyRole : 'attachment';
}

function richest(children: readonly Entity[]): Entity | null {
  let best: Entity | null = null;
  let most = 0;
  for (const child of children) {
    const worth = textWorth(child);
    if (worth === 0 || worth < most) continue;
    best = child;
    most = worth;
  }
  return best;
}

/** 3 for HTML, 2 for plain text, 1 for other text with anything in it, 0 for none; of a multipart, its best part's. */
function textWorth({ shape, header, children, bodyStart, bodyEnd }: Entity): number {
  if (shape === 'multipart') return Math.max(0, ...children.slice(0, MOST_COMPARED).map(textWorth));
  if (shape !== 'leaf' || header.disposition === 'attachment' || bodyEnd - bodyStart < 3) return 0;
  const { mediaType } = header.type;
  if (mediaType === 'text/html') return 3;
  if (mediaType === 'text/plain') return 2;
  return mediaType.startsWith('text/') ? 1 : 0;
}

/** Enough for any honest message; a hostile one must not make the comparison quadratic in nested alternatives. */
const MOST_COMPARED = 16;
