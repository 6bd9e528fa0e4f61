import { pathToFileURL } from 'node:url';
import { frameAt, perSecondOf, type FrameRate } from '../../domain/frame-rate.ts';
import { labelOf, type Edit, type Sequence, type SourceFilm } from './sequence.ts';

/**
 * A sequence as OpenTimelineIO's JSON (Timeline.1, Clip.2): one track of pictures, and one of sound where a film has any.
 * Times are frames of the film that they are times of, counted from its own timecode.
 */
export function writeOtio(sequence: Sequence): string {
  const { name, edits, rate } = sequence;
  const kinds = [
    { kind: 'Video', has: ({ width }: SourceFilm) => width > 0 },
    { kind: 'Audio', has: ({ hasSound }: SourceFilm) => hasSound },
  ].filter(({ has }) => edits.some(({ film }) => has(film)));
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: {},
    name,
    global_start_time: rationalTime(0, rate),
    tracks: {
      ...item('Stack.1', 'tracks'),
      children: kinds.map(({ kind, has }) => ({
        ...item('Track.1', kind),
        kind,
        children: edits.map((edit) => (has(edit.film) ? clipOf(edit) : gapOf(edit, rate))),
      })),
    },
  };
  return `${JSON.stringify(timeline, null, 2)}\n`;
}

function clipOf(edit: Edit) {
  const { film, note, sourceStart, sourceLength } = edit;
  return {
    ...item('Clip.2', labelOf(edit)),
    metadata: note === '' ? {} : { kinora: { note } },
    source_range: timeRange(film.timecode.frame + sourceStart, sourceLength, film.rate),
    media_references: {
      DEFAULT_MEDIA: {
        OTIO_SCHEMA: 'ExternalReference.1',
        metadata: {},
        name: film.title,
        available_range: timeRange(film.timecode.frame, frameAt(film.duration, film.rate), film.rate),
        available_image_bounds: null,
        target_url: pathToFileURL(film.path).href,
      },
    },
    active_media_reference_key: 'DEFAULT_MEDIA',
  };
}

/** What stands in a track while a film has nothing for it. */
function gapOf({ length }: Edit, rate: FrameRate) {
  return { ...item('Gap.1', ''), source_range: timeRange(0, length, rate) };
}

function item(schema: string, name: string) {
  return {
    OTIO_SCHEMA: schema,
    metadata: {},
    name,
    source_range: null as object | null,
    effects: [],
    markers: [],
    enabled: true,
  };
}

function timeRange(start: number, duration: number, rate: FrameRate) {
  return {
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: rationalTime(start, rate),
    duration: rationalTime(duration, rate),
  };
}

function rationalTime(frames: number, rate: FrameRate) {
  return { OTIO_SCHEMA: 'RationalTime.1', rate: perSecondOf(rate), value: frames };
}
