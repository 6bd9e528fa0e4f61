import type { ConceptKind } from '../../domain/concept.ts';
import { conceptSeen } from '../../domain/concept.ts';
import type { Box } from '../../domain/box.ts';
import type { Problem } from '../../domain/errors.ts';
import { decodeJpeg, encodeJpeg } from '../../media/frame-jpeg.ts';
import type { ModelSet } from '../../models/model-interfaces.ts';
import type { ConceptTemplate, StoredToken } from '../../store/concept-table.ts';
import type { LibraryStore } from '../../store/library-store.ts';
import type { WorkerTools } from '../worker-tools.ts';
import { readConceptPictures, templatesOf, type ConceptPicture, type Template } from './concept-pictures.ts';
import { trainAgainstLibrary } from './concept-training.ts';
import { probabilityOf, type ConceptHead } from './head.ts';
import { bestRegions, scoreFilm, type SeenFrame } from './score-film.ts';
import { describeTemplate } from './template.ts';
import { TokenLearner } from './token/token-learner.ts';

/** What became of a picture that a concept was to be enrolled from. */
export interface PictureOutcome {
  readonly picture: string;
  /** Where it shows the thing, in fractions of the picture; null when it was refused. */
  readonly box: Box | null;
  readonly problem: Problem | null;
}

export interface ConceptOutcome {
  /** Null when no picture could be used and nothing of that name exists. */
  readonly conceptId: number | null;
  readonly pictures: readonly PictureOutcome[];
}

/** A frame of the library that may show a concept. */
export interface FoundFrame extends SeenFrame {
  readonly videoId: number;
}

export interface ConceptPreview {
  readonly pictures: readonly PictureOutcome[];
  /** What it finds, the likeliest first. */
  readonly found: readonly FoundFrame[];
  /** What it is nearly taken for, the likeliest first. */
  readonly confused: readonly FoundFrame[];
  /** Other concepts whose pictures it would be taken for. */
  readonly rivals: readonly { readonly name: string; readonly likelihood: number }[];
}

const pictureSize = { maxSide: 1024, quality: 88 };
const mostShown = 12;
/** Between this and {@link conceptSeen} a frame is nearly taken for the concept. */
const doubtful = 0.15;
/** Seconds between two frames that are shown of one film. */
const apart = 3;
/** A head is trained anew when the library holds so many times the films it was trained against. */
const grown = 3;

/**
 * Enrols concepts, and keeps their heads, the words that were learned for them, and the frames that show them in step with
 * models and films.
 */
export class ConceptKeeper {
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;
  readonly #tokens: TokenLearner;

  constructor(store: LibraryStore, tools: WorkerTools) {
    this.#store = store;
    this.#tokens = new TokenLearner(store);
    this.#tools = tools;
  }

