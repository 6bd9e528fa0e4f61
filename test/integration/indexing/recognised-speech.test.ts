import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recognisedSource } from '../../../src-main/domain/line-source.ts';
import { demoAssetsFolder } from '../../../src-main/film-maker/demo-assets.ts';
import { LibraryWriter } from '../../../src-main/indexing/library-writer.ts';
import type { SpeechDescription } from '../../../src-main/models/families/model-description.ts';
import type { SpeechModel } from '../../../src-main/models/families/speech-recogniser.ts';
import { modelCacheFolder } from '../../../src-main/models/model-cache-folder.ts';
import type { ModelSet } from '../../../src-main/models/model-interfaces.ts';
import { openSpeechModel } from '../../../src-main/models/open-family.ts';
import { ensureStarterPack, openModels } from '../../../src-main/models/starter-pack.ts';
import { openForReading } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { modelFilesIn } from '../../fixtures/shared-models.ts';
import { writeWhisperFolder } from '../../fixtures/whisper-folder.ts';
import { useMediaBench } from '../media/made-media.ts';

const bench = useMediaBench();
const description: SpeechDescription = {
  id: 'small-whisper',
  adapter: 'whisper',
  precision: { encoder: 'fp32', decoder: 'fp32' },
  wordTimes: true,
  multilingual: true,
};

let home: string;
let film: string;
let library: string;
let writer: LibraryWriter;
/** All others than the speech model, for every writer. */
let models: ModelSet;
/** The model that is chosen, by name; null for none. Others by name hear the same. */
let chosen: string | null = null;
/** Seconds of each piece of sound that was written down. */
let heard: number[] = [];
/** What happens when a model begins to write down the second piece. */
let atSecond: (() => void) | null = null;

function listening(id: string): SpeechModel {
  const model = openSpeechModel(
    { ...description, id },
    ['config.json'],
    modelFilesIn(join(home, 'small-whisper')),
  );
  return {
    modelId: id,
    open: async () => {
      const recogniser = await model.open();
      return {
        modelId: id,
        languages: (samples) => recogniser.languages(samples),
        transcribe: async (samples, options) => {
          if (heard.length === 1) atSecond?.();
          const transcript = await recogniser.transcribe(samples, options);
          heard.push(samples.length / 16_000);
          return transcript;
        },
        close: () => recogniser.close(),
      };
    },
  };
}

/** Opens the library with a model and indexes the film. */
async function indexWith(model: string | null): Promise<void> {
  chosen = model;
  heard = [];
  const options = { libraryFolder: library, modelCache: modelCacheFolder() };
  writer = new LibraryWriter(options, { progress: () => {}, changed: () => {} }, async () => ({
    ...models,
    speech: chosen === null ? null : listening(chosen),
    close: async () => {},
  }));
  await writer.index([film]);
}

async function indexAgainWith(model: string | null): Promise<void> {
  await writer.close();
  await indexWith(model);
}

function read<T>(work: (store: LibraryStore) => T): T {
  const db = openForReading(library);
  try {
    return work(new LibraryStore(db));
  } finally {
    db.close();
  }
}

const keptPieces = () =>
  read(({ recognised, videos }) => {
    const { fingerprint } = videos.byId(1)!;
    return recognised.pieces({ videoId: 1, fingerprint, model: 'small' }).size;
  });
const lines = () => read(({ cues }) => cues.byVideo(1));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kinora-recognised-'));
  library = join(home, 'library');
  await ensureStarterPack(modelCacheFolder());
  models = await openModels(modelCacheFolder(), { threads: 1 });
  await writeWhisperFolder(join(home, 'small-whisper'));
  const voice = join(demoAssetsFolder(), 'voices', 'amber.opus');
  const picture = ['-f', 'lavfi', '-i', 'color=black:size=64x36:rate=1/5:duration=50'];
  film = await bench.make('film.mkv', ...picture, '-i', `file:${voice}`, '-t', '50', '-c:v', 'ffv1');
});
afterAll(async () => {
  await writer.close();
  await models.close();
  await rm(home, { recursive: true, force: true });
});

