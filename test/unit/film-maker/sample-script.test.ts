import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoAssetsFolder } from '../../../src-main/film-maker/demo-assets.ts';
import { voiceNames } from '../../../src-main/film-maker/film-script.ts';
import { subtitlesOf } from '../../../src-main/film-maker/film-subtitles.ts';
import { truthOf } from '../../../src-main/film-maker/film-truth.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { VoiceBank } from '../../../src-main/film-maker/voice-bank.ts';
import { smallScript } from './small-script.ts';

const bank = VoiceBank.open();
const script = sampleScript();
const voices = new Map(script.cast.map(({ name, voice }) => [name, voice]));
const timeline = layTimeline(script, (speaker, text) => bank.durationOf(voices.get(speaker)!, text)!);
const truth = truthOf(timeline, () => null);

describe('the bank of spoken lines', () => {
  it('holds about eighty lines in each of six voices and takes at most 4 MB', () => {
    expect(bank.lines.length).toBeGreaterThanOrEqual(80);
    for (const voice of voiceNames) {
      for (const line of bank.lines) expect(bank.durationOf(voice, line)).toBeGreaterThan(0.3);
    }
    const folder = join(demoAssetsFolder(), 'voices');
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(4 * 2 ** 20);
  });

  it('knows nothing of other lines', () => {
    expect(bank.durationOf('amber', 'This line was never spoken.')).toBeNull();
  });
});

describe('the sample film', () => {
  it('lasts 90 to 150 s and needs no line beyond the bank', () => {
    expect(timeline.duration).toBeGreaterThanOrEqual(90);
    expect(timeline.duration).toBeLessThanOrEqual(150);
    expect(timeline.lines.every(({ start, end }) => end - start > 0.3)).toBe(true);
  });

  it('shows Ada, Bo, Cleo and Dan with a voice each, and lets somebody ask for the mug', () => {
    expect(truth.people.map(({ name }) => name)).toEqual(['Ada', 'Bo', 'Cleo', 'Dan']);
    expect(truth.people.every(({ visible }) => visible.length >= 3)).toBe(true);
    expect(new Set(truth.people.map(({ voice }) => voice)).size).toBe(4);
    expect(truth.speech.some(({ text }) => /where is my mug/i.test(text))).toBe(true);
  });

  it('has one dissolve, one fade, an off-screen speaker, a shared shot, walks, a dog, a car and a cup', () => {
    const count = (transition: string): number =>
      truth.shots.filter((shot) => shot.transition === transition).length;
    expect([count('dissolve'), count('fade')]).toEqual([1, 1]);
    expect(truth.speech.some(({ onScreen }) => !onScreen)).toBe(true);
    expect(script.shots.some(({ people, lines }) => people.length === 2 && lines.length > 0)).toBe(true);
    expect(script.shots.some(({ people }) => people.some(({ enters }) => enters))).toBe(true);
    expect(script.shots.some(({ people }) => people.some(({ leaves }) => leaves))).toBe(true);
    expect(new Set(truth.objects.map(({ name }) => name))).toEqual(new Set(['dog', 'car', 'cup']));
    expect(new Set(truth.places.map(({ name }) => name))).toEqual(new Set(['kitchen', 'street', 'park']));
  });

  it('subtitles every line at its time', () => {
    const text = subtitlesOf(timeline.lines);
    expect(text.split('\n\n')).toHaveLength(timeline.lines.length);
    expect(subtitlesOf([{ speaker: 'Ada', text: 'Hello.', start: 61.5, end: 3723.25, shot: 0 }])).toBe(
      '1\n00:01:01,500 --> 01:02:03,250\nHello.\n',
    );
  });
});

describe('a script', () => {
  it('is refused when somebody in it is not in the cast', () => {
    const shot = { place: 'park' as const, duration: 2, people: [{ name: 'Nobody', x: 0.5, size: 0.3 }] };
    expect(() => smallScript([shot])).toThrow('Nobody is not in the cast');
  });
});
