import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseScript } from '../../../src-main/film-maker/film-script.ts';
import type { FilmTruth } from '../../../src-main/film-maker/film-truth.ts';
import { makeFilm, type MadeFilm } from '../../../src-main/film-maker/make-film.ts';
import { sampleScript } from '../../../src-main/film-maker/sample-script.ts';
import { findFfmpeg } from '../../../src-main/media/ffmpeg-tools.ts';
import type { ActiveSpeakerModel } from '../../../src-main/models/families/active-speaker-model.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import { openActiveSpeaker } from '../../../src-main/models/slots/active-speaker-slot.ts';
import { slotFolder } from '../../../src-main/models/slots/slot-graph.ts';
import { activeSpeakerGraph } from '../../fixtures/active-speaker-graph.ts';
import { RechosenLibrary } from '../../fixtures/rechosen-library.ts';

let home: string;
let library: RechosenLibrary;
let film: MadeFilm;
let truth: FilmTruth;

/** Ada on the left and Bo on the right, who answers her. */
const talk = parseScript({
  title: 'Two at a table',
  seed: 11,
  cast: sampleScript().cast,
  shots: [
    {
      place: 'kitchen',
      duration: 9,
      people: [
        { name: 'Ada', x: 0.3, size: 0.42 },
        { name: 'Bo', x: 0.7, size: 0.42 },
      ],
      lines: [
        { speaker: 'Ada', text: 'Have you seen my blue mug anywhere?' },
        { speaker: 'Bo', text: 'It was on the table this morning.', pause: 0.8 },
      ],
    },
  ],
});

/** Opens the stand-in as a person's installed file is opened; null for none. */
async function installed(change: number | null): Promise<ActiveSpeakerModel | null> {
  if (change === null) return null;
  const cache = join(home, `cache-${change}`);
  await mkdir(slotFolder(cache), { recursive: true });
  await writeFile(join(slotFolder(cache), 'active-speaker.onnx'), activeSpeakerGraph(change, 12));
  return openActiveSpeaker(cache, 1);
}

async function indexWith(change: number | null): Promise<void> {
  await library.index(film.film, { activeSpeaker: await installed(change) });
}

/** What the model says of the faces on one side of the picture during a line, in the mean. */
function certaintyOf(side: 'left' | 'right', { start, end }: { start: number; end: number }): number {
  const faces = library
    .read(({ voices }) => voices.speakingFaces(1))!
    .faces.filter(({ time, centre }) => time >= start && time < end && centre.x < 0.5 === (side === 'left'));
  return faces.reduce((sum, { certainty }) => sum + certainty, 0) / faces.length;
}

const evidence = () =>
  library
    .read(({ speakers }) => speakers.utterances(1))
    .flatMap(({ speakers }) => speakers.map((speaker) => speaker.evidence));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-active-speaker-'));
  library = await RechosenLibrary.open(join(home, 'library'));
  film = await makeFilm(await findFfmpeg(), talk, modelCacheFolder());
  truth = JSON.parse(await readFile(film.truth, 'utf8')) as FilmTruth;
});
afterAll(async () => {
  await library.close();
  await rm(home, { recursive: true, force: true });
});

describe('A film whose faces a model of active speakers watches', { timeout: 300_000 }, () => {
  it('has none of it as long as no such model is installed', async () => {
    await indexWith(null);
    expect(library.read(({ voices }) => voices.speakingFaces(1))).toBeNull();
    expect(evidence()).toContain('mouth');
  });

  it('knows of each line which of two faces speaks it', async () => {
    await indexWith(0.9);
    const [asks, answers] = truth.speech;
    expect(certaintyOf('left', asks!)).toBeGreaterThan(0.6);
    expect(certaintyOf('right', asks!)).toBeLessThan(0.4);
    expect(certaintyOf('left', answers!)).toBeLessThan(0.4);
    expect(certaintyOf('right', answers!)).toBeGreaterThan(0.6);
    expect(evidence()).toEqual(['mouth', 'mouth']);
  });

  it('has lines that no face is seen to speak where the model sees none speak', async () => {
    await indexWith(100);
    expect(evidence()).not.toContain('mouth');
  });

  it('goes by the movement of mouths again when the model is taken out', async () => {
    await indexWith(null);
    expect(library.read(({ voices }) => voices.speakingFaces(1))).toBeNull();
    expect(evidence()).toContain('mouth');
  });
});
