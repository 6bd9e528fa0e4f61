import { problemOf } from '../domain/errors.ts';
import { stackOf, type EventLog } from '../domain/event-log.ts';
import type { LibraryWriter } from './library-writer.ts';
import type { WorkerCommand, WorkerCommands, WorkerMessage, WorkerRequest } from './worker-protocol.ts';

type Handlers = {
  [C in WorkerCommand]: (
    input: WorkerCommands[C]['input'],
  ) => WorkerCommands[C]['output'] | Promise<WorkerCommands[C]['output']>;
};

function handlersOf(writer: LibraryWriter): Handlers {
  const { indexer, people } = writer;
  return {
    index: ({ paths }) => named(writer, writer.index(paths)),
    rescan: ({ folders }) => named(writer, writer.rescan(folders)),
    folderStatus: () => writer.folderStatus(),
    removeFolder: ({ path, keepFilms }) => writer.removeFolder(path, keepFilms),
    setWatching: ({ path, watching }) => writer.setWatching(path, watching),
    setPatterns: async ({ patterns }) => {
      await writer.setPatterns(patterns);
      return null;
    },
    checkPresence: async ({ videoId }) => {
      await writer.checkPresence(videoId);
      return null;
    },
    renew: () => named(writer, indexer.renew()),
    retry: ({ videoId }) => named(writer, indexer.retry(videoId)),
    retryAll: () => named(writer, indexer.retryAll()),
    focus: ({ videoId }) => indexer.focus(videoId),
    changeSettings: (change) => indexer.changeSettings(change),
    cancel: () => indexer.cancel(),
    removeVideo: ({ videoId }) => writer.removeVideo(videoId),
    tryPicture: ({ picture, text }) => writer.tryPicture(picture, text),
    saveSearch: ({ name, query }) => writer.saveSearch(name, query),
    forgetSearch: ({ id }) => writer.forgetSearch(id),
    noteSearch: ({ query }) => {
      writer.noteSearch(query);
      return null;
    },
    setRecentSearches: ({ queries }) => {
      writer.setRecentSearches(queries);
      return null;
    },
    keepTurns: ({ conversation, from, turns }) => {
      writer.keepTurns(conversation, from, turns);
      return null;
    },
    forgetConversation: ({ name }) => writer.forgetConversation(name),
    chooseLanguageModel: ({ purpose, choice }) => {
      writer.chooseLanguageModel(purpose, choice);
      return null;
    },
    setSeen: ({ videoId, seen }) => writer.setSeen(videoId, seen),
    keepExample: ({ given }) => writer.keepExample(given),
    addConcept: ({ name, kind, pictures }) => writer.concepts.add(name, kind, pictures),
    previewConcept: ({ kind, pictures }) => writer.concepts.preview(kind, pictures),
    renameConcept: ({ conceptId, name }) => writer.concepts.rename(conceptId, name),
    removeConcept: ({ conceptId }) => writer.concepts.remove(conceptId),
    nameNow: () => writer.nameNow().then(nothing),
    enrol: ({ name, pictures }) => people.enrol(name, pictures),
    previewPerson: ({ name, source }) => people.preview(name, source),
    facesAt: ({ videoId, time }) => people.facesAt(videoId, time),
    enrolFace: ({ name, place }) => people.enrolFace(name, place),
    renamePerson: ({ personId, name }) => people.renamePerson(personId, name).then(nothing),
    removePerson: ({ personId }) => people.removePerson(personId),
    removePicture: ({ pictureId }) => people.removePicture(pictureId),
    alikePeople: () => people.alike(),
    doubtful: ({ personId, limit }) => people.doubtful(personId, limit),
    nameGroup: ({ groupId, name }) => people.nameGroup(groupId, name),
    mergeGroups: ({ groupIds }) => people.mergeGroups(groupIds).then(nothing),
    splitGroup: ({ groupId, trackIds }) => people.splitGroup(groupId, trackIds).then(nothing),
    ignoreGroup: ({ groupId, isIgnored }) => people.ignoreGroup(groupId, isIgnored).then(nothing),
    notThis: ({ personId, trackId }) => people.notThis(personId, trackId).then(nothing),
    answer: ({ personId, trackId, shows }) => people.answer(personId, trackId, shows).then(nothing),
    setCover: ({ personId, from }) => people.setCover(personId, from).then(nothing),
    unitePeople: ({ into, from }) => people.unitePeople(into, from).then(nothing),
    keepApart: ({ personId, otherId }) => people.keepApart(personId, otherId).then(nothing),
    undoDecision: () => people.undo(),
    nameVoice: ({ voiceId, name }) => writer.voices.name(voiceId, name),
    forgetVoices: ({ voiceIds }) => writer.voices.forget(voiceIds).then(nothing),
    tellSpeaker: ({ videoId, line, name }) => writer.voices.tellSpeaker(videoId, line, name),
    mergeVoices: ({ into, from }) => writer.voices.merge(into, from).then(nothing),
    refuseSpeaker: ({ videoId, line, personId }) =>
      writer.voices.refuseSpeaker(videoId, line, personId).then(nothing),
    undoVoices: () => writer.voices.undo(),
    setVoicesAcrossFilms: ({ isAcross }) => writer.voices.setAcrossFilms(isAcross).then(nothing),
    correctLines: (correction) => writer.lines.correct(correction),
    undoLines: ({ videoId }) => writer.lines.undo(videoId),
    redoLines: ({ videoId }) => writer.lines.redo(videoId),
    alignLines: ({ videoId, ...alignment }) => writer.lines.align(videoId, alignment),
    keepDrawnTrack: ({ track }) => writer.drawnTracks.keep(track),
    removeDrawnTrack: ({ trackId }) => writer.drawnTracks.remove(trackId),
    restoreDrawnTrack: ({ trackId }) => writer.drawnTracks.restore(trackId),
    changeCollection: (change) => writer.collections.change(change),
    undoCollections: () => writer.collections.undo(),
    close: async () => {
      await writer.close();
      return null;
    },
  };
}

const nothing = () => null;

/** Whoever waits for films to be indexed finds their faces grouped and named. */
async function named<T>(writer: LibraryWriter, indexed: Promise<T>): Promise<T> {
  const summary = await indexed;
  await writer.nameNow();
  return summary;
}

async function answer<C extends WorkerCommand>(
  handlers: Handlers,
  request: WorkerRequest<C>,
  { send, log }: Answering,
): Promise<void> {
  try {
    const output = await handlers[request.command](request.input);
    send({ kind: 'answer', id: request.id, output });
  } catch (error) {
    const problem = problemOf(error);
    // Only here does the error still know where it came from.
    if (problem.code === 'internal')
      log.tell('call.failed', { call: request.command, stack: stackOf(error) });
    send({ kind: 'failure', id: request.id, problem });
  }
}

interface Answering {
  readonly send: (message: WorkerMessage) => void;
  readonly log: EventLog;
}

/** Gives what carries out a request and sends its answer, which never rejects. */
export function requestsOf(
  writer: LibraryWriter,
  answering: Answering,
): (request: WorkerRequest) => Promise<void> {
  const handlers = handlersOf(writer);
  return (request) => answer(handlers, request, answering);
}
