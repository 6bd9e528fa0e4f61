import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { seededRandom, type Random } from '../../../src-main/domain/random.ts';
import { normalised } from '../../../src-main/domain/vector.ts';
import { bCubed } from '../../../src-main/evaluation/clustering.ts';
import { regroup } from '../../../src-main/indexing/grouping/regroup.ts';
import { closeWriter, openForWriting } from '../../../src-main/store/library-database.ts';
import { LibraryStore } from '../../../src-main/store/library-store.ts';
import { peakMemory } from '../../bench/peak-memory.ts';

const model = { modelId: 'made-up-faces', threshold: 0.68 };
const dimension = 1024;
const tracksPerFilm = 200;
const castPerFilm = 12;
const population = 800;
/** What all faces have in common, what is one person's own, and what is one track's: squares add up to 1. */
const [common, own, passing] = [Math.sqrt(0.5), Math.sqrt(0.32), Math.sqrt(0.18)];

export interface ManyTracks {
  readonly seconds: number;
  /** Of one processor; less than the seconds when others use the machine too. */
  readonly processorSeconds: number;
  readonly peakBytes: number;
  readonly f1: number;
}

/** Writes a library of made-up tracks, and groups them in a process of its own. */
export async function groupManyTracks(count: number): Promise<ManyTracks> {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-tracks-'));
  try {
    writeTracks(folder, count);
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), folder]);
    return JSON.parse(stdout) as ManyTracks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each film shows a cast of its own choice from one population; a track's quality says whose it is. */
function writeTracks(folder: string, count: number): void {
  const random = seededRandom(7);
  const shared = direction(random);
  const people = Array.from({ length: population }, () => direction(random));
  const db = openForWriting(folder);
  const store = new LibraryStore(db);
  for (let film = 0; film < count / tracksPerFilm; film++) {
    const path = join(folder, `${film}.mp4`);
    const cast = Array.from({ length: castPerFilm }, () => random.whole(0, population - 1));
    const tracks = Array.from({ length: tracksPerFilm }, (_, index) => {
      const person = random.pick(cast);
      const noise = direction(random);
      const face = noise.map((value, i) => common * shared[i]! + own * people[person]![i]! + passing * value);
      return {
        start: index * 3,
        end: index * 3 + 2.5,
        quality: 0.5 + person / (2 * population),
        model: model.modelId,
        embedding: normalised(face),
        samples: [{ time: index * 3, box: { x: 0.4, y: 0.3, width: 0.1, height: 0.2 }, confidence: 0.9 }],
      };
    });
    store.transaction(() => {
      const id = store.videos.add({ path, size: 1, modifiedMs: 1, fingerprint: path }, path, new Date());
      store.faces.replaceTracks(id, tracks);
    });
  }
  closeWriter(db);
}

/** A random direction: numbers of a normal distribution, scaled to length 1. */
function direction(random: Random): Float32Array {
  const vector = new Float32Array(dimension);
  for (let i = 0; i < dimension; i++) {
    vector[i] = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  }
  return normalised(vector);
}

function measure(folder: string): ManyTracks {
  const db = openForWriting(folder);
  const store = new LibraryStore(db);
  const before = process.cpuUsage();
  const started = performance.now();
  store.transaction(() => regroup(store, model));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const processorSeconds = (user + system) / 1e6;
  const peakBytes = peakMemory();
  const items = store.groups.tracks(model.modelId).map(({ trackId, groupId }) => ({
    cluster: String(groupId),
    truth: store.faces.track(trackId)!.quality.toFixed(6),
  }));
  closeWriter(db);
  return { seconds, processorSeconds, peakBytes, f1: bCubed(items).f1 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(JSON.stringify(measure(process.argv[2]!)));
}
