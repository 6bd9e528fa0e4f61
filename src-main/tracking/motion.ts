import { centreOf, type Box } from '../domain/box.ts';

/** Where a thing was seen last and how it moves. Boxes are pixels of the frames, speeds pixels a second. */
export interface Motion {
  readonly box: Box;
  readonly time: number;
  readonly speedX: number;
  readonly speedY: number;
}

/** Share of a newly measured speed in the kept one. */
const newSpeed = 0.4;
/** Seconds after which a thing that is not seen has lost most of its speed. */
const slowingSeconds = 1;

export function restingAt(box: Box, time: number): Motion {
  return { box, time, speedX: 0, speedY: 0 };
}

/** Where the thing should be at a time before or after it was seen last; unseen things slow down. */
export function predictedBox(motion: Motion, time: number): Box {
  const passed = Math.abs(time - motion.time);
  const seconds = Math.sign(time - motion.time) * slowingSeconds * (1 - Math.exp(-passed / slowingSeconds));
  const { box } = motion;
  return { ...box, x: box.x + motion.speedX * seconds, y: box.y + motion.speedY * seconds };
}

/** The motion after the thing was seen in a box. Times may run backwards. */
export function movedTo(motion: Motion, box: Box, time: number): Motion {
  const seconds = time - motion.time;
  if (seconds === 0) return { ...motion, box };
  const from = centreOf(motion.box);
  const to = centreOf(box);
  const blend = (old: number, measured: number): number => old + (measured - old) * newSpeed;
  return {
    box,
    time,
    speedX: blend(motion.speedX, (to.x - from.x) / seconds),
    speedY: blend(motion.speedY, (to.y - from.y) / seconds),
  };
}
