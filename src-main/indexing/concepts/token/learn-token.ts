import { normalised } from '../../../domain/vector.ts';
import { tokenMark, type TokenEncoder } from '../../../models/families/token-encoder.ts';
import { AdamW } from './adam.ts';
import { gradientsOf, PiMap } from './pi-map.ts';
import { fitRidge } from './ridge.ts';
import { tokenLoss } from './token-loss.ts';

/** A noun that the text encoder knows: what its caption is encoded as, and its token. */
export interface KnownNoun {
  /** `[dimension]` of “a photo of a …”. */
  readonly vector: Float32Array;
  /** `[tokenDimension]`: the mean of its tokens. */
  readonly token: Float32Array;
}

/** One picture that a concept is learned from; embeddings of length 1. */
export interface TokenTemplate {
  /** The picture with the thing marked, `f_v(x_loc)`. */
  readonly localised: Float32Array;
  /** The whole picture, `f_v(x)`. */
  readonly picture: Float32Array;
}

/** What a token is learned from. */
export interface TokenExamples {
  readonly templates: readonly TokenTemplate[];
  /** What the thing looks like, in words: “a photo of a brown dog with …”. */
  readonly caption: string;
  /** The class alone, “a photo of a dog”, and the captions of other concepts. */
  readonly otherCaptions: readonly string[];
  /** Pictures of other things: other concepts, what else the templates and the library show. */
  readonly otherPictures: readonly Float32Array[];
}

/** Rounds over the templates, and the highest step, reached after the first tenth and left along a cosine. */
const training = { epochs: 50, warmUp: 0.1, rate: 1e-4 };
const decay = 1e-3;
const seed = 20_241;
/** The sentence in which a token is learned. */
const tokenSentence = `a photo of a ${tokenMark}`;

/** Looks up nouns in a text encoder, so that the map from pictures to tokens can be fitted. */
export async function knownNouns(encoder: TokenEncoder, nouns: readonly string[]): Promise<KnownNoun[]> {
  const texts = nouns.map((noun) => ({ text: `a photo of a ${noun}`, tokens: [] }));
  const vectors = await encoder.encodeTexts(texts);
  const known: KnownNoun[] = [];
  for (const [index, noun] of nouns.entries()) {
    known.push({ vector: vectors[index]!, token: meanOf(await encoder.wordTokens(noun)) });
  }
  return known;
}

/**
 * Learns the token of a concept: fits the map from embeddings to tokens on nouns, and then trains it on the templates, with
 * both encoders left as they are. Throws a RangeError without templates or nouns.
 * @returns `[tokenDimension]`: what the map makes of the mean template
 */
export async function learnToken(
  encoder: TokenEncoder,
  nouns: readonly KnownNoun[],
  { templates, caption, otherCaptions, otherPictures }: TokenExamples,
): Promise<Float32Array> {
  if (templates.length === 0 || nouns.length === 0) {
    throw new RangeError('A token needs templates, and nouns that are known already.');
  }
  const captions = await encoder.encodeTexts(
    [caption, ...otherCaptions].map((text) => ({ text, tokens: [] })),
  );
  const pictures = templates.map(({ localised }) => localised);
  const map = fittedMap(nouns, pictures, [...pictures, ...otherPictures], captions[0]!);
  const optimiser = new AdamW(map.parameters());
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const passes = pictures.map((picture) => map.pass(picture));
    const texts = passes.map(({ token }) => ({ text: tokenSentence, tokens: [token] }));
    const vectors = await encoder.encodeTexts(texts);
    const slopes = vectors.map((vector, index) => {
      const { picture } = templates[index]!;
      return tokenLoss(vector, {
        caption: captions[0]!,
        otherCaptions: captions.slice(1),
        picture,
        otherPictures,
      }).gradient;
    });
    const tokens = await encoder.tokenGradients(texts, slopes);
    const gradients = map.gradients();
    passes.forEach((pass, index) =>
      map.passBack(
        pass,
        tokens[index]![0]!.map((value) => value / passes.length),
        gradients,
      ),
    );
    optimiser.step(gradientsOf(gradients), rateAt(epoch / training.epochs));
  }
  return map.pass(normalised(meanOf(pictures))).token;
}

/**
 * A map that gives the tokens of nouns for the vectors of their captions, moved to where pictures lie: the two kinds of
 * vectors are apart by about the same everywhere (Liang et al., "Mind the Gap", 2022).
 */
function fittedMap(
  nouns: readonly KnownNoun[],
  templates: readonly Float32Array[],
  pictures: readonly Float32Array[],
  caption: Float32Array,
): PiMap {
  const [pictureMean, textMean] = [meanOf(pictures), meanOf(nouns.map(({ vector }) => vector))];
  const gap = pictureMean.map((value, i) => value - textMean[i]!);
  const differences = meanOf(
    templates.map((template) => template.map((value, i) => Math.abs(value - caption[i]!))),
  );
  const blank = PiMap.blank(differences, nouns[0]!.token.length, seed);
  const hidden = nouns.map(
    ({ vector }) => blank.hidden(normalised(vector.map((value, i) => value + gap[i]!))).hidden,
  );
  const last = fitRidge(
    hidden,
    nouns.map(({ token }) => token),
    decay,
  );
  return new PiMap(blank.residual, blank.conditions, last);
}

function rateAt(progress: number): number {
  const { warmUp, rate } = training;
  if (progress < warmUp) return (rate * (progress + 1 / training.epochs)) / warmUp;
  return (rate * (1 + Math.cos((Math.PI * (progress - warmUp)) / (1 - warmUp)))) / 2;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]!.length);
  for (const vector of vectors) vector.forEach((value, i) => (mean[i]! += value / vectors.length));
  return mean;
}
