import sevenZip, { type SevenZipModule } from '7z-wasm';

/** How an archive is packed. */
interface Packing {
  /** Switches of 7-Zip, such as "-ms=on" or "-mhe=on". */
  readonly switches?: readonly string[];
  readonly password?: string;
}

/** Packs files with 7-Zip itself. @param format its ending: 7z, xz, bz2, tar, wim; of a compressed single file there is one. */
export async function packed(
  format: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  { switches = [], password }: Packing = {},
): Promise<Buffer> {
  const { exitCode } = process;
  const printed: string[] = [];
  const module = await sevenZip.default({
    print: (line) => printed.push(line),
    printErr: (line) => printed.push(line),
  });
  const archive = `/packed.${format}`;
  module.FS.mkdir('/in');
  for (const [name, data] of Object.entries(files)) writeAt(module, name, data);
  module.FS.chdir('/in');
  const secret = password === undefined ? [] : [`-p${password}`];
  module.callMain(['a', ...switches, ...secret, archive, ...Object.keys(files)]);
  process.exitCode = exitCode;
  try {
    return Buffer.from(module.FS.readFile(archive));
  } catch {
    throw new Error(`7-Zip packed nothing: ${printed.join('\n')}`);
  }
}

function writeAt({ FS }: SevenZipModule, name: string, data: Uint8Array | string): void {
  const folders = name.split('/').slice(0, -1);
  for (const [depth] of folders.entries()) {
    const path = `/in/${folders.slice(0, depth + 1).join('/')}`;
    try {
      FS.mkdir(path);
    } catch {
      // It is there already.
    }
  }
  FS.writeFile(`/in/${name}`, Buffer.from(data));
}
