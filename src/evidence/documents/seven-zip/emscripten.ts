/** What of Emscripten's file system is used here; the package declares the part that its own users need. */
export interface EmscriptenFiles {
  readonly ErrnoError: new (code: number) => Error;
  readonly createNode: (parent: EmscriptenNode | null, name: string, mode: number, device: number) => EmscriptenNode;
  readonly mkdir: (path: string) => unknown;
  readonly mount: (type: EmscriptenMount, options: object, path: string) => unknown;
  readonly getStream: (descriptor: number) => EmscriptenStream;
  readonly writeFile: (path: string, data: Uint8Array, options: { readonly canOwn: boolean }) => void;
  readonly readFile: (path: string) => Uint8Array;
}

/** A file or folder. */
export interface EmscriptenNode {
  readonly id: number;
  readonly name: string;
  readonly mode: number;
  node_ops: object;
  stream_ops: object;
}

/** An open file. */
export interface EmscriptenStream {
  readonly node: EmscriptenNode;
  readonly position: number;
  stream_ops: object;
}

/** A kind of file system. */
export interface EmscriptenMount {
  readonly mount: () => EmscriptenNode;
}

/** Error numbers as WASI has them. */
export const ERRNO = { notFound: 44, notPermitted: 63, badSeek: 70 } as const;
