import type { DecisionAction } from '../store/decision-table.ts';
import type { AlikePeople } from './alike-people.ts';
import type { DoubtfulGroup } from './doubtful-groups.ts';
import type { PausedFace, PlaceInFilm } from './paused-faces.ts';
import type { GivenPicture } from './picture-input.ts';
import type {
  EnrolOutcome,
  NamedGroup,
  PreviewedPerson,
  PreviewSource,
  WorkerCommand,
  WorkerCommands,
} from './worker-protocol.ts';

type Ask = <C extends WorkerCommand>(
  command: C,
  input: WorkerCommands[C]['input'],
) => Promise<WorkerCommands[C]['output']>;

/** What the library's worker can be asked about people; see `PeopleWriter` for what each does. */
export class PeopleRequests {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  enrol(name: string, pictures: readonly GivenPicture[]): Promise<EnrolOutcome> {
    return this.#ask('enrol', { name, pictures });
  }

  preview(name: string | null, source: PreviewSource): Promise<PreviewedPerson> {
    return this.#ask('previewPerson', { name, source });
  }

  facesAt(videoId: number, time: number): Promise<readonly PausedFace[]> {
    return this.#ask('facesAt', { videoId, time });
  }

  enrolFace(name: string, place: PlaceInFilm): Promise<NamedGroup> {
    return this.#ask('enrolFace', { name, place });
  }

  async rename(personId: number, name: string): Promise<void> {
    await this.#ask('renamePerson', { personId, name });
  }

  remove(personId: number): Promise<boolean> {
    return this.#ask('removePerson', { personId });
  }

  removePicture(pictureId: number): Promise<boolean> {
    return this.#ask('removePicture', { pictureId });
  }

  alike(): Promise<readonly AlikePeople[]> {
    return this.#ask('alikePeople', {});
  }

  doubtful(personId: number, limit: number): Promise<readonly DoubtfulGroup[]> {
    return this.#ask('doubtful', { personId, limit });
  }

  nameGroup(groupId: number, name: string): Promise<NamedGroup> {
    return this.#ask('nameGroup', { groupId, name });
  }

  async mergeGroups(groupIds: readonly number[]): Promise<void> {
    await this.#ask('mergeGroups', { groupIds });
  }

  async splitGroup(groupId: number, trackIds: readonly number[]): Promise<void> {
    await this.#ask('splitGroup', { groupId, trackIds });
  }

  async ignoreGroup(groupId: number, isIgnored: boolean): Promise<void> {
    await this.#ask('ignoreGroup', { groupId, isIgnored });
  }

  async notThis(personId: number, trackId: number): Promise<void> {
    await this.#ask('notThis', { personId, trackId });
  }

  async answer(personId: number, trackId: number, shows: boolean): Promise<void> {
    await this.#ask('answer', { personId, trackId, shows });
  }

  async setCover(personId: number, from: { track: number } | { picture: number }): Promise<void> {
    await this.#ask('setCover', { personId, from });
  }

  async unite(into: number, from: number): Promise<void> {
    await this.#ask('unitePeople', { into, from });
  }

  async keepApart(personId: number, otherId: number): Promise<void> {
    await this.#ask('keepApart', { personId, otherId });
  }

  undo(): Promise<DecisionAction | null> {
    return this.#ask('undoDecision', {});
  }
}
