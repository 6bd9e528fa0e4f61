import { z } from 'zod';
import calibrationJson from './calibration.json' with { type: 'json' };
import { concepts } from './concepts.ts';
import { places } from './vector-layout.ts';

const logistic = z.object({ midpoint: z.number(), slope: z.number() });
const probability = z.number().min(0).max(1);

/** How measures become certainties, and how common concepts are. */
export const calibration = z
  .object({
    /** On which pictures the figures were chosen. */
    calibratedOn: z.string(),
    /** Of the detector's confidence. */
    object: logistic,
    /** Of the face detector's confidence: animals have faces too. */
    face: logistic,
    /** Of the share of pixels with a colour. */
    colourOfPicture: logistic,
    colourOfObject: logistic,
    /** Of the largest head's height as a fraction of the picture's: close-up. */
    faceHeight: logistic,
    longShotHeight: logistic,
    /** Of the age in years. */
    child: logistic,
    'young adult': logistic,
    'old person': logistic,
    /** Of the mean lightness 0..1. */
    brightness: logistic,
    darkness: logistic,
    /** Of the mean of red less blue, -1..1. */
    warmth: logistic,
    /** Share of pictures with a concept of the kind: what is rare says more. */
    prior: z.object({
      object: probability,
      people: probability,
      shot: probability,
      face: probability,
      pose: probability,
      colour: probability,
      light: probability,
      place: probability,
    }),
    colouredObjectPrior: probability,
    /** Of the mean log-odds of very many words: at the midpoint a text is as likely of this picture as of another. */
    likeness: logistic,
  })
  .parse(calibrationJson);

/** How likely any picture shows what a place of the vector stands for. */
export const priors: readonly number[] = places.map((name, place) => {
  if (name === 'person') return 0.5;
  const concept = concepts[place];
  return concept ? calibration.prior[concept.kind] : calibration.colouredObjectPrior;
});
