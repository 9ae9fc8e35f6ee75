import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What of WebAssembly is used here; the types of Node.js alone do not have it. */
interface WebAssemblyApi {
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly Instance: new (module: object, imports: object) => object;
}

const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

let compiled: Promise<object> | null = null;

/** Makes instances of 7-Zip, which is read from its package and compiled once. */
export async function sevenZipInstances(): Promise<(imports: object) => { instance: object; module: object }> {
  compiled ??= WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve('7z-wasm/7zz.wasm')));
  const module = await compiled;
  return (imports) => ({ instance: new WebAssembly.Instance(module, imports), module });
}
