import { z } from 'zod';
import activeSpeaker from './catalog/active-speaker.json' with { type: 'json' };
import speech from './catalog/asr.json' with { type: 'json' };
import audioEvents from './catalog/audio-events.json' with { type: 'json' };
import faceDetector from './catalog/face-detector.json' with { type: 'json' };
import faceEmbedder from './catalog/face-embedder.json' with { type: 'json' };
import objectDetector from './catalog/object-detector.json' with { type: 'json' };
import openVocabulary from './catalog/open-vocabulary-detector.json' with { type: 'json' };
import personEmbedder from './catalog/person-embedder.json' with { type: 'json' };
import pose from './catalog/pose.json' with { type: 'json' };
import shotBoundary from './catalog/shot-boundary.json' with { type: 'json' };
import speakerEmbedder from './catalog/speaker-embedder.json' with { type: 'json' };
import textEmbedder from './catalog/text-embedder.json' with { type: 'json' };
import vad from './catalog/vad.json' with { type: 'json' };
import visualText from './catalog/visual-text-encoder.json' with { type: 'json' };
import vlm from './catalog/vlm.json' with { type: 'json' };
import { familySchema } from './families.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.number().int().positive();
const address = z.url({ protocol: /^https$/ });

/** A path inside a model's folder that cannot lead out of it. */
const innerPath = z.string().regex(/^(?!.*\.\.)[\w-][\w.-]*(\/[\w-][\w.-]*)*$/);

const tensor = z.strictObject({
  name: z.string().min(1),
  type: z.enum(['float32', 'float16', 'int64', 'int32', 'uint8', 'bool']),
  /** A word is a size that may differ from run to run, or from model to model. */
  shape: z.array(z.union([size, z.string().min(1)])),
  meaning: z.string().min(1).optional(),
  /** Which of the model's files has it, where it has several graphs. */
  of: innerPath.optional(),
});

/** Size and hash are there only where they were published; what is missing is learnt at installation and kept. */
const measured = { bytes: size.optional(), sha256: sha256.optional() };

const file = z.strictObject({
  path: innerPath,
  /** What the file is to the model: graph, image-encoder, tokenizer, labels ... */
  role: z.string().min(1),
  ...measured,
  /** Where the file itself lies. */
  address: address.optional(),
  /** Or the .zip that holds it. */
  archive: z.strictObject({ address, ...measured }).optional(),
  /** Its name inside that .zip, without folders. */
  member: z.string().min(1).optional(),
});

const licence = z.strictObject({
  name: z.string().min(1),
  nonCommercial: z.boolean(),
  inWords: z.string().min(1),
  note: z.string().min(1).optional(),
});

const download = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    title: z.string().min(1),
    family: familySchema,
    /** Names of tensors, layout and processing that models of one kind share. */
    graphContract: z.string().min(1),
    pack: z.enum(['full', 'alternatives', 'research']),
    precision: z.string().min(1),
    licence,
    /** The page that tells about the model. */
    page: address,
    /** Whether address, size and hash of every file are each confirmed by independent sources. */
    verified: z.boolean(),
    files: z.array(file).min(1),
    inputs: z.array(tensor),
    outputs: z.array(tensor),
    preprocessing: z.string().min(1),
    dimension: size.optional(),
    thresholds: z.record(z.string(), z.number()).optional(),
    notes: z.array(z.string().min(1)),
  })
  .check((context) => {
    const { files, verified } = context.value;
    const complain = (message: string) =>
      context.issues.push({ code: 'custom', message, input: context.value, path: ['files'] });
    if (new Set(files.map(({ path }) => path)).size !== files.length) complain('a file is named twice');
    if (files.some((one) => !one.address === !one.archive || !one.member !== !one.archive)) {
      complain('a file comes from an address, or by its name from an archive');
    }
    if (verified && files.some((one) => !one.bytes || !one.sha256)) {
      complain('a verified model states size and SHA-256 of every file');
    }
  });

/** The form of each file in `catalog/`. */
export const downloadsSchema = z.strictObject({ models: z.array(download) });

export type DownloadModel = z.output<typeof download>;
export type DownloadFile = z.output<typeof file>;

/** Every model that can be fetched, family by family. */
export const downloads: readonly DownloadModel[] = [
  faceDetector,
  faceEmbedder,
  visualText,
  objectDetector,
  openVocabulary,
  personEmbedder,
  shotBoundary,
  pose,
  speech,
  speakerEmbedder,
  activeSpeaker,
  audioEvents,
  vad,
  textEmbedder,
  vlm,
].flatMap((part) => downloadsSchema.parse(part).models);

/** The packs in which models are fetched together. */
export const downloadPacks = {
  full: { title: 'Full pack' },
  alternatives: { title: 'Alternatives' },
  research: { title: 'Research only' },
} as const satisfies Record<DownloadModel['pack'], { title: string }>;
