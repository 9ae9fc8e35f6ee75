import type { Structure } from './structure.ts';

/** Where a shortcut's target stands ([MS-SHLLINK] §2.3); an empty text where that is not said. */
export interface LinkInfo {
  readonly path: string;
  readonly volumeLabel: string;
  readonly share: string;
  readonly device: string;
}

const LOCAL = 1;
const NETWORK = 2;
/** Headers and blocks longer than these have texts in UTF-16 besides. */
const HEADER_WITH_WIDE = 0x24;
const SHARE_WITH_WIDE = 0x14;
const LABEL_IS_WIDE = 0x14;

export function readLinkInfo(info: Structure): LinkInfo {
  const headerSize = info.u32(4);
  const flags = info.u32(8);
  const isWide = headerSize >= HEADER_WITH_WIDE;
  const base = (flags & LOCAL) === 0 ? '' : both(info, isWide ? info.u32(0x1c) : 0, info.u32(0x10));
  const suffix = both(info, isWide ? info.u32(0x20) : 0, info.u32(0x18));
  const network = (flags & NETWORK) === 0 ? null : info.part(info.u32(0x14));
  const share = network === null ? '' : shareText(network, 8, 0x14);
  const device = network === null || (network.u32(4) & 1) === 0 ? '' : shareText(network, 0x0c, 0x18);
  const root = base === '' ? share : base;
  return {
    path: root === '' || suffix === '' || root.endsWith('\\') || base !== '' ? root + suffix : `${root}\\${suffix}`,
    volumeLabel: (flags & LOCAL) === 0 ? '' : volumeLabel(info.part(info.u32(0x0c))),
    share,
    device,
  };
}

const both = (within: Structure, wide: number, narrow: number) => within.wide(wide) || within.narrow(narrow);

/** Its place in bytes stands at one offset, of the wide one, if there is such, at another. */
function shareText(network: Structure, narrowAt: number, wideAt: number): string {
  const isWide = network.u32(8) > SHARE_WITH_WIDE;
  return both(network, isWide ? network.u32(wideAt) : 0, network.u32(narrowAt));
}

function volumeLabel(volume: Structure): string {
  const at = volume.u32(0x0c);
  return at === LABEL_IS_WIDE ? volume.wide(volume.u32(0x10)) : volume.narrow(at);
}
