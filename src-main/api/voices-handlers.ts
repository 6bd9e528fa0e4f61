import { requireVideo } from '../library/library-path.ts';
import { checkedPersonName, findPerson, personCalled, personView } from '../people/person-views.ts';
import {
  areVoicesAcross,
  filmsWhereHeard,
  filmUtterances,
  listVoices,
  voicesCalled,
} from '../voices/voice-views.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls about who says what. */
export function voicesHandlers({
  reader,
  worker,
}: CoreContext): HandlersOf<MethodsOf<'voices' | 'dialogue'>> {
  const viewOf = (personId: number) => {
    const person = personView(reader, personId);
    if (!person) throw new Error(`Person ${personId} vanished while a voice was named.`);
    return { person };
  };
  return {
    'voices.list': () => ({ acrossFilms: areVoicesAcross(reader), voices: listVoices(reader) }),

    'voices.name': async ({ voice, name }) => {
      const tidy = checkedPersonName(reader, name);
      const [found] = voicesCalled(reader, voice);
      return viewOf(await worker.nameVoice(found!.id, findPerson(reader, tidy)?.name ?? tidy));
    },

    'voices.merge': async ({ voices: [one, other] }) => {
      const [[into], [from]] = [voicesCalled(reader, one), voicesCalled(reader, other)];
      await worker.mergeVoices(into!.id, from!.id);
      return { merged: true };
    },

    'voices.heard': ({ voice }) => ({ films: filmsWhereHeard(reader, voice) }),
    'voices.undo': async () => ({ undone: await worker.undoVoices() }),

    'voices.forget': async ({ voice }) => {
      const found = voicesCalled(reader, voice);
      await worker.forgetVoices(found.map(({ id }) => id));
      return { forgotten: found.length };
    },

    'voices.setAcrossFilms': async ({ acrossFilms }) => {
      await worker.setVoicesAcrossFilms(acrossFilms);
      return { acrossFilms };
    },

    'dialogue.list': ({ id }) => ({ utterances: filmUtterances(reader, requireVideo(reader, id).id) }),

    'dialogue.tellSpeaker': async ({ id, start, end, name }) => {
      const tidy = checkedPersonName(reader, name);
      const line = { start, end };
      const known = findPerson(reader, tidy)?.name ?? tidy;
      return viewOf(await worker.tellSpeaker(requireVideo(reader, id).id, line, known));
    },

    'dialogue.refuseSpeaker': async ({ id, start, end, name }) => {
      const person = personCalled(reader, name);
      await worker.refuseSpeaker(requireVideo(reader, id).id, { start, end }, person.id);
      return { refused: true };
    },
  };
}
