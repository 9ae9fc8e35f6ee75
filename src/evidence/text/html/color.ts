const NAMES: Readonly<Record<string, number>> = {
  white: 0xffffff,
  black: 0x000000,
  red: 0xff0000,
  blue: 0x0000ff,
  green: 0x008000,
  yellow: 0xffff00,
  gray: 0x808080,
  grey: 0x808080,
  silver: 0xc0c0c0,
  whitesmoke: 0xf5f5f5,
  snow: 0xfffafa,
  ivory: 0xfffff0,
  navy: 0x000080,
};
/** Channels so near that no reader tells the colours apart. */
const NEAR = 8;

/** A colour as 0xRRGGBB: a name, `#rgb`, `#rrggbb` or `rgb()`; null for any other. */
export function parseColor(text: string): number | null {
  const named = NAMES[text];
  if (named !== undefined) return named;
  const long = /^#?([0-9a-f]{6})(?:[0-9a-f]{2})?$/.exec(text)?.[1];
  if (long !== undefined) return Number.parseInt(long, 16);
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  if (short !== null)
    return Number.parseInt(
      short
        .slice(1)
        .map((digit) => digit + digit)
        .join(''),
      16,
    );
  const rgb = /^rgba?\( ?(\d{1,3}) ?, ?(\d{1,3}) ?, ?(\d{1,3})/.exec(text);
  return rgb === null ? null : rgb.slice(1).reduce((color, channel) => color * 256 + Math.min(255, Number(channel)), 0);
}

/** Whether text in one colour on the other cannot be seen. */
export function areAlike(a: number, b: number): boolean {
  return [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) <= NEAR);
}
