import { parseNfo, type Nfo } from '../../../../src-main/media/sidecars/nfo.ts';
import { writeNfo } from '../../../../src-main/media/sidecars/nfo-writer.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledText, oddTexts } from '../mangle-text.ts';

const seeds = [
  writeNfo({
    ...{
      title: 'The mug & <I>',
      originalTitle: 'Der Becher',
      year: 1999,
      plot: 'A mug is lost.',
      duration: 5400,
    },
    cast: [
      { name: 'Ada Byron', role: 'Countess' },
      { name: 'Bo', role: null },
    ],
    uniqueIds: { imdb: 'tt0000001', tmdb: '12' },
  }),
  '<?xml version="1.0"?><!DOCTYPE movie [<!ENTITY a "bb"><!ENTITY c "&a;&a;">]><movie><title>&c;&#x41;</title><year>2001</year></movie>\nhttps://www.example.org/title/tt1/',
  '<episodedetails><title>One</title><season>1</season><aired>2010-02-03</aired></episodedetails>\n<episodedetails><title><![CDATA[Two]]></title><actor><name>Ada</name><order>2</order><thumb>a.jpg</thumb></actor></episodedetails>',
  '<tvshow><!-- a show --><plot>Long &#128165; ago</plot><uniqueid type="tvdb" default="true">7</uniqueid></tvshow>',
];
const tokens = [
  ...oddTexts,
  ...['<movie>', '</movie>', '<a>', '</a>', '<actor>', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE a [', ']>', '<!ENTITY a "b">'],
  ...['&a;', '&amp;', '&#x0;', '&#55296;', '<?', '?>', '/>', '<__proto__>', ' a="', "='", '<uniqueid type="'],
]; // prettier-ignore
const pieces = seeds.flatMap((seed) => seed.split(/(?<=>)/));
/** Larger files are not read. */
const mostBytes = 1_000_000;

/** The reader of `.nfo` files. */
export const nfo: FuzzTarget = {
  make: (random) => {
    const seed = random.whole(0, seeds.length - 1);
    const text = mangledText(random, seeds[seed]!, { tokens, pieces }, mostBytes);
    const bytes = Buffer.from(text, random.pick(['utf8', 'utf8', 'latin1', 'utf16le'])).subarray(
      0,
      mostBytes,
    );
    return { what: `seed text ${seed}`, read: () => complaintOf(parseNfo(bytes)) };
  },
};

function complaintOf(read: Nfo | null): string | null {
  if (read === null) return null;
  const { title, year, plot, cast } = read;
  if (year !== null && !(year >= 1870 && year <= 2200)) return `the year ${year}`;
  if ((title?.length ?? 0) > 500 || (plot?.length ?? 0) > 20_000) return 'a text beyond its limit';
  if (cast.length > 300) return `a cast of ${cast.length}`;
  return cast.every(({ name }) => name.trim() !== '' && name.length <= 200) ? null : 'a name without sense';
}
