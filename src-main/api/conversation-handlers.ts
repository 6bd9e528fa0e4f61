import { converse, saidAgain, withoutPart } from '../conversation/converse.ts';
import { converseWithModel } from '../conversation/language-model/converse-with-model.ts';
import type { LibraryView } from '../conversation/library-view.ts';
import { planText, type ConversationPlan } from '../conversation/plan.ts';
import { replayed, type ConversationState, type Dropped, type Turn } from '../conversation/state.ts';
import { NearestIntent } from '../conversation/understanding/nearest-intent.ts';
import { shippedParaphrases } from '../conversation/understanding/paraphrases.ts';
import { UserFacingError } from '../domain/errors.ts';
import type { Moment } from '../domain/moment.ts';
import type { ConversationView, InputOf, MomentView, OutputOf } from './contract.ts';
import { conversationLibrary } from './conversation-library.ts';
import type { SearchContext, HandlersOf, MethodsOf } from './core-context.ts';
import { languageModelOf } from './language-model-handlers.ts';
import { momentView } from './search-handlers.ts';

type TurnView = ConversationView['turns'][number];
type PlanView = ConversationView['plan'];

/** Turns that a conversation can have: each is read again with every one that follows. */
const mostTurns = 500;

/** The calls of conversations. */
export function conversationHandlers(context: SearchContext): HandlersOf<MethodsOf<'conversation'>> {
  const { reader, worker, events } = context;
  let nearest: NearestIntent | null = null;
  const intents = (): NearestIntent => (nearest ??= new NearestIntent(shippedParaphrases()));
  const queues = new Map<string, Promise<unknown>>();

  /** One turn after the other: what somebody says goes on from what was answered before. */
  function inTurn<T>(session: string, work: () => Promise<T>): Promise<T> {
    const before = queues.get(session) ?? Promise.resolve();
    const now = before.then(work, work);
    const settled = now.catch(() => undefined);
    queues.set(session, settled);
    void settled.then(() => queues.get(session) === settled && queues.delete(session));
    return now;
  }

  // Written by `keepTurns` alone, from turns of this program.
  const turnsOf = (session: string): Turn[] =>
    reader.conversations.turns(session).map((turn) => JSON.parse(turn) as Turn);
  const keep = async (session: string, from: number, turns: readonly Turn[]): Promise<void> => {
    const written = turns.map((turn) => JSON.stringify(turn));
    await worker.keepTurns(session, from, written);
    events.tell('conversations.changed', { session });
  };

  return {
    'conversation.turn': ({ session, text, intent, person }, signal) =>
      inTurn(session, async () => {
        const turns = turnsOf(session);
        const last = turns.at(-1);
        const asked = last?.question && last.text === text ? last : null;
        // A question that is answered now leaves no trace.
        const before = asked ? turns.slice(0, -1) : turns;
        if (before.length >= mostTurns) throw tooLong(session);
        const library = conversationLibrary(context);
        // What was made of the turn before the question still holds; it is not asked for twice.
        const reading = intent || person ? asked?.given.reading : undefined;
        const given = {
          ...(intent ? { intent } : {}),
          ...(person ? { person } : {}),
          ...(reading ? { reading } : {}),
        };
        const state = replayed(before);
        const endpoint = languageModelOf(reader, 'words');
        const turn = endpoint
          ? await converseWithModel(endpoint, text, state, library, intents(), given, signal)
          : await converse(text, state, library, intents(), given, signal);
        await keep(session, before.length, [turn]);
        const moments = shownMoments(context, library, turn);
        return { turn: turnView(turn, before.length, library), ...moments };
      }),

    'conversation.state': ({ session }) => stateView(context, replayed(turnsOf(session))),

    'conversation.list': () => ({ conversations: reader.conversations.all() }),

    'conversation.drop': ({ session, part }, signal) =>
      inTurn(session, async () => {
        const turns = turnsOf(session);
        const state = replayed(turns);
        const dropped = droppedBy(part, state);
        const turn = await withoutPart(dropped, state, conversationLibrary(context), signal);
        await keep(session, turns.length, [turn]);
        return stateView(context, replayed([...turns, turn]));
      }),

    'conversation.undo': ({ session, place }, signal) =>
      inTurn(session, async () => {
        const turns = turnsOf(session);
        const from = place ?? turns.length - 1;
        if (!turns[from]) throw noSuchTurn(session);
        const before = turns.slice(0, from);
        const library = conversationLibrary(context);
        const behind = turns.slice(from + 1);
        const again = await saidAgain(behind, replayed(before), library, intents(), signal);
        await keep(session, from, again);
        return stateView(context, replayed([...before, ...again]));
      }),

    'conversation.forget': ({ session }) =>
      inTurn(session, async () => {
        const forgotten = await worker.forgetConversation(session);
        events.tell('conversations.changed', { session });
        return { forgotten };
      }),
  };
}

