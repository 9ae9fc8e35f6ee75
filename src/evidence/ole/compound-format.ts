/** First bytes of every compound file ([MS-CFB] §2.2). */
export const SIGNATURE: Buffer = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Numbers of the FAT's sectors that stand in the header; those of more stand in the DIFAT's chain. */
export const DIFAT_IN_HEADER = 109;
/** Shorter streams stand in the mini stream ([MS-CFB] §2.2). */
export const MINI_STREAM_CUTOFF = 4096;
/** Bytes of a sector of the mini stream. */
export const MINI_SECTOR_BYTES = 64;
/** A chain's end ([MS-CFB] §2.1). */
export const END_OF_CHAIN = 0xfffffffe;
