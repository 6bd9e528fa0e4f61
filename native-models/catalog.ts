import { z } from 'zod';
import catalogJson from './catalog.json' with { type: 'json' };

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.number().int().positive();

/** A path inside a package or a cache folder that cannot lead out of it. */
const innerPath = z.string().regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/);

const tensor = z.object({
  name: z.string().min(1),
  type: z.enum(['float32', 'int64']),
  /** A word is a size that may differ from run to run. */
  shape: z.array(z.union([size, z.string().min(1)])),
  meaning: z.string().min(1),
});

const logistic = z.object({ midpoint: z.number(), slope: z.number().positive() });

const identity = z.object({
  dimension: size,
  /** Cosine from which two faces count as one person. */
  threshold: z.number().min(0).max(1),
  /** Certainty that a track shows the enrolled person whom it is most like = 1 / (1 + exp(-slope * (cosine - midpoint))). */
  naming: logistic,
  /** Certainty that two faces are one person's. */
  pairs: logistic,
  /** How, and on how many faces of how many people, the figures were found. */
  calibratedOn: z.string(),
});

const model = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  family: z.string().min(1),
  task: z.enum([
    'face-detection',
    'face-landmarks',
    'face-identity',
    'object-detection',
    'emotion',
    'pose',
    'voice-activity',
  ]),
  pack: z.string().min(1),
  licence: z.string().min(1),
  source: z.object({
    package: z.string().min(1),
    version: z.string().min(1),
    /** What the files are: a TensorFlow.js model.json with its weights, or a finished ONNX graph. */
    kind: z.enum(['tensorflow-graph', 'onnx']),
    files: z.array(z.object({ path: innerPath, bytes: size, sha256 })).min(1),
  }),
  /** What making the model gives; the converter works alike everywhere, so that this is known beforehand. */
  made: z.object({ file: innerPath, bytes: size, sha256 }),
  inputs: z.array(tensor).min(1),
  outputs: z.array(tensor).min(1),
  identity: identity.optional(),
});

/** The form of `catalog.json`. */
export const catalogSchema = z.object({
  packs: z.record(z.string(), z.object({ title: z.string(), description: z.string() })),
  models: z.array(model),
});

export type CatalogModel = z.output<typeof model>;
export type IdentityCalibration = z.output<typeof identity>;

/** Every model that Kinora knows. */
export const catalog = catalogSchema.parse(catalogJson);

/** The models of one pack, in the catalogue's order. */
export function modelsOf(pack: string): readonly CatalogModel[] {
  return catalog.models.filter((entry) => entry.pack === pack);
}

/** The catalogue's entry. Throws for an id that it does not have. */
export function catalogModel(id: string): CatalogModel {
  const entry = catalog.models.find((candidate) => candidate.id === id);
  if (!entry) throw new Error(`The catalogue has no model "${id}".`);
  return entry;
}
