/** The straight line through some values (least squares), as a function of time; level through a single one. */
export function lineThrough(times: readonly number[], values: readonly number[]): (time: number) => number {
  const mean = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0) / all.length;
  const middle = mean(times);
  const height = mean(values);
  let slope = 0;
  let spread = 0;
  times.forEach((at, index) => {
    slope += (at - middle) * (values[index]! - height);
    spread += (at - middle) ** 2;
  });
  return (time) => (spread > 0 ? height + (slope / spread) * (time - middle) : height);
}