  /** Enrols a concept, or adds pictures to one. Nothing is stored unless a picture can be used. */
  async add(name: string, kind: ConceptKind, pictures: readonly ConceptPicture[]): Promise<ConceptOutcome> {
    const models = await this.#tools.models();
    const verdicts = await readConceptPictures(pictures, kind, models);
    const fresh = templatesOf(verdicts);
    const known = this.#store.concepts.all().find((concept) => concept.name === name) ?? null;
    const outcomes = verdicts.map(outcomeOf);
    if (fresh.length === 0) return { conceptId: known?.id ?? null, pictures: outcomes };
    const { modelId } = models.regions;
    const before = known ? await this.#templates(known.id) : [];
    const head = trainAgainstLibrary(this.#store, modelId, [...before, ...fresh], known?.id ?? null);
    const token = await this.#learn(models, [...before, ...fresh], kind, known?.id ?? null);
    const rows = await Promise.all(fresh.map((template) => templateRow(template, modelId)));
    const conceptId = this.#store.transaction(() => {
      const id = known?.id ?? this.#store.concepts.add(name, kind, new Date());
      for (const row of rows) this.#store.concepts.addTemplate(id, row);
      this.#keepHead(id, modelId, head);
      if (token) this.#store.concepts.setToken(id, token);
      this.#rescore(modelId);
      return id;
    });
    return { conceptId, pictures: outcomes };
  }

  /** What {@link add} would find whatever other concepts claim, without storing anything. */
  async preview(kind: ConceptKind, pictures: readonly ConceptPicture[]): Promise<ConceptPreview> {
    const models = await this.#tools.models();
    const verdicts = await readConceptPictures(pictures, kind, models);
    const templates = templatesOf(verdicts);
    const outcomes = verdicts.map(outcomeOf);
    if (templates.length === 0) return { pictures: outcomes, found: [], confused: [], rivals: [] };
    const { modelId } = models.regions;
    const head = trainAgainstLibrary(this.#store, modelId, templates, null);
    const frames = this.#store.regions.films(modelId).flatMap((videoId) => {
      const [own] = bestRegions(this.#store.regions.byVideo(videoId, modelId), [{ ...head, kind }]);
      return own!.filter(({ likelihood }) => likelihood >= doubtful).map((frame) => ({ ...frame, videoId }));
    });
    return {
      pictures: outcomes,
      found: spread(frames.filter(({ likelihood }) => likelihood >= conceptSeen)),
      confused: spread(frames.filter(({ likelihood }) => likelihood < conceptSeen)),
      rivals: this.#rivals(head, modelId),
    };
  }

  /**
   * Makes heads anew that are for another model, or were trained when the library was much smaller, and learns words that
   * the model of today has not.
   */
  async keepUp(): Promise<boolean> {
    const hasHeads = await this.#keepHeadsUp();
    return (await this.#keepTokensUp()) || hasHeads;
  }

  async #keepTokensUp(): Promise<boolean> {
    const concepts = this.#store.concepts.all();
    if (concepts.length === 0) return false;
    const models = await this.#tools.models();
    const { wordLearner } = models;
    if (!wordLearner) return false;
    const known = this.#store.concepts.tokens(wordLearner.pictures.modelId);
    let hasNew = false;
    for (const { id, kind } of concepts.filter((concept) => !known.has(concept.id))) {
      const templates = await this.#templates(id);
      const token = templates.length > 0 ? await this.#learn(models, templates, kind, id) : null;
      // It may have been removed meanwhile.
      if (!token || !this.#store.concepts.byId(id)) continue;
      this.#store.transaction(() => this.#store.concepts.setToken(id, token));
      hasNew = true;
    }
    return hasNew;
  }

  async #learn(
    { wordLearner }: Pick<ModelSet, 'wordLearner'>,
    templates: readonly Template[],
    kind: ConceptKind,
    conceptId: number | null,
  ): Promise<StoredToken | null> {
    return wordLearner && this.#tokens.learn(wordLearner, templates, kind, conceptId);
  }

  async #keepHeadsUp(): Promise<boolean> {
    const concepts = this.#store.concepts.all();
    if (concepts.length === 0) return false;
    const { modelId } = (await this.#tools.models()).regions;
    const films = this.#store.regions.films(modelId).length;
    const heads = new Map(this.#store.concepts.heads().map((head) => [head.conceptId, head]));
    const stale = concepts.filter(({ id }) => {
      const head = heads.get(id);
      return head?.model !== modelId || films >= grown * Math.max(1, head.films);
    });
    for (const { id } of stale) {
      const templates = await this.#templates(id);
      if (templates.length === 0) continue;
      const head = trainAgainstLibrary(this.#store, modelId, templates, id);
      const rows = await Promise.all(templates.map((template) => templateRow(template, modelId)));
      this.#store.transaction(() => {
        // It may have been removed meanwhile.
        if (!this.#store.concepts.byId(id)) return;
        this.#store.concepts.removeTemplates(id);
        for (const row of rows) this.#store.concepts.addTemplate(id, row);
        this.#keepHead(id, modelId, head);
      });
    }
    if (stale.length > 0) this.#store.transaction(() => this.#rescore(modelId));
    return stale.length > 0;
  }

  /** Forgets a concept; regions that it claimed are left to the others. False when it was not there. */
  async remove(conceptId: number): Promise<boolean> {
    const { modelId } = (await this.#tools.models()).regions;
    return this.#store.transaction(() => {
      const removed = this.#store.concepts.remove(conceptId);
      if (removed) this.#rescore(modelId);
      return removed;
    });
  }

  /** Keeps a head; inside the caller's transaction. */
  #keepHead(conceptId: number, model: string, { weights, bias }: ConceptHead): void {
    const films = this.#store.regions.films(model).length;
    this.#store.concepts.setHead(conceptId, { model, weights, bias, films });
  }

  /** Says anew what every film shows of every concept; inside the caller's transaction. */
  #rescore(model: string): void {
    const heads = this.#store.concepts.heads();
    for (const videoId of this.#store.regions.films(model)) scoreFilm(this.#store, videoId, model, heads);
  }

  /** A stored concept's pictures, described by the model of today. */
  async #templates(conceptId: number): Promise<Template[]> {
    const models = await this.#tools.models();
    const templates: Template[] = [];
    for (const { source, picture, box } of this.#store.concepts.templates(conceptId)) {
      const image = await decodeJpeg(picture);
      templates.push({ source, image, box, ...(await describeTemplate({ source, image, box }, models)) });
    }
    return templates;
  }

  #rivals(head: ConceptHead, model: string) {
    return this.#store.concepts.all().flatMap(({ id, name }) => {
      const own = this.#store.concepts.templates(id).filter((template) => template.model === model);
      const likelihood = Math.max(0, ...own.map(({ vector }) => probabilityOf(head, vector)));
      return likelihood >= doubtful ? [{ name, likelihood }] : [];
    });
  }
}

async function templateRow({ source, image, box, looks }: Template, model: string): Promise<ConceptTemplate> {
  const picture = await encodeJpeg(image, pictureSize.maxSide, pictureSize.quality);
  return { source, picture, box, model, vector: looks[0]! };
}

function outcomeOf({
  source,
  template,
  problem,
}: {
  source: string;
  template: Template | null;
  problem: Problem | null;
}): PictureOutcome {
  return { picture: source, box: template?.box ?? null, problem };
}

/** The likeliest frames, of one film none soon after another. */
function spread(frames: readonly FoundFrame[]): FoundFrame[] {
  const shown: FoundFrame[] = [];
  for (const frame of frames.toSorted((a, b) => b.likelihood - a.likelihood)) {
    const isNear = shown.some(
      ({ videoId, time }) => videoId === frame.videoId && Math.abs(time - frame.time) < apart,
    );
    if (!isNear) shown.push(frame);
    if (shown.length === mostShown) break;
  }
  return shown;
}
