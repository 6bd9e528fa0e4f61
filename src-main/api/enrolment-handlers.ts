import { totalDuration } from '../domain/interval.ts';
import { readyPicture } from '../people/enrol-pictures.ts';
import { filmsOf } from '../people/person-page.ts';
import { checkedName, findPerson, personView } from '../people/person-views.ts';
import { faceOf, requireUnnamed } from '../people/unnamed-people.ts';
import type { ParsedInputOf, PersonPreview } from './contract.ts';
import type { CoreContext, HandlersOf } from './core-context.ts';
import { placed } from './face-places.ts';
import { shownDoubt, shownFilm } from './person-handlers.ts';

type EnrolmentCalls = 'people.preview' | 'people.facesAt' | 'people.enrolFace';

/** Faces that a preview shows. */
const facesShown = 12;

/** The calls that show what an enrolment would find, and that enrol from a film's picture. */
export function enrolmentHandlers(context: CoreContext): HandlersOf<EnrolmentCalls> {
  const { reader, worker } = context;
  const { people } = worker;
  return {
    'people.preview': async ({ name, from }) => {
      if ('group' in from) requireUnnamed(reader, [from.group]);
      const wanted = name === undefined ? null : checkedName(name);
      const known = wanted === null ? null : findPerson(reader, wanted);
      const source = 'pictures' in from ? { pictures: from.pictures.map(readyPicture) } : from;
      return shownPreview(context, await people.preview(known?.name ?? wanted, source));
    },

    'people.facesAt': async ({ videoId, time }) => {
      const faces = await people.facesAt(videoId, time);
      return {
        faces: faces.map(({ box, portrait, trackId }) => {
          const shown = trackId === null ? null : reader.persons.personOf(trackId);
          return {
            box,
            portrait: Buffer.from(portrait).toString('base64'),
            track: trackId,
            person: shown === null ? null : personView(reader, shown),
            group: trackId === null ? null : reader.groups.ofTrack(trackId),
          };
        }),
      };
    },

    'people.enrolFace': async ({ name, ...place }: ParsedInputOf<'people.enrolFace'>) => {
      const tidy = checkedName(name);
      const known = findPerson(reader, tidy);
      const { personId, isKnown } = await people.enrolFace(known?.name ?? tidy, place);
      const person = personView(reader, personId);
      if (!person) throw new Error(`Person ${personId} vanished while being enrolled.`);
      return { person, known: isKnown };
    },
  };
}

type Previewed = Awaited<ReturnType<CoreContext['worker']['people']['preview']>>;

function shownPreview({ reader }: CoreContext, preview: Previewed): PersonPreview {
  const tracks = preview.found.flatMap((trackId) => {
    const track = reader.faces.track(trackId);
    return track ? [{ ...track, trackId, confidence: 1, seen: 'face' as const }] : [];
  });
  const clearest = tracks.toSorted((a, b) => b.quality - a.quality).slice(0, facesShown);
  const alike = preview.alike && personView(reader, preview.alike.personId);
  return {
    known: preview.knownId === null ? null : personView(reader, preview.knownId),
    sameAsKnown: preview.sameAsKnown,
    alike: alike && { person: alike, confidence: preview.alike.confidence },
    accepted: preview.accepted,
    rejected: preview.rejected.map((picture) => ({ ...picture })),
    films: filmsOf(reader, tracks).map(shownFilm),
    onScreen: totalDuration(tracks),
    faces: clearest.flatMap(({ trackId }) => {
      const face = faceOf(reader, trackId);
      return face ? placed(reader, face) : [];
    }),
    doubtful: preview.doubtful.flatMap((group) => shownDoubt(reader, group)),
  };
}
