import { UserFacingError } from '../domain/errors.ts';
import { cutFace } from '../media/face-picture.ts';
import { pairConfidence } from '../models/face-calibration.ts';
import type { DecisionAction } from '../store/decision-table.ts';
import type { LibraryStore } from '../store/library-store.ts';
import { anchorSample } from '../domain/face-anchor.ts';
import { alikePeople, type AlikePeople } from './alike-people.ts';
import type { DoubtfulGroup } from './doubtful-groups.ts';
import { readEnrolPictures } from './enrolment.ts';
import { FaceDecisions, type Change } from './face-decisions.ts';
import { groupPortraits } from './group-portraits.ts';
import type { LibraryNamer } from './library-namer.ts';
import { LineCorrections } from './line-corrections.ts';
import { faceAt, pausedFaces, type PausedFace, type PlaceInFilm } from './paused-faces.ts';
import type { GivenPicture } from './picture-input.ts';
import { doubtfulFor, previewPerson } from './preview-person.ts';
import type { EnrolOutcome, NamedGroup, PreviewedPerson, PreviewSource } from './worker-protocol.ts';
import type { WorkerTools } from './worker-tools.ts';

export interface PeopleEvents {
  /** People, or whom faces show, have changed. */
  changed(): Promise<void>;
  /** Somebody, or a picture of somebody, was deleted and must not be found again. */
  forgotten(): Promise<void>;
}

/** Enrols people, and carries out what the user decides about faces, each in one transaction with what follows from it. */
export class PeopleWriter {
  readonly #store: LibraryStore;
  readonly #tools: WorkerTools;
  readonly #namer: LibraryNamer;
  readonly #told: PeopleEvents;
  readonly #decisions: FaceDecisions;
  readonly #lines: LineCorrections;

  constructor(store: LibraryStore, tools: WorkerTools, namer: LibraryNamer, told: PeopleEvents) {
    this.#store = store;
    this.#tools = tools;
    this.#namer = namer;
    this.#told = told;
    this.#decisions = new FaceDecisions(store);
    this.#lines = new LineCorrections(store);
  }

