import { z } from 'zod';
import { broken, parseJson } from '../annotation-file.ts';
import { readTable } from '../comma-separated.ts';
import {
  askedOf,
  kindOf,
  type AnnotationFiles,
  type Instance,
  type PersonalDataSet,
} from './personal-data.ts';

// Note: This-Is-My
// (Yeh et al. 2023, https://github.com/danielchyeh/this-is-my.) segments.csv lists stretches of videos; one of each named
// instance is its anchor. The test set gives the segments that show the instance of each anchor. Segments out of a video that
// has an anchor are for enrolment, those of other videos for evaluation, as in the data set's own reader. Each row of the
// captions is one of the test segments with a sentence in which `*` is the instance, whose number counts the anchors of the
// test set. A segment's file is `<segment_id>.mp4`.

/** The public names of the three files. */
export const thisIsMyFiles = {
  segments: 'segments.csv',
  testSet: 'this-is-my_test-set.json',
  captions: 'this-is-my_eval-captions.csv',
} as const;

const identifier = z.string().min(1).max(200);
const words = z.string().min(1).max(1000);
const segmentRow = {
  segment_id: identifier,
  is_anchor: z.enum(['True', 'False']),
  instance_name: z.string().max(200),
  video_id: identifier,
  query: z.string().max(200),
};
const captionRow = {
  segs: identifier,
  ids: z.coerce.number().int().min(0).max(100_000),
  caption: z.string().max(1000),
};
const testSetShape = z.record(identifier, z.array(identifier).max(100_000));

/**
 * Reads the data set. Generic queries ask for an instance among all segments for evaluation, contextual ones for one test
 * segment among all of them. Throws UserFacingError, which names the line, for what does not fit.
 */
export function readThisIsMy(files: AnnotationFiles<keyof typeof thisIsMyFiles>): PersonalDataSet {
  const rows = readTable(files.segments, segmentRow).map(({ value }) => value);
  const videos = new Map(rows.map(({ segment_id, video_id }) => [segment_id, video_id]));
  const shown = new Map(Object.entries(parseJson(files.testSet, testSetShape)));
  const anchors = rows.filter((row) => row.is_anchor === 'True' && shown.has(row.segment_id));
  const videoOf = (segment: string): string => {
    const video = videos.get(segment);
    if (video === undefined) throw broken(files.testSet, null, `${segment} is not among the segments`);
    return video;
  };
  const anchored = new Set(anchors.map(({ video_id }) => video_id));
  const named = anchors.map(({ segment_id, instance_name, query }) => {
    const segments = [segment_id, ...shown.get(segment_id)!];
    const templates = segments.filter((segment) => anchored.has(videoOf(segment)));
    const name = words.safeParse(instance_name).data;
    if (name === undefined) throw broken(files.segments, null, `the anchor ${segment_id} has no name`);
    const instance: Instance = { name, kind: kindOf(query), category: query, templates };
    return { instance, evaluated: segments.filter((segment) => !templates.includes(segment)) };
  });
  const captions = readTable(files.captions, captionRow);
  const contextual = captions.flatMap(({ line, value: { segs, ids, caption } }) => {
    const one = named[ids];
    if (!one) throw broken(files.captions, line, `there is no instance ${ids}`);
    if (caption === '') return [];
    return [{ instance: one.instance.name, text: caption, right: new Set([segs]) }];
  });
  return askedOf(files.testSet, {
    instances: named.map(({ instance }) => instance),
    settings: [
      {
        name: 'generic',
        metrics: ['mAP', 'MRR'],
        candidates: [...new Set(named.flatMap(({ evaluated }) => evaluated))],
        queries: named
          .filter(({ evaluated }) => evaluated.length > 0)
          .map(({ instance, evaluated }) => ({
            instance: instance.name,
            text: '*',
            right: new Set(evaluated),
          })),
      },
      {
        name: 'context',
        metrics: ['MRR', 'R@5'],
        candidates: [...new Set(captions.map(({ value }) => value.segs))],
        queries: contextual,
      },
    ],
  });
}
