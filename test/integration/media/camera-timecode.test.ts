import { expect, test } from 'vitest';
import { writeEdl } from '../../../src-main/exports/sequence/edl.ts';
import { sequenceOf } from '../../../src-main/exports/sequence/sequence.ts';
import { sourceFilmOf } from '../../../src-main/exports/sequence/source-film.ts';
import { probe } from '../../../src-main/media/probe.ts';
import { readEdl } from '../../unit/exports/sequence/read-edl.ts';
import { useMediaBench } from './made-media.ts';

const bench = useMediaBench();

/** A film of two seconds. */
function film(name: string, rate: string, ...args: string[]): Promise<string> {
  const pictures = ['-f', 'lavfi', '-i', `testsrc2=s=64x36:r=${rate}:d=2`];
  return bench.make(name, ...pictures, '-c:v', 'mpeg4', ...args);
}

/** The timecode that a film is probed to begin with, and the source times of its second second in an EDL. */
async function timesOf(path: string) {
  const found = await probe(bench.tools, path);
  const source = sourceFilmOf({ path, title: 'Take', duration: found.duration }, found);
  const edl = writeEdl(sequenceOf('Takes', [{ film: source, start: 1, end: 2, note: '' }]));
  return { begins: found.startTimecode, times: readEdl(edl)[0]!.times.slice(0, 2) };
}

test.each(['take.mov', 'take.mp4'])('the timecode track of %s is where its film begins', async (name) => {
  expect(await timesOf(await film(name, '25', '-timecode', '01:00:00:00'))).toEqual({
    begins: '01:00:00:00',
    times: ['01:00:01:00', '01:00:02:00'],
  });
});

test('drop-frame counting is told apart from counting every frame', async () => {
  const dropped = await film('dropped.mov', '30000/1001', '-timecode', '00:59:59;00');
  expect(await timesOf(dropped)).toEqual({ begins: '00:59:59;00', times: ['01:00:00;00', '01:00:01;00'] });
  const counted = await film('counted.mov', '30000/1001', '-timecode', '00:00:59:00');
  expect(await timesOf(counted)).toEqual({ begins: '00:00:59:00', times: ['00:01:00:00', '00:01:01:00'] });
});

test('the tag of a Matroska film is read, whoever wrote it', async () => {
  const take = await film('take.mov', '24', '-timecode', '10:00:00:12');
  const copied = await bench.make('copied.mkv', '-i', take, '-map', '0:v', '-c', 'copy');
  expect((await probe(bench.tools, copied)).startTimecode).toBe('10:00:00:12');
  const tagged = await film('tagged.mkv', '24', '-metadata', 'timecode=10:00:00:12');
  expect((await probe(bench.tools, tagged)).startTimecode).toBe('10:00:00:12');
});

test('a film without a timecode, or with one that is none, counts from nought', async () => {
  const begin = { begins: null, times: ['00:00:01:00', '00:00:02:00'] };
  expect(await timesOf(await film('plain.mov', '25'))).toEqual(begin);
  expect(await timesOf(await film('malformed.mkv', '25', '-metadata', 'timecode=at noon'))).toEqual(begin);
});

test('a film that was probed before timecode was read counts from nought', async () => {
  const path = await film('older.mov', '25', '-timecode', '01:00:00:00');
  const { startTimecode, ...older } = await probe(bench.tools, path);
  expect(startTimecode).toBe('01:00:00:00');
  expect(sourceFilmOf({ path, title: 'Older', duration: 2 }, older).timecode.frame).toBe(0);
});
