/** Every film is made in this format; two frames share one drawing, as in drawn films. */
export const filmWidth = 640;
export const filmHeight = 360;
export const frameRate = 25;
export const framesPerDrawing = 2;
/** Sound while it is mixed. */
export const sampleRate = 24_000;
/**
 * A change of anything that shows or sounds, the bank of voices included, changes this number, so that no cache keeps
 * the older film.
 */
export const rendererVersion = 4;
