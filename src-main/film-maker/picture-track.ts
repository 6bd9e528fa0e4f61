import { filmHeight, filmWidth, frameRate, framesPerDrawing } from './film-format.ts';
import type { Canvas } from './layer.ts';
import { blendInto } from './layer.ts';
import type { MouthMovement } from './mouth-movement.ts';
import { ShotStage } from './shot-stage.ts';
import type { Timeline } from './timeline.ts';
import { shotsAt } from './timeline.ts';

const drawingSeconds = framesPerDrawing / frameRate;
/** Drawings whose layers are begun before their turn, so that drawing and laying over go on side by side. */
const ahead = 20;

function emptyCanvas(): Canvas {
  return { width: filmWidth, height: filmHeight, data: new Uint8Array(filmWidth * filmHeight * 3) };
}

/**
 * All drawings of a film in order, RGB, each to be shown for two frames. The same buffers are used again for the
 * drawings after the next two: whoever keeps one copies it.
 */
export async function* drawPictures(timeline: Timeline, mouths: MouthMovement): AsyncGenerator<Uint8Array> {
  const stage = new ShotStage(timeline.script);
  const canvases = [emptyCanvas(), emptyCanvas(), emptyCanvas()];
  const second = emptyCanvas();
  const drawings = timeline.frames / framesPerDrawing;
  const parts = (drawing: number): ReturnType<typeof shotsAt> =>
    shotsAt(timeline, (drawing + 0.5) * drawingSeconds);
  for (let drawing = 0; drawing < drawings; drawing++) {
    const later = drawing === 0 ? Array.from({ length: ahead }, (_, i) => i) : [drawing + ahead - 1];
    for (const soon of later.filter((each) => each < drawings)) {
      for (const { shot } of parts(soon)) {
        stage.prepare(shot, soon * drawingSeconds - shot.start, (name) => mouths.shapeAt(name, soon));
      }
    }
    const canvas = canvases[drawing % canvases.length]!;
    const mouthAt = (name: string): ReturnType<MouthMovement['shapeAt']> => mouths.shapeAt(name, drawing);
    const [first, other] = parts(drawing);
    if (!first) throw new Error('A film without shots cannot be drawn.');
    const time = drawing * drawingSeconds;
    await stage.draw(canvas, first.shot, time - first.shot.start, mouthAt);
    if (other) {
      await stage.draw(second, other.shot, time - other.shot.start, mouthAt);
      blendInto(canvas, second, other.weight);
    } else if (first.weight < 1) {
      blendInto(canvas, first.fadeThrough === 'white' ? 255 : 0, 1 - Math.max(0, first.weight));
    }
    yield canvas.data;
  }
}
