import { type EmscriptenFiles, type EmscriptenNode, type EmscriptenStream, ERRNO } from './emscripten.ts';

/** Takes what is extracted, instead of a folder. Each of them may throw, which ends the program. */
export interface OutputTaker {
  /** A file is begun; its name is the last part of its path, made fit for a file system. */
  readonly begin: () => void;
  /** More bytes of the file begun last; they are good only until this returns. */
  readonly write: (bytes: Uint8Array) => void;
}

const FOLDER = 0o40777;
const LINK = 0o120777;

/** Puts a folder at `path` that keeps nothing: whatever is written there goes to the taker, file after file. */
export function mountOutput(files: EmscriptenFiles, path: string, taker: OutputTaker): void {
  const sizes = new WeakMap<EmscriptenNode, number>();
  const refuse = (code: number) => {
    throw new files.ErrnoError(code);
  };
  const made = (parent: EmscriptenNode | null, name: string, mode: number) => {
    const node = files.createNode(parent, name, mode, 0);
    node.node_ops = nodeOperations;
    node.stream_ops = streamOperations;
    sizes.set(node, 0);
    return node;
  };
  const sizeOf = (node: EmscriptenNode) => sizes.get(node) ?? 0;
  const append = (node: EmscriptenNode, bytes: Uint8Array) => {
    taker.write(bytes);
    sizes.set(node, sizeOf(node) + bytes.length);
  };
  const nodeOperations = {
    getattr: (node: EmscriptenNode) => attributesOf(node, sizeOf(node)),
    setattr: () => {},
    lookup: () => refuse(ERRNO.notFound),
    mknod: (parent: EmscriptenNode, name: string, mode: number) => {
      taker.begin();
      return made(parent, name, mode);
    },
    symlink: (parent: EmscriptenNode, name: string, target: string) => {
      taker.begin();
      const node = made(parent, name, LINK);
      append(node, Buffer.from(target));
      return node;
    },
    unlink: () => {},
    rmdir: () => {},
    rename: () => {},
    readdir: () => ['.', '..'],
    readlink: () => refuse(ERRNO.notPermitted),
  };
  const streamOperations = {
    write: ({ node }: EmscriptenStream, from: Uint8Array, offset: number, length: number, position: number) => {
      if (position !== sizeOf(node)) refuse(ERRNO.badSeek);
      append(node, Buffer.from(from.buffer, from.byteOffset + offset, length));
      return length;
    },
    llseek: ({ node, position }: EmscriptenStream, offset: number, whence: number) =>
      offset + (whence === 0 ? 0 : whence === 1 ? position : sizeOf(node)),
    read: () => refuse(ERRNO.notPermitted),
    allocate: () => {},
    mmap: () => refuse(ERRNO.notPermitted),
  };
  files.mkdir(path);
  files.mount({ mount: () => made(null, '/', FOLDER) }, {}, path);
}

function attributesOf({ id, mode }: EmscriptenNode, size: number) {
  const time = new Date(0);
  const times = { atime: time, mtime: time, ctime: time };
  return { dev: 1, ino: id, mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size, blksize: 4096, blocks: 0, ...times };
}