function stateView(context: SearchContext, state: ConversationState): OutputOf<'conversation.state'> {
  const library = conversationLibrary(context);
  return {
    turns: state.turns.map((turn, place) => turnView(turn, place, library)),
    plan: planView(state.plan, library),
    ...shownMoments(context, library, state),
    people: [...state.people],
  };
}

function turnView(turn: Turn, place: number, library: LibraryView): TurnView {
  const { text, intent, given, plan, people, exports, notes, answer, question } = turn;
  return {
    ...{ place, text, intent, plan: planView(plan, library) },
    ...{ people: [...people], exports: [...exports], notes: [...notes] },
    answer: answer.sentences.map((sentence) => sentence.text).join(' '),
    sentences: answer.sentences.map((one) => ({ text: one.text, evidence: [...one.evidence] })),
    evidence: answer.evidence.map((one) => ({ ...one })),
    readByModel: given.reading !== undefined,
    orderedByModel: turn.order !== undefined,
    wordedByModel: turn.isRephrased ?? false,
    question: question && { text: question.text, readings: question.readings.map((one) => ({ ...one })) },
  };
}

function planView(plan: ConversationPlan, library: LibraryView): PlanView {
  const film = plan.film === null ? null : library.film(plan.film);
  return {
    query: planText(plan),
    parts: [...plan.parts],
    film: film && { id: film.id, title: film.title, path: film.path },
    hidden: { moments: [...plan.hidden.moments], films: [...plan.hidden.films] },
  };
}

/** Moments of films that are still there, and where among them the chosen one is. */
function shownMoments(
  { reader }: SearchContext,
  library: LibraryView,
  { moments, chosen }: { readonly moments: readonly Moment[]; readonly chosen: number | null },
): { moments: MomentView[]; chosen: number | null } {
  const there = moments.filter(({ videoId }) => library.film(videoId) !== null);
  const place = chosen === null ? -1 : there.indexOf(moments[chosen]!);
  return { moments: there.map((moment) => momentView(reader, moment)), chosen: place >= 0 ? place : null };
}

function tooLong(session: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `The conversation “${session}” has ${mostTurns} turns, which is as many as one can have.`,
    'Begin another one, or forget this one.',
  );
}

function noSuchTurn(session: string): UserFacingError {
  return new UserFacingError(
    'not-found',
    `The conversation “${session}” has no such turn.`,
    'Look at its turns again.',
  );
}

/** What a call means in the conversation as it is now. @throws UserFacingError where there is no such part */
function droppedBy(part: InputOf<'conversation.drop'>['part'], state: ConversationState): Dropped {
  if (typeof part === 'object') return { kind: 'spoken', ...part };
  if (typeof part === 'string') return part;
  const dropped = state.plan.parts[part];
  if (dropped === undefined) throw noSuchPart(part);
  return dropped;
}

function noSuchPart(part: number): UserFacingError {
  return new UserFacingError(
    'not-found',
    `What is looked for has no part number ${part}.`,
    'Look at the conversation again: it may have gone on meanwhile.',
  );
}
