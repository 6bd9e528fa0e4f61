import { describe, expect, it } from 'vitest';
import { writeOtio } from '../../../../src-main/exports/sequence/otio.ts';
import { sequenceOf } from '../../../../src-main/exports/sequence/sequence.ts';
import { madeFilm, madeMoment } from './made-sequence.ts';

describe('OpenTimelineIO', () => {
  it('holds a track of pictures and one of sound, with gaps where a film has none', () => {
    const silent = madeFilm({ path: '/b.mkv', title: 'B', hasSound: false, perSecond: 29.97 });
    const timeline = JSON.parse(
      writeOtio(sequenceOf('Mugs', [madeMoment(madeFilm({}), 10, 12, 'a mug'), madeMoment(silent, 1, 2)])),
    );
    expect(timeline).toMatchObject({ OTIO_SCHEMA: 'Timeline.1', name: 'Mugs' });
    const [pictures, sound] = timeline.tracks.children;
    expect([pictures.kind, sound.kind]).toEqual(['Video', 'Audio']);
    expect(pictures.children[0]).toMatchObject({
      OTIO_SCHEMA: 'Clip.2',
      name: 'a mug',
      source_range: {
        OTIO_SCHEMA: 'TimeRange.1',
        start_time: { OTIO_SCHEMA: 'RationalTime.1', rate: 25, value: 250 },
        duration: { OTIO_SCHEMA: 'RationalTime.1', rate: 25, value: 50 },
      },
      active_media_reference_key: 'DEFAULT_MEDIA',
      media_references: {
        DEFAULT_MEDIA: {
          OTIO_SCHEMA: 'ExternalReference.1',
          target_url: 'file:///films/Alien%20(1979).mkv',
          available_range: { duration: { rate: 25, value: 175_000 } },
        },
      },
    });
    expect(pictures.children[1].source_range.start_time).toEqual({
      OTIO_SCHEMA: 'RationalTime.1',
      rate: 30_000 / 1001,
      value: 30,
    });
    expect(sound.children[1]).toMatchObject({
      OTIO_SCHEMA: 'Gap.1',
      source_range: { duration: { value: 25 } },
    });
  });

  it('counts clips from the timecode of their camera', () => {
    const film = madeFilm({ perSecond: 29.97, timecode: '01:00:00;00', duration: 10.01 });
    const timeline = JSON.parse(writeOtio(sequenceOf('Day', [madeMoment(film, 1.001, 2.002)])));
    const [clip] = timeline.tracks.children[0].children;
    expect(clip).toMatchObject({
      source_range: { start_time: { value: 107_892 + 30 }, duration: { value: 30 } },
      media_references: {
        DEFAULT_MEDIA: {
          available_range: { start_time: { value: 107_892 }, duration: { value: 300 } },
        },
      },
    });
    expect(timeline.global_start_time.value).toBe(0);
  });
});
