/** How likely so many people are in a picture; `crowd` is also `several`. Each 0..1. */
export interface PeopleCount {
  readonly nobody: number;
  readonly one: number;
  readonly two: number;
  readonly several: number;
  readonly crowd: number;
}

/** From so many people on they are a crowd. */
const crowdSize = 8;
const severalSize = 3;

/** Distribution of the number of people when each claim is right with its own probability, independent of the others. */
export function peopleCount(certainties: readonly number[]): PeopleCount {
  // chances[n]: that exactly n of the claims so far are right; the last place stands for "so many or more".
  let chances = [1, ...new Array<number>(crowdSize).fill(0)];
  for (const certainty of certainties) {
    chances = chances.map((chance, count) => {
      const fromBelow = count > 0 ? chances[count - 1]! * certainty : 0;
      return count === crowdSize ? chance + fromBelow : chance * (1 - certainty) + fromBelow;
    });
  }
  const atLeast = (size: number): number => chances.slice(size).reduce((sum, chance) => sum + chance, 0);
  return {
    nobody: chances[0]!,
    one: chances[1]!,
    two: chances[2]!,
    several: atLeast(severalSize),
    crowd: atLeast(crowdSize),
  };
}
