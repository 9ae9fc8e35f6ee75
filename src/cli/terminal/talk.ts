import { styleText } from 'node:util';
import type { OutputStream } from './output-stream.ts';

type Style = Parameters<typeof styleText>[0];

/** The line the program keeps with a person: everything here goes to standard error, data goes to standard output. */
export interface Talk {
  /** Whether standard error is a terminal. */
  readonly interactive: boolean;
  /** Writes a line, unless --quiet. */
  readonly say: (line: string) => void;
  /** Writes a line even under --quiet: losses and errors. */
  readonly warn: (line: string) => void;
  /** Writes a line that the next one replaces on a terminal; a plain line elsewhere. */
  readonly transient: (line: string) => void;
  /** Takes a transient line away. */
  readonly clear: () => void;
  /** Text with colour where standard error shows colour (respects NO_COLOR and FORCE_COLOR). */
  readonly paint: (style: Style, text: string) => string;
}

/** @param quiet leaves out everything but warnings. */
export function openTalk(quiet: boolean, stream: OutputStream): Talk {
  const interactive = stream.isTTY === true;
  let open = false;
  const clear = () => {
    if (open) stream.write('\r\x1b[2K');
    open = false;
  };
  const write = (line: string) => {
    clear();
    stream.write(`${line}\n`);
  };
  return {
    interactive,
    say: (line) => {
      if (!quiet) write(line);
    },
    warn: write,
    transient: (line) => {
      if (quiet) return;
      if (!interactive) return write(line);
      clear();
      stream.write(line.slice(0, Math.max(20, (stream.columns ?? 80) - 1)));
      open = true;
    },
    clear,
    paint: (style, text) => styleText(style, text, { stream }),
  };
}
