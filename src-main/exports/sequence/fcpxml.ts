import { XMLBuilder } from 'fast-xml-parser';
import { pathToFileURL } from 'node:url';
import { frameAt, isSameRate, perSecondOf, type FrameRate } from '../../domain/frame-rate.ts';
import { filmsOf, labelOf, type Edit, type Sequence, type SourceFilm } from './sequence.ts';
import { isDropFrame } from './timecode.ts';

const builder = new XMLBuilder({
  format: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

/** The source rates that FCPXML can name, as it writes them. */
const namedRates = [
  '23.98',
  '24',
  '25',
  '29.97',
  '30',
  '47.95',
  '48',
  '50',
  '59.94',
  '60',
  '90',
  '100',
  '119.88',
  '120',
];

/**
 * A sequence as FCPXML 1.10: times are fractions of seconds that are whole frames, those of the sequence for places and
 * lengths, those of a film for where a clip begins in it, counted from the film's own timecode.
 */
export function writeFcpxml(sequence: Sequence): string {
  const films = filmsOf(sequence);
  const assets = new Map(films.map(({ path }, index) => [path, `r${index + 2}`]));
  const formats = new Map(films.map(({ path }, index) => [path, `r${films.length + index + 2}`]));
  const { name, rate, width, height, edits, length } = sequence;
  const document = {
    fcpxml: {
      '@version': '1.10',
      resources: {
        format: [
          formatOf('r1', { rate, width, height }),
          ...films.filter(({ width }) => width > 0).map((film) => formatOf(formats.get(film.path)!, film)),
        ],
        asset: films.map((film) => assetOf(film, assets.get(film.path)!, formats.get(film.path)!)),
      },
      library: {
        event: {
          '@name': xmlText(name),
          project: {
            '@name': xmlText(name),
            sequence: {
              '@format': 'r1',
              '@duration': timeOf(length, rate),
              '@tcStart': '0s',
              '@tcFormat': timecodeFormat(isDropFrame(rate)),
              spine: { 'asset-clip': edits.map((edit) => clipOf(edit, assets.get(edit.film.path)!, rate)) },
            },
          },
        },
      },
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n${builder.build(document)}`;
}

function formatOf(id: string, { rate, width, height }: Pick<SourceFilm, 'rate' | 'width' | 'height'>) {
  return {
    '@id': id,
    '@frameDuration': timeOf(1, rate),
    ...(width > 0 ? { '@width': String(width), '@height': String(height) } : {}),
  };
}

function assetOf(film: SourceFilm, id: string, format: string) {
  return {
    '@id': id,
    '@name': xmlText(film.title),
    '@start': timeOf(film.timecode.frame, film.rate),
    '@duration': timeOf(frameAt(film.duration, film.rate), film.rate),
    ...(film.width > 0 ? { '@hasVideo': '1', '@format': format } : {}),
    ...(film.hasSound ? { '@hasAudio': '1', '@audioSources': '1' } : {}),
    'media-rep': { '@kind': 'original-media', '@src': pathToFileURL(film.path).href },
  };
}

function clipOf(edit: Edit, asset: string, rate: FrameRate) {
  const { film, note, sourceStart, at, length } = edit;
  const named = perSecondOf(film.rate).toFixed(2).replace(/\.00$/, '');
  return {
    '@ref': asset,
    '@offset': timeOf(at, rate),
    '@name': xmlText(labelOf(edit)),
    '@start': timeOf(film.timecode.frame + sourceStart, film.rate),
    '@duration': timeOf(length, rate),
    '@tcFormat': timecodeFormat(film.timecode.dropFrame),
    ...(note === '' ? {} : { note: xmlText(note) }),
    // Films of another rate keep their speed.
    ...(isSameRate(film.rate, rate) || !namedRates.includes(named)
      ? {}
      : { 'conform-rate': { '@scaleEnabled': '0', '@srcFrameRate': named } }),
  };
}

/** Frames as FCPXML's time: `1001/24000s`, `2s`. */
function timeOf(frames: number, { numerator, denominator }: FrameRate): string {
  const part = frames * denominator;
  return part % numerator === 0 ? `${part / numerator}s` : `${part}/${numerator}s`;
}

function timecodeFormat(dropFrame: boolean): 'DF' | 'NDF' {
  return dropFrame ? 'DF' : 'NDF';
}

/** Without the characters that XML 1.0 forbids. */
export function xmlText(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, ' ');
}
