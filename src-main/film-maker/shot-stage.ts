import type { ActorPose } from './actor-motion.ts';
import { poseAt } from './actor-motion.ts';
import { bodyFrame, drawBody } from './drawing/body-drawing.ts';
import type { MouthShape } from './drawing/face-state.ts';
import { drawHead, headFrame } from './drawing/head-drawing.ts';
import { placeHeight, placeWidth } from './drawing/place.ts';
import type { Framing, PlaceName } from './drawing/place.ts';
import { places } from './drawing/places/all-places.ts';
import { props } from './drawing/prop-drawing.ts';
import { filmHeight, filmWidth } from './film-format.ts';
import type { CastMember, FilmScript, PropScript } from './film-script.ts';
import { propBoxAt } from './film-truth.ts';
import { LayerCache } from './layer-cache.ts';
import type { Canvas, Layer, LightFactors } from './layer.ts';
import { copyCanvas, drawCanvas, drawLayer, layOver } from './layer.ts';
import type { TimedShot } from './timeline.ts';

/** Magnification of the scenery, the height of its centre in its own units, and its blur in pixels. */
const framings: Readonly<Record<Framing, { zoom: number; centre: number; blur: number }>> = {
  wide: { zoom: 1, centre: 180, blur: 0.6 },
  medium: { zoom: 1.28, centre: 168, blur: 1.6 },
  close: { zoom: 1.8, centre: 150, blur: 4.2 },
};
const foregroundHeight = 60;
const layerBytes = 160 * 2 ** 20;

interface Placed {
  readonly layer: Promise<Layer>;
  readonly left: number;
  readonly top: number;
}

/** Draws shots: scenery, people and things are drawn once per distinct state and laid over one another. */
export class ShotStage {
  readonly #script: FilmScript;
  readonly #cast: ReadonlyMap<string, CastMember>;
  readonly #layers = new LayerCache(layerBytes);
  readonly #sceneries = new Map<string, Promise<Canvas>>();

  constructor(script: FilmScript) {
    this.#script = script;
    this.#cast = new Map(script.cast.map((member) => [member.name, member]));
  }

  /** Starts whatever has to be drawn for this moment and has not been drawn yet. */
  prepare(shot: TimedShot, time: number, mouthAt: (name: string) => MouthShape | null): void {
    void this.#scenery(shot);
    this.#placed(shot, time, mouthAt);
  }

  /** Draws one moment of a shot over all of `target`. `time` counts from the shot's start, in seconds. */
  async draw(
    target: Canvas,
    shot: TimedShot,
    time: number,
    mouthAt: (name: string) => MouthShape | null,
  ): Promise<void> {
    const placed = this.#placed(shot, time, mouthAt);
    const scenery = await this.#scenery(shot);
    const { view, pan } = shot.script;
    const moved = view * (scenery.width - filmWidth) + (pan * time * filmWidth) / (shot.end - shot.start);
    copyCanvas(target, scenery, Math.round(Math.min(scenery.width - filmWidth, Math.max(0, moved))));
    for (const { layer, left, top } of placed) layOver(target, await layer, left, top);
  }

