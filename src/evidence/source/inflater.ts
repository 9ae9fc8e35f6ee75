import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { DeflateFormat } from '../text/inflate.ts';

/** Compressed streams that are sources: deflate, or Zstandard frames (RFC 8878) of windows up to 128 MiB. */
export type StreamFormat = DeflateFormat | 'zstd';

/** What one piece of compressed bytes came to, and the fault that ends the stream there. */
export interface Inflated {
  readonly chunks: readonly Buffer[];
  /** The code zlib gives; null while all is well. */
  readonly fault: string | null;
}

const CHUNK = 256 * 1024;

/** A native decompressor (RFC 1951; RFC 1952, any number of members; RFC 8878, any number of frames) fed by hand, so that nothing it has put out is lost when it fails. */
export class Inflater {
  readonly #stream: ReturnType<typeof streamOf>;
  #chunks: Buffer[] = [];
  #fault: string | null = null;
  #ended = false;
  #settle: () => void = () => {};

  constructor(format: StreamFormat) {
    this.#stream = streamOf(format);
    this.#stream.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#stream.on('error', (error: Error & { code?: string }) => {
      this.#fault = error.code ?? 'unknown';
      this.#settle();
    });
    this.#stream.on('end', () => {
      this.#ended = true;
      this.#settle();
    });
  }

  /** Whether the compressed data says it is over; what follows is padding. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Decompresses one piece. Not to be called again after a fault. */
  feed(piece: Buffer): Promise<Inflated> {
    return this.#act((done) => this.#stream.write(piece, () => done()));
  }

  /** The rest; a fault where the data is cut short. */
  finish(): Promise<Inflated> {
    return this.#act(() => this.#stream.end());
  }

  close(): void {
    this.#stream.destroy();
  }

  async #act(start: (done: () => void) => void): Promise<Inflated> {
    if (!this.#ended && this.#fault === null) {
      await new Promise<void>((resolve) => {
        this.#settle = resolve;
        start(resolve);
      });
    }
    const chunks = this.#chunks;
    this.#chunks = [];
    return { chunks, fault: this.#fault };
  }
}

function streamOf(format: StreamFormat) {
  if (format === 'zstd') return createZstdDecompress({ chunkSize: CHUNK });
  return format === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createInflateRaw({ chunkSize: CHUNK });
}