describe('A film without subtitles', { timeout: 300_000 }, () => {
  it('has utterances without words as long as no speech model is chosen', async () => {
    await indexWith(null);
    await writer.nameNow();
    expect(lines()).toEqual([]);
    const utterances = read(({ speakers }) => speakers.utterances(1));
    expect(utterances.length).toBeGreaterThan(0);
    expect(utterances.every(({ text }) => text === null)).toBe(true);
  });

  it('goes on where it was ended, and no piece is heard twice', async () => {
    await writer.close();
    const ended = Promise.withResolvers<void>();
    atSecond = () => {
      atSecond = null;
      void writer.close().then(ended.resolve);
    };
    await expect(indexWith('small')).rejects.toThrow();
    await ended.promise;
    expect(heard).toHaveLength(1);
    expect(keptPieces()).toBe(1);
    expect(lines()).toEqual([]);
    const [first] = heard;
    await indexWith('small');
    expect(heard.length).toBeGreaterThan(0);
    expect(keptPieces()).toBe(1 + heard.length);
    expect(heard.every((seconds) => seconds <= 28.001)).toBe(true);
    const spoken = read(({ videos }) => videos.speech(1)).reduce(
      (sum, { start, end }) => sum + end - start,
      0,
    );
    expect([first!, ...heard].reduce((sum, seconds) => sum + seconds)).toBeGreaterThan(spoken);
    expect(lines().length).toBeGreaterThanOrEqual(heard.length + 1);
  });

  it('has its lines from the sound then: in its language, where somebody speaks, and each with its voice', async () => {
    const speech = read(({ videos }) => videos.speech(1));
    for (const { source, kind, text, start, end } of lines()) {
      expect({ source, kind }).toEqual({ source: recognisedSource, kind: 'speech' });
      expect(text).toMatch(/^(?:(?:low|high) tone|low|high|tone)$/);
      expect(speech.some((own) => start >= own.start - 0.21 && end <= own.end + 0.21)).toBe(true);
    }
    const [source] = read(({ cues }) => cues.sources(1));
    expect(source).toMatchObject({ source: recognisedSource, language: expect.stringMatching(/^(en|zh)$/) });
    await writer.nameNow();
    const utterances = read(({ speakers }) => speakers.utterances(1));
    expect(utterances.map(({ text }) => text)).toEqual(lines().map(({ text }) => text));
    expect(utterances.some(({ speakers }) => speakers.length > 0)).toBe(true);
  });

  it('keeps what the user corrects, also when another model hears it', async () => {
    const [line] = lines();
    const { start, end } = line!;
    const corrected = { start, end, text: 'Good evening.', kind: 'speech', speakers: [] } as const;
    await writer.lines.correct({ videoId: 1, source: recognisedSource, ids: [line!.id], lines: [corrected] });
    await indexAgainWith('small');
    expect(heard).toEqual([]);
    await indexAgainWith('another');
    expect(heard.length).toBeGreaterThan(1);
    expect(lines()[0]!.text).toBe('Good evening.');
    expect(lines().filter((own) => own.start < end)).toHaveLength(1);
  });

  it('keeps its lines when the model is taken out', async () => {
    const before = lines();
    await indexAgainWith(null);
    expect(lines()).toEqual(before);
  });

  it('takes the lines of a subtitle file that comes later, and its own again when that goes', async () => {
    const before = lines();
    await indexAgainWith('another');
    const file = film.replace(/mkv$/, 'srt');
    await writeFile(file, '1\n00:00:01,000 --> 00:00:02,000\nFrom the file.\n');
    await writer.index([film]);
    expect(lines().map(({ text, source }) => [text, source])).toEqual([['From the file.', 'film.srt']]);
    await writer.lines.undo(1);
    await writer.lines.redo(1);
    expect(lines()).toHaveLength(1);
    await rm(file);
    await writer.index([film]);
    expect(heard).toEqual([]);
    const bare = (all: ReturnType<typeof lines>) => all.map(({ text, start }) => [text, start]);
    expect(bare(lines())).toEqual(bare(before));
  });
});
