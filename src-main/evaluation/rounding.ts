/** Every decimal of a number below 1e21 fits in so many digits that none is lost when deciding a tie. */
const allDecimals = 100;

/**
 * Rounds to `decimals` (0 to 20) as C's and Python's `%.2f` do: by the exact value of the float, and to the even
 * digit where it lies exactly in the middle (`toFixed` alone would go up). NaN becomes null.
 */
export function rounded(value: number, decimals: number): number | null {
  if (Number.isNaN(value)) return null;
  const up = Math.abs(value).toFixed(decimals);
  const isTie = /^50*$/.test(Math.abs(value).toFixed(allDecimals).split('.')[1]!.slice(decimals));
  const isOdd = Number(up.at(-1)) % 2 === 1;
  const magnitude = isTie && isOdd ? Number(up) - 10 ** -decimals : Number(up);
  return Math.sign(value) * Number(magnitude.toFixed(decimals));
}

/**
 * Rounds to `decimals` as NumPy does: scaled up as a float, rounded to the even whole number, scaled down. Near the
 * middle between two numbers this may differ from {@link rounded}. NaN becomes null.
 */
export function roundedByScaling(value: number, decimals: number): number | null {
  if (Number.isNaN(value)) return null;
  const scale = 10 ** decimals;
  const scaled = value * scale;
  const below = Math.floor(scaled);
  const isTie = scaled - below === 0.5;
  return (isTie ? below + (Math.abs(below) % 2) : Math.round(scaled)) / scale;
}
