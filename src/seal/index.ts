/** Signatures, age envelopes, hash chains. */
export { generateIdentity, openEnvelope, sealEnvelope, type Unlock } from './envelope.ts';
export {
  CHAIN_START,
  type ChainEntry,
  type ChainVerdict,
  lineOf,
  readSealedLine,
  type SealedEntry,
  sealEntry,
  verifyChain,
} from './hash-chain.ts';
export { SealError, type SealErrorCode } from './seal-error.ts';
export { generateSeed, type Signer, signerOf } from './signature.ts';
