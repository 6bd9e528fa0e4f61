import type { AnnotationText } from '../../../../src-main/evaluation/annotation-file.ts';
import { readRttm } from '../../../../src-main/evaluation/diarisation/rttm.ts';
import { readAttributedLines } from '../../../../src-main/evaluation/dialogue/attributed-line.ts';
import { readCastList, readDialogue } from '../../../../src-main/evaluation/look-listen-recognise.ts';
import { readQueries as readHighlights } from '../../../../src-main/evaluation/qvhighlights/files.ts';
import { readIdentityQueries } from '../../../../src-main/evaluation/retrieval/identity-queries.ts';
import { readMotFile } from '../../../../src-main/evaluation/tracking/mot-file.ts';
import { readQueries as readTvr } from '../../../../src-main/evaluation/tvr/files.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { mangledText, oddTexts } from '../mangle-text.ts';

const whole = {
  rttm: 'SPEAKER film 1 0.50 1.25 <NA> <NA> ada <NA> <NA>\n;; note\nSPKR-INFO film 1 <NA>\nSPEAKER film 2 2 3 <NA> <NA> bo <NA> <NA>\n',
  dialogue: '0.5,1.75,Ada,"Where is my ""mug"", Bo?"\n2,3,Bo,Here\n',
  lines: '0.5,1.75,Ada,Where is my mug?,0.9\n2,3,Speaker 3,"Here, Ada",\n',
  cast: 'Ada,"Byron, A."\nBo,\n',
  mot: '1,1,10.5,20,30,40,1,-1,-1,-1\n2,1,11,20,30,40,0.5,1,1\n2 2 11 20 30 40\n',
  highlights:
    '{"qid":1,"duration":20,"relevant_windows":[[2,6]],"relevant_clip_ids":[1,2],"saliency_scores":[[1,2,3],[4,4,4]]}\n',
  tvr: '{"desc_id":1,"vid_name":"met_s02e01","ts":[1,5],"type":"vt"}\n',
  identities: '{"desc_id":1,"desc":"<person> drinks","vid_name":"met_s02e01","ts":[1,5],"person":["Ada"]}\n',
};
type Kind = keyof typeof whole;
const kinds = Object.keys(whole) as Kind[];
const highlightAnswers = '{"qid":1,"pred_relevant_windows":[[2,6,0.5]],"pred_saliency_scores":[0,0.5,0.5]}\n';
const tvrAnswers = '{"video2idx":{"met_s02e01":0},"VCMR":[{"desc_id":1,"predictions":[[0,1,5,0.9]]}]}';
const tokens = [
  ...oddTexts,
  '""',
  '","',
  '\r\n',
  '<NA>',
  'SPEAKER ',
  'Infinity',
  '[[',
  ']]',
  '{"qid":',
  '-->',
  '  ',
  '","","',
];
const pieces = Object.values(whole).flatMap((text) => text.split(/(?<=[,\s])/));
const mostCharacters = 400_000;

const named = (text: string): AnnotationText => ({ name: '“file”', text });

/** Of a mangled text; where a format is two files, of the other file whole as well. */
const readers: Readonly<Record<Kind, (text: AnnotationText) => void>> = {
  rttm: readRttm,
  dialogue: readDialogue,
  lines: readAttributedLines,
  cast: readCastList,
  mot: readMotFile,
  highlights: (text) => readHighlights(text, named(highlightAnswers)),
  tvr: (text) => readTvr(text, named(tvrAnswers)),
  identities: readIdentityQueries,
};
const answerReaders: Partial<Record<Kind, (text: AnnotationText) => void>> = {
  highlights: (text) => readHighlights(named(whole.highlights), text),
  tvr: (text) => readTvr(named(whole.tvr), text),
};
const answers: Partial<Record<Kind, string>> = { highlights: highlightAnswers, tvr: tvrAnswers };

/** The readers of annotations and predictions that `evaluate` scores. */
export const annotations: FuzzTarget = {
  make: (random) => {
    const what = random.pick(kinds);
    const isAnswer = answers[what] !== undefined && random.chance(0.5);
    const seed = (isAnswer ? answers[what]! : whole[what]).repeat(random.whole(1, 4));
    const text = named(mangledText(random, seed, { tokens, pieces }, mostCharacters));
    const read = isAnswer ? answerReaders[what]! : readers[what];
    return {
      what: isAnswer ? `answers to ${what}` : what,
      read: () => {
        read(text);
        return null;
      },
    };
  },
};