  #scenery(shot: TimedShot): Promise<Canvas> {
    const { place, framing } = shot.script;
    const key = `${place} ${framing}`;
    let scenery = this.#sceneries.get(key);
    if (!scenery) {
      const { zoom, centre, blur } = framings[framing];
      const top = Math.max(0, Math.min(placeHeight - placeHeight / zoom, centre - placeHeight / zoom / 2));
      const box = [0, top, placeWidth, placeHeight / zoom] as const;
      scenery = drawCanvas(places[place].background(), box, Math.round(placeWidth * zoom), filmHeight, blur);
      scenery.catch(() => undefined);
      this.#sceneries.set(key, scenery);
    }
    return scenery;
  }

  /** Everything that stands in the shot, from the back to the front. */
  #placed(shot: TimedShot, time: number, mouthAt: (name: string) => MouthShape | null): Placed[] {
    const { script } = shot;
    const { light } = places[script.place];
    const share = Math.min(1, Math.max(0, time / (shot.end - shot.start)));
    const cars = script.props.filter((prop) => prop.name === 'car');
    const dogs = script.props.filter((prop) => prop.name === 'dog');
    const cups = script.props.filter((prop) => prop.name === 'cup');
    const people = script.people
      .toSorted((a, b) => a.size - b.size)
      .flatMap((actor) => {
        const member = this.#cast.get(actor.name);
        if (!member) throw new Error(`${actor.name} is not in the cast.`);
        const pose = poseAt(actor, time, this.#script.seed + shot.index, mouthAt(actor.name));
        return this.#person(member, pose, light, script.place);
      });
    return [
      ...cars.map((prop) => this.#prop(prop, share, light, script.place)),
      ...people,
      ...dogs.map((prop) => this.#prop(prop, share, light, script.place)),
      ...(script.framing === 'close' ? [] : [this.#foreground(script.place)]),
      ...cups.map((prop) => this.#prop(prop, share, light, script.place)),
    ];
  }

  #person(member: CastMember, pose: ActorPose, light: LightFactors, place: PlaceName): Placed[] {
    const { look, name } = member;
    const { face, scale } = pose;
    const key = `${name} ${place} ${scale.toFixed(4)}`;
    const state = `${face.expression} ${face.mouth} ${face.lids} ${face.gaze} ${face.turn} ${face.tilt}`;
    const pixels = (units: number): number => Math.max(1, Math.round(units * scale));
    // Note: bodies end below the picture; drawing more than the film's height of one would be drawn for nobody.
    const units = Math.min(bodyFrame.height, (filmHeight * 1.2) / scale - bodyFrame.y);
    const body = this.#layers.get(`body ${key}`, () =>
      drawLayer(
        drawBody(look),
        [bodyFrame.x, bodyFrame.y, bodyFrame.width, units],
        pixels(bodyFrame.width),
        pixels(units),
        light,
      ),
    );
    const head = this.#layers.get(`head ${key} ${state}`, () =>
      drawLayer(
        drawHead(look, face),
        [headFrame.x, headFrame.y, headFrame.width, headFrame.height],
        pixels(headFrame.width),
        pixels(headFrame.height),
        light,
      ),
    );
    return [
      {
        layer: body,
        left: pose.x + Math.round(bodyFrame.x * scale),
        top: pose.y + Math.round(bodyFrame.y * scale),
      },
      {
        layer: head,
        left: pose.x + Math.round(headFrame.x * scale),
        top: pose.y + pose.headShift + Math.round(headFrame.y * scale),
      },
    ];
  }

  #prop(prop: PropScript, share: number, light: LightFactors, place: PlaceName): Placed {
    const drawing = props[prop.name];
    const box = propBoxAt(prop, share);
    const width = Math.round(box.width * filmWidth);
    const height = Math.round(box.height * filmHeight);
    // Drawings reach a little over their box: shadows, a headlight's glow.
    const edge = 0.1;
    const around = [
      -50 - 100 * edge,
      -drawing.height,
      100 * (1 + 2 * edge),
      drawing.height * (1 + edge),
    ] as const;
    return {
      layer: this.#layers.get(`${prop.name} ${prop.individual?.name ?? ''} ${place} ${width}`, () =>
        drawLayer(
          drawing.draw(prop.individual?.marks),
          around,
          Math.round(width * (1 + 2 * edge)),
          Math.round(height * (1 + edge)),
          light,
        ),
      ),
      left: Math.round((box.x - box.width * edge) * filmWidth),
      top: Math.round(box.y * filmHeight),
    };
  }

  #foreground(place: PlaceName): Placed {
    const box = [0, placeHeight - foregroundHeight, placeWidth, foregroundHeight] as const;
    return {
      layer: this.#layers.get(`foreground ${place}`, () =>
        drawLayer(places[place].foreground(), box, placeWidth, foregroundHeight, undefined, 1.2),
      ),
      left: Math.round((filmWidth - placeWidth) / 2),
      top: filmHeight - foregroundHeight,
    };
  }
}
