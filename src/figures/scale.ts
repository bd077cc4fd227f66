/**
 * Below zero purple, zero near white, above zero orange: the diverging scale PuOr of ColorBrewer 2.0 (Cynthia Brewer,
 * colorbrewer2.org), turned round; it can be told apart with each of the common colour blindnesses.
 */
const COLOURS = [
  "#2d004b",
  "#542788",
  "#8073ac",
  "#b2abd2",
  "#d8daeb",
  "#f7f7f7",
  "#fee0b6",
  "#fdb863",
  "#e08214",
  "#b35806",
  "#7f3b08",
];

/** The scale as plotly takes it: pairs of place, from 0 to 1, and colour. */
export const SCALE: readonly (readonly [number, string])[] = COLOURS.map(
  (colour, i) => [i / (COLOURS.length - 1), colour] as const,
);

/**
 * The colour of a number on the scale, mixed between its two neighbours.
 *
 * @param range [−m, m]
 * @returns `rgb(…)`; a grey for NaN
 */
export function colourOf(value: number, range: readonly [number, number]): string {
  if (Number.isNaN(value)) return "rgb(128, 128, 128)";
  const along = Math.min(1, Math.max(0, (value - range[0]) / (range[1] - range[0])));
  const place = along * (COLOURS.length - 1);
  const [low, high] = [COLOURS[Math.floor(place)], COLOURS[Math.ceil(place)]];
  const mix = channels(low).map((c, i) =>
    Math.round(c + (channels(high)[i] - c) * (place - Math.floor(place))),
  );
  return `rgb(${mix.join(", ")})`;
}

/** Three colours for three kinds of gradient, from the palette of Okabe and Ito (2008). */
export const KINDS = { dx: "#56b4e9", dW: "#e69f00", db: "#009e73" } as const;

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
