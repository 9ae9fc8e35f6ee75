/** A number of 52 bits for a text, from 1; equal texts have equal numbers. No secret, and no defence against who chooses the texts. */
export function shortHash(text: string): number {
  let [low, high] = [0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high + unit, 0x27d4eb2f) ^ (low >>> 15);
  }
  return ((high ^ (high >>> 13)) >>> 12) * 2 ** 32 + ((low ^ (low >>> 16)) >>> 0) + 1;
}
