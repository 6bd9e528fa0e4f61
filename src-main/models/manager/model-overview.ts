import { catalog } from '../../../native-models/catalog.ts';
import type { DownloadModel } from '../../../native-models/downloads.ts';
import { familyOf, type ModelFamily } from '../../../native-models/families.ts';
import { canServe } from '../chosen-models.ts';
import { isCalibrated } from '../face-calibration.ts';
import { isServed, servingModels } from '../serving-models.ts';
import { listModels } from '../starter-pack.ts';
import { knownBytes, totalBytes } from './fetch-model.ts';
import { readChoices, type ModelChoices } from './model-choices.ts';
import type { ModelManager } from './model-manager.ts';

/** What is told of models that nobody has measured. */
const uncalibrated =
  'How sure it is of a face is not calibrated: its certainties put faces in order, but are no frequencies.';

/** Everything that is told of one model. */
export interface ModelOverview {
  readonly id: string;
  readonly title: string;
  readonly family: ModelFamily;
  readonly task: string;
  readonly pack: string;
  /** How the weights are kept; empty where the catalogue does not say. */
  readonly precision: string;
  readonly licence: string;
  /** What the licence means for the person, in plain words. */
  readonly licenceInWords: string;
  readonly nonCommercial: boolean;
  /** False where the makers of the weights say nothing about their use. */
  readonly licenceStated: boolean;
  readonly source: string;
  /** Bytes of the model's files, as far as the catalogue knows them. */
  readonly bytes: number;
  /** Whether `bytes` counts every file. */
  readonly bytesComplete: boolean;
  /** Bytes on this machine, of an installed model or of what has arrived. */
  readonly installedBytes: number;
  /** Whether address, size and hash of every file are confirmed. */
  readonly verified: boolean;
  /** Hashes that nobody had published: as they were seen when the model was installed. */
  readonly seenHashes: { file: string; sha256: string }[];
  readonly notes: string[];
  readonly state: 'available' | 'installing' | 'ready' | 'broken' | 'not-made';
  readonly inUse: boolean;
  /** Whether this version of the program can do anything with the model. */
  readonly served: boolean;
  /** What runs the model, empty when it is not loaded by anything. */
  readonly provider: string;
  readonly providerProblem?: string;
}

/** All models: those of the starter pack, then those that can be fetched. */
export async function overviewOf(cacheFolder: string, manager: ModelManager): Promise<ModelOverview[]> {
  const choices = await readChoices(cacheFolder);
  const fetched = await Promise.all(
    manager.models.map((model) => overviewOfDownload(model, manager, choices)),
  );
  const taken = new Set(fetched.filter(({ inUse }) => inUse).map(({ family }) => family));
  return [...(await starterOverviews(cacheFolder, taken)), ...fetched];
}

/** @param taken families whose work another model does */
async function starterOverviews(
  cacheFolder: string,
  taken: ReadonlySet<ModelFamily>,
): Promise<ModelOverview[]> {
  const states = await listModels(cacheFolder);
  return states.map((state) => {
    const family = familyOf(state.task);
    const licenceStated = !state.licence.includes('states no licence');
    return {
      ...state,
      title: catalog.models.find(({ id }) => id === state.id)?.family ?? state.id,
      family,
      precision: '',
      licenceInWords: licenceStated
        ? 'Free for any use, with the notice kept.'
        : 'The makers of the weights state no licence: ask them before you build on it.',
      nonCommercial: false,
      licenceStated,
      bytesComplete: true,
      installedBytes: state.state === 'ready' ? state.bytes : 0,
      verified: true,
      seenHashes: [],
      notes: [],
      inUse: isServed(family) && servingModels[family] === state.id && !taken.has(family),
      served: isServed(family) && servingModels[family] === state.id,
    };
  });
}

async function overviewOfDownload(
  model: DownloadModel,
  manager: ModelManager,
  choices: ModelChoices,
): Promise<ModelOverview> {
  const { installed } = manager;
  const { id, title, family, pack, precision, licence, page, verified, notes } = model;
  const receipt = await installed.receipt(model);
  const whole = receipt !== null && (await installed.looksWhole(receipt));
  const broken = !whole && (await installed.isThere(model));
  return {
    id,
    title,
    family,
    task: family,
    pack,
    precision,
    licence: licence.name,
    licenceInWords: [licence.inWords, licence.note].filter(Boolean).join(' '),
    nonCommercial: licence.nonCommercial,
    licenceStated: true,
    source: page,
    bytes: knownBytes(model),
    bytesComplete: totalBytes(model) !== null,
    installedBytes: whole
      ? receipt.files.reduce((sum, { bytes }) => sum + bytes, 0)
      : await installed.arrived(model),
    verified,
    seenHashes: whole
      ? receipt.files.filter(({ known }) => !known).map(({ path, sha256 }) => ({ file: path, sha256 }))
      : [],
    notes:
      family === 'face-embedder' && canServe(model) && !isCalibrated(id) ? [...notes, uncalibrated] : notes,
    state: manager.isWorking(id) ? 'installing' : whole ? 'ready' : broken ? 'broken' : 'available',
    inUse: whole && canServe(model) && choices[family] === id,
    served: canServe(model),
    provider: '',
  };
}
