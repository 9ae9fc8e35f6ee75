import sevenZip, { type SevenZipModule, type SevenZipModuleOptions } from '7z-wasm';
import { sevenZipInstances } from './compiled-module.ts';
import type { EmscriptenFiles } from './emscripten.ts';
import { mountOutput, type OutputTaker } from './output-folder.ts';
import { OutputLines } from './output-lines.ts';

/** What 7-Zip is to do, once. */
export interface Run {
  /** Arguments as on its command line. */
  readonly command: readonly string[];
  /** Files it finds, by path; their bytes are lent, not copied. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What it prints, line by line; of errors and of the rest. May call `stop`. */
  readonly onLine: (line: string, isError: boolean) => void;
  /** Where what it puts into `/out` goes. */
  readonly taker: OutputTaker | null;
}

/** How a run ended. */
export type RunEnd =
  /** 0: all is well; 1: warnings; 2: errors; 7: a wrong command; 8: not enough memory; 255: stopped. */
  | { readonly type: 'exited'; readonly code: number }
  /** It asked for a password that it was not given. */
  | { readonly type: 'locked' }
  /** `stop` was called. */
  | { readonly type: 'stopped' }
  /** It broke down, as on a header that holds together by no means. */
  | { readonly type: 'broken' };

class Stopped extends Error {}

/** Ends a run from within what it calls. @throws always. */
export function stop(): never {
  throw new Stopped();
}

/**
 * Runs 7-Zip 24.09 in a memory of its own, which goes with it: 5 ms, and nothing that one archive has broken is met by the next. It sees the files given
 * and no others, and writes to the taker alone.
 */
export async function runSevenZip(run: Run): Promise<RunEnd> {
  let end: RunEnd | null = null;
  const instance = await instantiate(() => {
    end ??= { type: 'locked' };
  });
  // The package's own types leave out what a file system is made of.
  const files = instance.FS as unknown as EmscriptenFiles;
  const guarded = <Given extends readonly unknown[]>(act: (...given: Given) => void) => {
    return (...given: Given) => {
      try {
        act(...given);
      } catch (error) {
        end ??= error instanceof Stopped ? { type: 'stopped' } : { type: 'broken' };
        throw error;
      }
    };
  };
  for (const [path, bytes] of Object.entries(run.files)) files.writeFile(path, bytes, { canOwn: true });
  const { taker } = run;
  if (taker !== null) {
    const begin = guarded(() => taker.begin());
    mountOutput(files, '/out', { begin, write: guarded((bytes: Uint8Array) => taker.write(bytes)) });
  }
  listen(
    files,
    1,
    guarded((line: string) => run.onLine(line, false)),
  );
  listen(
    files,
    2,
    guarded((line: string) => run.onLine(line, true)),
  );
  const code = call(instance, run.command);
  return end ?? (code === null ? { type: 'broken' } : { type: 'exited', code });
}

async function instantiate(onAsked: () => void): Promise<SevenZipModule> {
  const makeInstance = await sevenZipInstances();
  const options: Partial<SevenZipModuleOptions> & { readonly instantiateWasm: Instantiate } = {
    instantiateWasm: (imports, done) => {
      const { instance, module } = makeInstance(imports);
      done(instance, module);
      return {};
    },
    stdin: () => {
      onAsked();
      return END_OF_INPUT;
    },
    print: () => {},
    printErr: () => {},
  };
  return await apartFromNode(() => sevenZip.default(options));
}

/** The package looks, when it starts, whether it runs in Node.js; where it finds not, it leaves files, exit code and inner constants of Node.js alone. */
function apartFromNode<Started>(start: () => Started): Started {
  Reflect.set(process, 'type', 'renderer');
  try {
    return start();
  } finally {
    Reflect.deleteProperty(process, 'type');
  }
}

type Instantiate = (imports: object, done: (instance: object, module: object) => void) => object;

/** What Emscripten takes for the end of input is null, which its types do not say. */
const END_OF_INPUT = null as unknown as number;

/** Gives what is printed to a descriptor line by line: bytes as they are written, since a terminal here takes them one at a time. */
function listen(files: EmscriptenFiles, descriptor: number, onLine: (line: string) => void): void {
  const lines = new OutputLines(onLine);
  const stream = files.getStream(descriptor);
  const write = (_stream: unknown, from: Uint8Array, offset: number, length: number) => {
    lines.push(Buffer.from(from.buffer, from.byteOffset + offset, length));
    return length;
  };
  stream.stream_ops = { ...stream.stream_ops, write };
}

/** The exit code; null where it broke down. */
function call(instance: SevenZipModule, command: readonly string[]): number | null {
  try {
    const code: unknown = instance.callMain([...command]);
    return typeof code === 'number' ? code : null;
  } catch {
    return null;
  }
}
