import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoAssetsFolder } from '../../../src-main/film-maker/demo-assets.ts';
import { VoiceListener } from '../../../src-main/indexing/voices/voice-listener.ts';
import { readPcm } from '../../../src-main/media/pcm-reader.ts';
import { useMediaBench } from '../media/made-media.ts';

const bench = useMediaBench();
const stepSize = 512;

/** What is heard of a sound of which every step passes for speech. */
async function frames(path: string) {
  const listener = new VoiceListener();
  for await (const { time, samples } of readPcm(bench.tools, path, { samplesPerChunk: 64 * stepSize })) {
    listener.hear(time, samples, new Array<number>(64).fill(1), stepSize);
  }
  return listener.within([{ start: 0, end: 1e6 }]);
}

describe('the voices of odd sound', () => {
  const voice = ['-i', `file:${join(demoAssetsFolder(), 'voices', 'amber.opus')}`];

  it('are heard from the centre of eight channels as from one', async () => {
    const one = await frames(await bench.make('one.wav', ...voice, '-t', '6'));
    const pan = ['-af', 'pan=7.1|FL=0*c0|FR=0*c0|FC=c0|LFE=0*c0|BL=0*c0|BR=0*c0|SL=0*c0|SR=0*c0'];
    const eight = await frames(await bench.make('eight.wav', ...voice, '-t', '6', ...pan));
    expect(one.length).toBeGreaterThan(100);
    expect(Math.abs(eight.length - one.length)).toBeLessThan(0.05 * one.length);
  });

  it('are none in a long silence', async () => {
    const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=16000:cl=mono:d=600'];
    expect(await frames(await bench.make('silence.wav', ...silence))).toEqual([]);
  });
});
