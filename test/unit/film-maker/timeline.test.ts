import { describe, expect, it } from 'vitest';
import {
  layTimeline,
  shotsAt,
  transitionSeconds,
  walkOffset,
} from '../../../src-main/film-maker/timeline.ts';
import { smallScript } from './small-script.ts';

const twoSeconds = (): number => 2;

describe('the timeline of a script', () => {
  it('lays shots end to end and lets each last whole drawings of two frames', () => {
    const script = smallScript([
      { place: 'kitchen', duration: 1.01 },
      { place: 'park', duration: 2.5 },
    ]);
    const { shots, frames, duration } = layTimeline(script, twoSeconds);
    expect(shots.map(({ start, end }) => [start, end].map((time) => Math.round(time * 25)))).toEqual([
      [0, 26],
      [26, 90],
    ]);
    expect(frames).toBe(90);
    expect(duration).toBeCloseTo(3.6, 6);
  });

  it('lets a shot grow until its last line has ended, and keeps lines apart', () => {
    const script = smallScript([
      {
        place: 'kitchen',
        duration: 1,
        lines: [
          { speaker: 'Ada', text: 'One.', pause: 0.5 },
          { speaker: 'Bo', text: 'Two.', pause: 0.25 },
        ],
      },
    ]);
    const { lines, duration } = layTimeline(script, twoSeconds);
    expect(lines.map(({ speaker, start, end }) => [speaker, start, end])).toEqual([
      ['Ada', 0.5, 2.5],
      ['Bo', 2.75, 4.75],
    ]);
    expect(duration).toBeGreaterThan(5.1);
  });

  it('keeps lines out of dissolves and fades on both sides', () => {
    const line = { speaker: 'Ada', text: 'One.', pause: 0 };
    const script = smallScript([
      { place: 'kitchen', duration: 1, lines: [line] },
      { place: 'park', duration: 1, transition: 'fade', lines: [line] },
      { place: 'street', duration: 3, transition: 'dissolve' },
    ]);
    const { lines, shots } = layTimeline(script, twoSeconds);
    const [, fade, dissolve] = shots;
    expect(lines[0]!.end).toBeLessThanOrEqual(fade!.start - transitionSeconds.fade / 2);
    expect(lines[1]!.start).toBeGreaterThanOrEqual(fade!.start + transitionSeconds.fade / 2);
    expect(lines[1]!.end).toBeLessThanOrEqual(dissolve!.start - transitionSeconds.dissolve / 2);
  });

  it('mixes both shots evenly at the middle of a dissolve and shows only one outside it', () => {
    const script = smallScript([
      { place: 'kitchen', duration: 4 },
      { place: 'park', duration: 4, transition: 'dissolve' },
    ]);
    const timeline = layTimeline(script, twoSeconds);
    const weights = (time: number): [number, number][] =>
      shotsAt(timeline, time).map(({ shot, weight }) => [shot.index, Math.round(weight * 100)]);
    expect(weights(3.5)).toEqual([[0, 100]]);
    expect(weights(3.9)).toEqual([
      [0, 63],
      [1, 37],
    ]);
    expect(weights(4)).toEqual([
      [1, 50],
      [0, 50],
    ]);
    expect(weights(4.5)).toEqual([[1, 100]]);
  });

  it('is black at the middle of a fade', () => {
    const script = smallScript([
      { place: 'kitchen', duration: 4 },
      { place: 'park', duration: 4, transition: 'fade' },
    ]);
    const timeline = layTimeline(script, twoSeconds);
    expect(shotsAt(timeline, 3.4)[0]?.weight).toBe(1);
    expect(shotsAt(timeline, 4)).toEqual([{ shot: timeline.shots[1], weight: 0 }]);
    expect(shotsAt(timeline, 3.7)[0]?.weight).toBeCloseTo(0.5, 6);
  });

  it('lets a transition take as long as its script says', () => {
    const script = smallScript([
      { place: 'kitchen', duration: 4 },
      { place: 'park', duration: 4, transition: 'fade', transitionSeconds: 2, fadeThrough: 'white' },
      { place: 'street', duration: 4, transition: 'dissolve', transitionSeconds: 0.4 },
    ]);
    const timeline = layTimeline(script, twoSeconds);
    expect(timeline.shots.map((shot) => shot.transitionSeconds)).toEqual([0, 2, 0.4]);
    expect(shotsAt(timeline, 3.5)).toEqual([{ shot: timeline.shots[0], weight: 0.5, fadeThrough: 'white' }]);
    expect(shotsAt(timeline, 7.7)).toHaveLength(1);
    expect(shotsAt(timeline, 7.9)).toHaveLength(2);
  });

  it('brings a walking actor from outside the picture to their place', () => {
    const actor = smallScript([
      {
        place: 'park',
        duration: 4,
        people: [{ name: 'Ada', x: 0.5, size: 0.3, enters: { side: 'left', at: 1, over: 2 } }],
      },
    ]).shots[0]!.people[0]!;
    expect(actor.x + walkOffset(actor, 0)).toBeLessThan(-0.1);
    expect(walkOffset(actor, 2)).toBeLessThan(0);
    expect(walkOffset(actor, 3)).toBe(0);
  });
});
