import type { InputOf, PersonPreview } from '../../src-main/api/contract.ts';
import type { Problem } from '../client/app-client.ts';
import { noAnswers, withAnswer } from '../rules/face-answers.ts';
import { problemOf } from '../state/notices.svelte.ts';
import type { PeopleState } from '../state/people.svelte.ts';

/** Where somebody would be found, and what was said of the doubtful faces before the person is there. */
export class EnrolPreview {
  found = $state.raw<PersonPreview | null>(null);
  problem = $state.raw<Problem | null>(null);
  looking = $state(false);
  /** By track, whether it shows the person. */
  answers = $state.raw(noAnswers);

  readonly #people: PeopleState;
  #latest = 0;

  constructor(people: PeopleState) {
    this.#people = people;
  }

  /** Forgets what was found and said. */
  clear(): void {
    this.#latest++;
    this.found = null;
    this.problem = null;
    this.looking = false;
    this.answers = noAnswers;
  }

  /** Looks for the person; only what was asked for last is shown. */
  async look(input: () => Promise<InputOf<'people.preview'>>): Promise<void> {
    const turn = ++this.#latest;
    this.looking = true;
    try {
      const found = await this.#people.preview(await input());
      if (turn !== this.#latest) return;
      this.found = found;
      this.problem = null;
    } catch (error) {
      if (turn !== this.#latest) return;
      this.found = null;
      this.problem = problemOf(error);
    }
    this.looking = false;
  }

  answer(track: number, shows: boolean): void {
    this.answers = withAnswer(this.answers, track, shows);
  }
}
