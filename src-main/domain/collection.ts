import { UserFacingError } from './errors.ts';
import type { Interval } from './interval.ts';
import { movedTo } from './moved-to.ts';

/** A moment of a collection: a stretch of a film that is known by its bytes, so that it outlives the film's row. */
export interface CollectedMoment extends Interval {
  readonly id: number;
  readonly fingerprint: string;
  /** What the film was called when the moment was gathered. */
  readonly title: string;
  readonly note: string;
}

export type NewMoment = Omit<CollectedMoment, 'id'>;

/** Moments that somebody gathered, in their order. */
export interface Collection {
  readonly name: string;
  readonly moments: readonly (CollectedMoment | NewMoment)[];
}

export const collectionActions = ['add', 'remove', 'move', 'trim', 'note', 'rename', 'delete'] as const;
export type CollectionAction = (typeof collectionActions)[number];

/** Something done to a collection. `add` names it, and makes it where there is none of that name. */
export type CollectionChange =
  | { readonly action: 'add'; readonly name: string; readonly moments: readonly NewMoment[] }
  | { readonly action: 'remove'; readonly collectionId: number; readonly momentIds: readonly number[] }
  /** `place` is where the moment stands afterwards, counted from 0. */
  | {
      readonly action: 'move';
      readonly collectionId: number;
      readonly momentId: number;
      readonly place: number;
    }
  | {
      readonly action: 'trim';
      readonly collectionId: number;
      readonly momentId: number;
      readonly interval: Interval;
    }
  | {
      readonly action: 'note';
      readonly collectionId: number;
      readonly momentId: number;
      readonly note: string;
    }
  | { readonly action: 'rename'; readonly collectionId: number; readonly name: string }
  | { readonly action: 'delete'; readonly collectionId: number };

/** So many moments a collection holds at most. */
export const mostMoments = 5000;

/**
 * A collection after a change; null when the change takes it away. Throws a {@link UserFacingError} when it does not hold
 * the moment that is meant, or would hold too many.
 */
export function changedCollection<C extends Collection>(collection: C, change: CollectionChange): C | null {
  const { moments } = collection;
  switch (change.action) {
    case 'add':
      if (moments.length + change.moments.length > mostMoments) throw tooMany(collection);
      return { ...collection, moments: [...moments, ...change.moments] };
    case 'remove': {
      const kept = moments.filter((moment) => !change.momentIds.includes(idOf(moment)));
      if (kept.length === moments.length) throw notHeld(collection);
      return { ...collection, moments: kept };
    }
    case 'move': {
      const moved = momentIn(collection, change.momentId);
      return { ...collection, moments: movedTo(moments, (moment) => moment === moved, change.place) };
    }
    case 'trim':
      return withMoment(collection, change.momentId, change.interval);
    case 'note':
      return withMoment(collection, change.momentId, { note: change.note });
    case 'rename':
      return { ...collection, name: change.name };
    case 'delete':
      return null;
  }
}

function withMoment<C extends Collection>(collection: C, momentId: number, news: Partial<NewMoment>): C {
  const changed = momentIn(collection, momentId);
  return {
    ...collection,
    moments: collection.moments.map((moment) => (moment === changed ? { ...moment, ...news } : moment)),
  };
}

function momentIn(collection: Collection, momentId: number): CollectedMoment | NewMoment {
  const found = collection.moments.find((moment) => idOf(moment) === momentId);
  if (found) return found;
  throw notHeld(collection);
}

function idOf(moment: CollectedMoment | NewMoment): number {
  return 'id' in moment ? moment.id : 0;
}

/** The collection that is meant has been deleted meanwhile. */
export function noSuchCollection(): UserFacingError {
  return new UserFacingError(
    'not-found',
    'This collection is no longer in the library.',
    'Look at the list of collections again.',
  );
}

function notHeld({ name }: Collection): UserFacingError {
  return new UserFacingError(
    'not-found',
    `The collection “${name}” does not hold this moment any more.`,
    'Look at the collection again.',
  );
}

function tooMany({ name }: Collection): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `The collection “${name}” would hold more than ${mostMoments} moments.`,
    'Begin another collection.',
  );
}
