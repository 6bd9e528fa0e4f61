import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserFacingError } from '../../../src-main/domain/errors.ts';
import { readAnnotationText, type AnnotationText } from '../../../src-main/evaluation/annotation-file.ts';
import { readRttm } from '../../../src-main/evaluation/diarisation/rttm.ts';
import { scoreDiarisation } from '../../../src-main/evaluation/diarisation/score.ts';
import { readCastList, readDialogue } from '../../../src-main/evaluation/look-listen-recognise.ts';
import { readQueries as readQvhighlights } from '../../../src-main/evaluation/qvhighlights/files.ts';
import { scoreQvhighlights } from '../../../src-main/evaluation/qvhighlights/score.ts';
import { readMotFile } from '../../../src-main/evaluation/tracking/mot-file.ts';
import { scoreTracking } from '../../../src-main/evaluation/tracking/score.ts';
import { readQueries as readTvr } from '../../../src-main/evaluation/tvr/files.ts';
import { scoreTvr } from '../../../src-main/evaluation/tvr/score.ts';
import { annotationText } from './annotation-text.ts';

/** Every format: how two files are read and scored, and small files that fit. */
const formats = {
  qvhighlights: {
    score: (truth: AnnotationText, found: AnnotationText) =>
      scoreQvhighlights(readQvhighlights(truth, found)),
    truth: [
      '{"qid":1,"duration":10,"relevant_windows":[[0,4]],"relevant_clip_ids":[0],"saliency_scores":[[1,2,3]],"vid":"v"}',
      '{"qid":2,"duration":10,"relevant_windows":[[4,8]],"relevant_clip_ids":[1],"saliency_scores":[[1,2,3]],"new":{}}',
    ],
    found: [
      '{"qid":1,"pred_relevant_windows":[[0,4,0.5]],"pred_saliency_scores":[1,0]}',
      '{"qid":2,"pred_relevant_windows":[[0,4,0.5]],"pred_saliency_scores":[1,0]}',
    ],
  },
  tvr: {
    score: (truth: AnnotationText, found: AnnotationText) => scoreTvr(readTvr(truth, found)),
    truth: [
      '{"desc_id":1,"vid_name":"a","ts":[0,4],"type":"v","new":1}',
      '{"desc_id":2,"vid_name":"b","ts":[0,4],"type":"t"}',
    ],
    found: [
      '{"video2idx":{"a":1,"b":2},',
      '"VR":[{"desc_id":1,"predictions":[[1,0,0,1]]},{"desc_id":2,"predictions":[]}]}',
    ],
  },
  der: {
    score: (truth: AnnotationText, found: AnnotationText) =>
      scoreDiarisation(readRttm(truth), readRttm(found), 0.25),
    truth: ['SPEAKER a 1 0 5 <NA> <NA> A <NA> <NA>', 'SPEAKER a 1 6 5 <NA> <NA> B <NA> <NA> more'],
    found: ['SPEAKER a 1 0 5 <NA> <NA> x <NA> <NA>', 'SPEAKER a 1 5 5 <NA> <NA> y <NA> <NA>'],
  },
  mot: {
    score: (truth: AnnotationText, found: AnnotationText) =>
      scoreTracking([{ name: 'a', truth: readMotFile(truth), result: readMotFile(found) }]),
    truth: ['1,1,0,0,10,10,1', '2,1,0,0,10,10,1,1,1'],
    found: ['1,5,0,0,10,10,1', '2,6,1,1,10,10,1,-1,-1,-1,9,9'],
  },
  dialogue: {
    score: (truth: AnnotationText, found: AnnotationText) => [readDialogue(truth), readCastList(found)],
    truth: ['1,2,A,"b, c"', '2,3,B,d,more'],
    found: ['A,Ann', 'B,Bo,more'],
  },
};

describe.each(Object.entries(formats))('The %s files', (_name, { score, truth, found }) => {
  const plain = (lines: readonly string[]) => annotationText(lines.join('\n'));

  test('are read alike with any line ends, blank lines and a byte order mark', () => {
    const odd = (lines: readonly string[]) => annotationText(`\ufeff\r\n${lines.join('\r\n\r\n')}\r\n \r\n`);
    expect(score(odd(truth), odd(found))).toEqual(score(plain(truth), plain(found)));
  });

  const refusedWell = (truthText: string, foundText: string): void => {
    try {
      score(annotationText(truthText), annotationText(foundText));
    } catch (error) {
      expect(error).toBeInstanceOf(UserFacingError);
    }
  };

  test('that hold anything at all are scored or refused in words', () => {
    const signs = [...' \t\r\n,"{}[]:;01-.eSPEAKR\0\ufeffé', '\ud800', 'SPEAKER a 1 ', '[]', '1,'];
    const anything = fc.array(fc.constantFrom(...signs), { maxLength: 60 }).map((some) => some.join(''));
    fc.assert(fc.property(anything, anything, refusedWell), { numRuns: 200 });
  });

  test('that are damaged at one place are scored or refused in words', () => {
    const damaged = (lines: readonly string[]) =>
      fc
        .tuple(
          fc.nat(lines.join('\n').length),
          fc.nat(6),
          fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('-1', 'null', '1e999', '[]', '"', ',', '\0')),
        )
        .map(([at, cut, put]) => {
          const text = lines.join('\n');
          return text.slice(0, at) + put + text.slice(at + cut);
        });
    fc.assert(fc.property(damaged(truth), fc.constant(found.join('\n')), refusedWell), { numRuns: 300 });
    fc.assert(fc.property(fc.constant(truth.join('\n')), damaged(found), refusedWell), { numRuns: 300 });
  });
});

describe('A file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kinora-annotations-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is read in UTF-16 as well as in UTF-8, and named without its folder', async () => {
    const path = join(folder, 'a.rttm');
    await writeFile(path, Buffer.from('\ufeffSPEAKER é', 'utf16le'));
    expect(await readAnnotationText(path)).toEqual({ name: '“a.rttm”', text: 'SPEAKER é' });
    await writeFile(path, 'SPEAKER é');
    expect((await readAnnotationText(path)).text).toBe('SPEAKER é');
  });

  test('that is missing or a folder is told by name', async () => {
    for (const path of [join(folder, 'nowhere.txt'), folder]) {
      await expect(readAnnotationText(path)).rejects.toBeInstanceOf(UserFacingError);
    }
  });

  test('that is no JSON is refused with the line', () => {
    expect(() =>
      formats.tvr.score(annotationText(`${formats.tvr.truth[0]}\n{"desc_id":`), annotationText('')),
    ).toThrow(/line 2: this is not JSON/);
  });
});
