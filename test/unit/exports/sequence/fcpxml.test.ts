import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { writeFcpxml } from '../../../../src-main/exports/sequence/fcpxml.ts';
import { sequenceOf } from '../../../../src-main/exports/sequence/sequence.ts';
import { madeFilm, madeMoment } from './made-sequence.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => ['asset', 'format', 'asset-clip'].includes(name),
});

function read(text: string) {
  expect(XMLValidator.validate(text)).toBe(true);
  const { fcpxml } = parser.parse(text);
  return { ...fcpxml, sequence: fcpxml.library.event.project.sequence };
}

describe('FCPXML', () => {
  it('tells times as fractions that are whole frames', () => {
    const film = madeFilm({ perSecond: 23.976, duration: 100 });
    const { version, resources, sequence } = read(
      writeFcpxml(sequenceOf('Mugs', [madeMoment(film, 10, 12, 'a mug'), madeMoment(film, 20, 21)])),
    );
    expect(version).toBe('1.10');
    expect(resources.format[0]).toMatchObject({
      frameDuration: '1001/24000s',
      width: '1920',
      height: '1080',
    });
    expect(resources.asset).toHaveLength(1);
    const [asset] = resources.asset;
    expect(asset['media-rep'].src).toBe('file:///films/Alien%20(1979).mkv');
    expect(sequence.tcFormat).toBe('NDF');
    expect(sequence.spine['asset-clip']).toMatchObject([
      {
        ref: asset.id,
        offset: '0s',
        start: '240240/24000s',
        duration: '48048/24000s',
        name: 'a mug',
        note: 'a mug',
      },
      {
        ref: asset.id,
        offset: '48048/24000s',
        start: '480480/24000s',
        duration: '23023/24000s',
        name: 'Alien',
      },
    ]);
  });

  it('keeps the speed of films of another rate', () => {
    const other = madeFilm({ path: '/b.mkv', perSecond: 29.97 });
    const { sequence } = read(
      writeFcpxml(sequenceOf('Mixed', [madeMoment(madeFilm({}), 0, 1), madeMoment(other, 10, 11)])),
    );
    expect(sequence.spine['asset-clip'][1]).toMatchObject({
      tcFormat: 'DF',
      'conform-rate': { scaleEnabled: '0', srcFrameRate: '29.97' },
    });
  });

  it('counts clips from the timecode of their camera', () => {
    const dropped = madeFilm({ perSecond: 29.97, timecode: '01:00:00;00' });
    const counted = madeFilm({ perSecond: 29.97, timecode: '01:00:00:00', path: '/b.mov' });
    const { resources, sequence } = read(
      writeFcpxml(sequenceOf('Day', [madeMoment(dropped, 0, 1), madeMoment(counted, 10.01, 11)])),
    );
    expect(resources.asset).toMatchObject([
      { start: `${107_892 * 1001}/30000s` },
      { start: `${108_000 * 1001}/30000s` },
    ]);
    expect(sequence.spine['asset-clip']).toMatchObject([
      { start: `${107_892 * 1001}/30000s`, offset: '0s', tcFormat: 'DF' },
      { start: `${108_300 * 1001}/30000s`, offset: '30030/30000s', tcFormat: 'NDF' },
    ]);
    expect(sequence).toMatchObject({ tcStart: '0s', tcFormat: 'DF' });
  });

  it('takes any name', () => {
    const film = madeFilm({ title: '<A> & "B" \u0007 🎬', path: '/films/a & b.mkv' });
    const { resources, sequence } = read(writeFcpxml(sequenceOf('x/<y>&', [madeMoment(film, 0, 1)])));
    expect(resources.asset[0].name).toBe('<A> & "B"   🎬');
    expect(sequence.spine['asset-clip'][0].name).toBe('<A> & "B"   🎬');
  });
});
