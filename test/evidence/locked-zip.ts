import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';

/** A member to be written, and how it is locked: by WinZip's AES unless `zipCrypto`; not at all without a password. */
export interface LockedFixture {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly password?: string;
  /** The password's bytes, where they are not UTF-8. */
  readonly rawPassword?: Uint8Array;
  readonly zipCrypto?: boolean;
  /** 1, 2, 3: 128, 192, 256 bits. */
  readonly strength?: 1 | 2 | 3;
  /** Not compressed. */
  readonly stored?: boolean;
  /** Lengths and checksum behind the data instead of before it. */
  readonly described?: boolean;
}

/** A zip with locked members, as zip.js writes it. */
export async function lockedZip(members: readonly LockedFixture[]): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const member of members) {
    const {
      name,
      data,
      password,
      rawPassword,
      zipCrypto = false,
      strength = 3,
      stored = false,
      described = false,
    } = member;
    const options: ZipWriterAddDataOptions = {
      ...(password === undefined ? {} : { password }),
      ...(rawPassword === undefined ? {} : { rawPassword }),
      zipCrypto,
      encryptionStrength: strength,
      level: stored ? 0 : 6,
      dataDescriptor: described,
      useWebWorkers: false,
    };
    await writer.add(name, new Uint8ArrayReader(Buffer.from(data)), options);
  }
  return Buffer.from(await writer.close());
}
