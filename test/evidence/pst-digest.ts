import { createHash } from 'node:crypto';
import type { PstNode, PstStore } from '../../src/evidence/pst/node.ts';
import { readProperties } from '../../src/evidence/pst/property-context.ts';
import { readTable } from '../../src/evidence/pst/table-context.ts';

const DEEPEST = 4;

/** A hash of all that a node and its subnodes hold; null where something of it is lost. */
export function digest(node: PstNode): string | null {
  const hash = createHash('sha256');
  const add = (inner: PstNode, depth: number): boolean => {
    hash.update(`${inner.nid} `);
    for (const block of inner.blocks()) {
      if ('reason' in block) return false;
      hash.update(block);
    }
    for (const subnode of inner.subnodes())
      if ('reason' in subnode || (depth < DEEPEST && !add(subnode, depth + 1))) return false;
    return true;
  };
  return add(node, 0) ? hash.digest('hex') : null;
}

/** The digests of all nodes of a store, by node id. */
export function digests(store: PstStore): Map<number, string | null> {
  const all = new Map<number, string | null>();
  for (const entry of store.nodes()) {
    const node = entry.open();
    all.set(entry.nid, 'reason' in node ? null : digest(node));
  }
  return all;
}

/** Reads every property and row of a store as its nodes' heaps offer them. @returns how many values were seen, and how many shortfalls. */
export function readAll(store: PstStore): { readonly values: number; readonly shortfalls: number } {
  let values = 0;
  let shortfalls = 0;
  const count = (properties: Iterable<readonly [number, { readonly values: () => object }]>): void => {
    for (const [, property] of properties) {
      if ('reason' in property.values()) shortfalls += 1;
      else values += 1;
    }
  };
  const visit = (node: PstNode, depth: number): void => {
    const context = readProperties(node);
    if ('reason' in context) shortfalls += 1;
    else count(context.properties);
    const table = readTable(node);
    if ('reason' in table) shortfalls += 1;
    else {
      for (const row of table.rows()) {
        if ('shortfall' in row) shortfalls += row.count;
        else count(row.properties);
      }
    }
    if (depth >= DEEPEST) return;
    for (const subnode of node.subnodes()) if (!('reason' in subnode)) visit(subnode, depth + 1);
  };
  for (const entries of [store.nodes(), store.recovered()]) {
    for (const entry of entries) {
      const node = entry.open();
      if (!('reason' in node)) visit(node, 0);
    }
  }
  return { values, shortfalls };
}
