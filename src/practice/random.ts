/**
 * Random numbers that are the same for the same seed: mulberry32 (Tommy Ettinger, 2017, public domain).
 *
 * @param seed a whole number; only its lowest 32 bits count
 * @returns a function that gives the next number, from 0 up to but not 1
 */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
