import type { ConceptKind } from '../../../domain/concept.ts';
import { UserFacingError } from '../../../domain/errors.ts';
import { dot, weightedMean } from '../../../domain/vector.ts';
import type { TokenEncoder } from '../../../models/families/token-encoder.ts';
import type { WordLearner } from '../../../models/families/word-learner.ts';
import type { StoredToken } from '../../../store/concept-table.ts';
import type { LibraryStore } from '../../../store/library-store.ts';
import type { LocalisedPicture } from '../template.ts';
import { learnConceptToken } from './concept-token.ts';
import { knownNouns, type KnownNoun } from './learn-token.ts';

/** Nouns that the map from pictures to words is fitted on: more take longer than learning itself. */
const mostNouns = 600;
/** Pictures of the library that a word is told from, spread over all films. */
const mostPictures = 64;

/** Learns the words of concepts in the model that describes the library's pictures. */
export class TokenLearner {
  readonly #store: LibraryStore;
  /** Models in which no word could be learned: opening one takes seconds, and ends in the same. */
  readonly #unable = new Set<string>();
  #nouns: { readonly encoder: TokenEncoder; readonly known: Promise<readonly KnownNoun[]> } | null = null;

  constructor(store: LibraryStore) {
    this.#store = store;
  }

  /**
   * The word of a concept; null where no word can be learned in the model, so that the concept is told by its looks alone.
   * Takes up to a minute and writes nothing.
   * @param conceptId left out of its own rivals; null for one that is not stored
   */
  async learn(
    learner: WordLearner,
    templates: readonly LocalisedPicture[],
    kind: ConceptKind,
    conceptId: number | null,
  ): Promise<StoredToken | null> {
    const { pictures, bank } = learner;
    const { modelId } = pictures;
    if (this.#unable.has(modelId)) return null;
    try {
      const tokens = await learner.tokens();
      const nouns = await this.#known(tokens, learner);
      const learned = await learnConceptToken({ pictures, bank, tokens, nouns }, templates, kind, {
        captions: this.#otherCaptions(modelId, conceptId),
        pictures: (own) => this.#otherPictures(modelId, own),
      });
      // A model that computes no numbers for a noun has none for the word either.
      if (learned.token.every(Number.isFinite)) return { model: modelId, ...learned };
    } catch (error) {
      if (!(error instanceof UserFacingError && error.code === 'bad-model')) throw error;
    }
    this.#unable.add(modelId);
    return null;
  }

  /** Nouns are looked up once for a model that is open. */
  #known(encoder: TokenEncoder, learner: WordLearner): Promise<readonly KnownNoun[]> {
    if (this.#nouns?.encoder !== encoder) {
      const known = learner.nouns(mostNouns).then((nouns) => knownNouns(encoder, nouns));
      known.catch(() => (this.#nouns = null));
      this.#nouns = { encoder, known };
    }
    return this.#nouns.known;
  }

  #otherCaptions(modelId: string, conceptId: number | null): string[] {
    const others = [...this.#store.concepts.tokens(modelId)].filter(([id]) => id !== conceptId);
    return [...new Set(others.map(([, { caption }]) => caption))];
  }

  /** Frames of the library that are less like the concept's pictures than these are like each other. */
  #otherPictures(modelId: string, own: readonly Float32Array[]): Float32Array[] {
    const films = this.#store.frames.stamps().filter(({ model }) => model === modelId);
    const ofEach = Math.ceil(mostPictures / Math.max(1, films.length));
    const mean = weightedMean(
      own,
      own.map(() => 1),
    );
    const least = Math.min(...own.map((picture) => dot(picture, mean)));
    return films
      .flatMap(({ videoId, count }) => {
        const every = Math.max(1, Math.floor(count / ofEach));
        return [...this.#store.frames.byVideo(videoId, modelId)].filter((_, index) => index % every === 0);
      })
      .map(({ vector }) => vector)
      .filter((vector) => dot(vector, mean) < least)
      .slice(0, mostPictures);
  }
}