  async enrol(name: string, pictures: readonly GivenPicture[]): Promise<EnrolOutcome> {
    const models = await this.#tools.models();
    const { accepted, rejected } = await readEnrolPictures(
      pictures,
      models,
      this.#templatesOf(name, models.faceEmbedder.modelId),
    );
    const personId = this.#store.transaction(() => {
      const known = this.#store.people.byName(name);
      if (accepted.length === 0) return known?.id ?? null;
      const person = known ?? this.#store.people.add(name, new Date());
      for (const picture of accepted) this.#store.people.addPicture(person.id, picture);
      this.#namer.name(models.faceEmbedder);
      return person.id;
    });
    if (accepted.length > 0) await this.#told.changed();
    return { personId, accepted: accepted.length, rejected };
  }

  /** Says where somebody would be found, were they enrolled under a name; changes nothing. */
  async preview(name: string | null, source: PreviewSource): Promise<PreviewedPerson> {
    const { faceEmbedder } = await this.#tools.models();
    const known = name === null ? null : this.#store.people.byName(name);
    const { rejected = [], ...evidence } = await this.#evidence(source, known?.name ?? null);
    const preview = previewPerson(this.#store, faceEmbedder, known?.id ?? null, evidence);
    return { ...preview, knownId: known?.id ?? null, accepted: evidence.embeddings.length, rejected };
  }

  /** The groups of which it is worth asking whether they are a person. */
  async doubtful(personId: number, limit: number): Promise<DoubtfulGroup[]> {
    const { faceEmbedder } = await this.#tools.models();
    return doubtfulFor(this.#store, faceEmbedder, personId).slice(0, limit);
  }

  /** Pairs of people who may be one. */
  async alike(): Promise<AlikePeople[]> {
    const { faceEmbedder } = await this.#tools.models();
    const key = (a: number, b: number) => `${Math.min(a, b)} ${Math.max(a, b)}`;
    const apart = new Set(this.#store.decisions.apart().map(([a, b]) => key(a, b)));
    return alikePeople(
      this.#store.people.templates(faceEmbedder.modelId),
      pairConfidence(faceEmbedder),
      (a, b) => apart.has(key(a, b)) || this.#store.persons.areSeenTogether(a, b),
    );
  }

  /** The faces that a film shows at a time. */
  async facesAt(videoId: number, time: number): Promise<PausedFace[]> {
    const [models, ffmpeg] = [await this.#tools.models(), await this.#tools.ffmpeg()];
    return pausedFaces(this.#store, ffmpeg, models, videoId, time);
  }

  /** Says whom a face in a film's picture shows; somebody of that name, or else a new person. */
  async enrolFace(name: string, place: PlaceInFilm): Promise<NamedGroup> {
    const [models, ffmpeg] = [await this.#tools.models(), await this.#tools.ffmpeg()];
    const { picture, box, trackId } = await faceAt(this.#store, ffmpeg, models, place);
    const isKnown = this.#store.people.byName(name) !== null;
    const face = { ...place, box, trackId };
    const { person } = await this.#decide(() => this.#decisions.nameFace(face, name, picture));
    return { personId: person.id, isKnown };
  }

  async renamePerson(personId: number, name: string): Promise<void> {
    this.#store.transaction(() => {
      const before = this.#store.people.byId(personId)?.name;
      this.#store.people.rename(personId, name);
      if (before !== undefined) this.#lines.renameSpeaker(before, name);
    });
    await this.#told.changed();
  }

  async removePerson(personId: number): Promise<boolean> {
    const models = await this.#tools.models();
    const removed = this.#store.transaction(() => {
      const freed = this.#store.decisions.tracksOfPerson(personId);
      const name = this.#store.people.byId(personId)?.name;
      const found = this.#store.people.remove(personId);
      if (name !== undefined) this.#lines.forgetSpeaker(name);
      if (found) this.#namer.name(models.faceEmbedder, freed);
      return found;
    });
    if (!removed) return false;
    await this.#told.changed();
    await this.#told.forgotten();
    return true;
  }

  /** Forgets a picture that somebody was enrolled from; false when there is none. */
  async removePicture(pictureId: number): Promise<boolean> {
    const { faceEmbedder } = await this.#tools.models();
    const removed = this.#store.transaction(() => {
      if (this.#store.people.picture(pictureId) === null) return false;
      this.#store.people.removePictures([pictureId]);
      this.#namer.name(faceEmbedder);
      return true;
    });
    if (!removed) return false;
    await this.#told.changed();
    await this.#told.forgotten();
    return true;
  }

  /** Says whom a group's faces show; somebody of that name, or else a new person. */
  async nameGroup(groupId: number, name: string): Promise<NamedGroup> {
    const pictures = await this.#portraitsOf(groupId);
    const isKnown = this.#store.people.byName(name) !== null;
    const { person } = await this.#decide(() => this.#decisions.name(groupId, name, pictures));
    return { personId: person.id, isKnown };
  }

  async mergeGroups(groupIds: readonly number[]): Promise<void> {
    await this.#decide(() => this.#decisions.merge(groupIds));
  }

  async splitGroup(groupId: number, trackIds: readonly number[]): Promise<void> {
    await this.#decide(() => this.#decisions.split(groupId, trackIds));
  }

  async ignoreGroup(groupId: number, isIgnored: boolean): Promise<void> {
    await this.#decide(() =>
      isIgnored ? this.#decisions.ignore(groupId) : this.#decisions.unignore(groupId),
    );
  }

  async notThis(personId: number, trackId: number): Promise<void> {
    await this.#decide(() => this.#decisions.notThis(personId, trackId));
  }

  /** Keeps whether a face shows a person, as the user says. */
  async answer(personId: number, trackId: number, shows: boolean): Promise<void> {
    await this.#decide(() => this.#decisions.answer(personId, trackId, shows));
  }

  /** Lets a face of a film, or a picture that a person was enrolled from, stand for the person. */
  async setCover(personId: number, from: { track: number } | { picture: number }): Promise<void> {
    const trackId = 'track' in from ? from.track : null;
    const portrait =
      'track' in from ? await this.#portraitOfTrack(from.track) : this.#ownPicture(personId, from.picture);
    await this.#decide(() => this.#decisions.cover(personId, portrait, trackId));
  }

  async unitePeople(into: number, from: number): Promise<void> {
    await this.#decide(() => {
      this.#store.speakers.movePerson(from, into);
      this.#store.voiceDecisions.movePerson(from, into);
      return this.#decisions.unite(into, from);
    });
  }

  async keepApart(personId: number, otherId: number): Promise<void> {
    await this.#decide(() => this.#decisions.apart(personId, otherId));
  }

  /** Takes back the latest decision; null when there is none. */
  async undo(): Promise<DecisionAction | null> {
    const undone = await this.#decide(() => this.#decisions.undo());
    return undone?.action ?? null;
  }

  async #evidence(source: PreviewSource, knownName: string | null) {
    const models = await this.#tools.models();
    const { modelId } = models.faceEmbedder;
    if ('group' in source) {
      const trackIds = this.#store.groups.trackIds(source.group);
      const embeddings = (await this.#portraitsOf(source.group)).map(({ embedding }) => embedding);
      return { embeddings, trackIds };
    }
    if ('face' in source) {
      const { picture, trackId } = await faceAt(this.#store, await this.#tools.ffmpeg(), models, source.face);
      return { embeddings: [picture.embedding], trackIds: trackId === null ? [] : [trackId] };
    }
    const before = knownName === null ? [] : this.#templatesOf(knownName, modelId);
    const { accepted, rejected } = await readEnrolPictures(source.pictures, models, before);
    return { embeddings: accepted.map(({ embedding }) => embedding), trackIds: [], rejected };
  }

  #templatesOf(name: string, modelId: string): Float32Array[] {
    const person = this.#store.people.byName(name);
    return this.#store.people
      .templates(modelId)
      .filter(({ personId }) => personId === person?.id)
      .map(({ embedding }) => embedding);
  }

  async #portraitsOf(groupId: number) {
    const { faceEmbedder } = await this.#tools.models();
    const trackIds = this.#store.groups.trackIds(groupId);
    return groupPortraits(this.#store, trackIds, faceEmbedder.modelId, await this.#tools.ffmpeg());
  }

  async #portraitOfTrack(trackId: number): Promise<Buffer> {
    const track = this.#store.faces.track(trackId);
    const video = track && this.#store.videos.byId(track.videoId);
    if (!video) throw goneFace();
    const { time, box } = anchorSample(this.#store.faces.samples(trackId));
    return cutFace(await this.#tools.ffmpeg(), { path: video.path, time, box });
  }

  #ownPicture(personId: number, pictureId: number): Buffer {
    const picture = this.#store.people.picture(pictureId);
    if (picture?.personId !== personId) throw goneFace();
    return picture.portrait;
  }

  /** Makes a decision and lets it show everywhere, in one transaction. */
  async #decide<C extends Change | null>(decide: () => C): Promise<C> {
    const { faceEmbedder } = await this.#tools.models();
    const change = this.#store.transaction(() => {
      const made = decide();
      if (made) this.#namer.name(faceEmbedder, made.changed);
      return made;
    });
    if (change) await this.#told.changed();
    return change;
  }
}

function goneFace(): UserFacingError {
  return new UserFacingError(
    'not-found',
    'This picture is no longer in the library.',
    'Look at the person again.',
  );
}
