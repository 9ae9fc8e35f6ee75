import { fileURLToPath } from 'node:url';
import type { Parsers, Piece, PieceLimits } from '../../src/evidence/documents/document-reader.ts';
import { ParserPool, type PoolOptions } from '../../src/evidence/isolation/parser-pool.ts';
import { ParserProcess } from '../../src/evidence/isolation/parser-process.ts';

const MIB = 1024 * 1024;
export const LIMITS: PieceLimits = { pieceBytes: 4 * MIB, memberBytes: 8 * MIB, members: 100, expansionRatio: 200 };

/** A pool whose children are started as production starts them, with another script, which does as the file names of its orders say. */
export function poolOf(script: string, options: PoolOptions = {}): ParserPool {
  return new ParserPool({ start: () => startScript(script), ...options });
}

/** The process of production, with another script beside this one in it. */
export function startScript(name: string): ParserProcess {
  return new ParserProcess(fileURLToPath(new URL(name, import.meta.url)));
}

/** The pieces of an order to do a deed. */
export function deed(parsers: Parsers, fileName: string, bytes: Uint8Array = Buffer.alloc(0)): AsyncIterable<Piece> {
  const mediaType = 'application/octet-stream';
  return parsers.read({ reader: 'office', bytes, mediaType, fileName, limits: LIMITS, passwords: [], ocr: false });
}

/** What came of a deed, a line a piece: its text, its name, or why there is none. */
export async function told(pieces: AsyncIterable<Piece>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const piece of pieces) lines.push(lineOf(piece));
  return lines;
}

function lineOf(piece: Piece): string {
  switch (piece.type) {
    case 'text':
      return Buffer.from(piece.text.utf8).toString('utf8');
    case 'member':
      return `member ${piece.name}`;
    case 'unread':
      return `unread ${piece.name ?? ''}: ${piece.shortfall.reason}`;
  }
}
