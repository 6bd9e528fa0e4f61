import { existsSync } from 'node:fs';
import { UserFacingError } from '../domain/errors.ts';
import { writtenSource } from '../domain/line-source.ts';
import { nameProblem, tidyName } from '../domain/person-name.ts';
import type { SubtitleLine } from '../domain/subtitle-line.ts';
import { requireVideo, requireVideoAt } from '../library/library-path.ts';
import { probeOf } from '../library/video-views.ts';
import { readCueFile } from '../media/cues/cue-file.ts';
import { readPeaks } from '../media/waveform.ts';
import { alignLines } from '../subtitles/align-lines.ts';
import { alignmentSentence } from '../subtitles/alignment-sentence.ts';
import { filmFacts, filmLines, spokenLines } from '../subtitles/film-lines.ts';
import { lineFindings } from '../subtitles/line-findings.ts';
import { lintCues } from '../subtitles/lint-cues.ts';
import type { CoreContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls about lines of dialogue and the files that hold them. */
export function subtitleHandlers(context: CoreContext): HandlersOf<MethodsOf<'subtitles'>> {
  const { reader, worker, ffmpeg } = context;
  return {
    'subtitles.lint': async ({ path }) => {
      const { cues, format, encoding, warnings } = await readCueFile(path);
      return { format, encoding, cues: cues.length, repairs: warnings, findings: lintCues(cues) };
    },

    'subtitles.lines': ({ id, source: wanted }) => {
      const { fingerprint } = requireVideo(reader, id);
      const source = wanted ?? reader.cues.firstSource(id) ?? writtenSource;
      const known = reader.cues.sources(id).map((own) => own.source);
      return {
        source,
        sources: [...new Set([...known, source])],
        lines: spokenLines(reader, id, source).map((line) => ({ ...line, speakers: [...line.speakers] })),
        canUndo: reader.lineEdits.lastHolding(fingerprint) !== null,
        canRedo: reader.lineEdits.firstUndone(fingerprint) !== null,
      };
    },

    'subtitles.correct': async ({ id, source, replaced, lines }) => {
      const { duration } = requireVideo(reader, id);
      const said = lines.map(asSaid);
      for (const line of said) checkLine(line, duration);
      await worker.correctLines({ videoId: id, source, ids: replaced, lines: said });
      return { corrected: true };
    },

    'subtitles.undo': async ({ id }) => ({ undone: await worker.undoLines(id) }),
    'subtitles.redo': async ({ id }) => ({ redone: await worker.redoLines(id) }),

    'subtitles.align': async ({ path, source: wanted, apply }) => {
      const film = requireVideoAt(reader, path);
      const { source, lines } = filmLines(reader, film, wanted);
      const said = lines.filter(({ kind }) => kind === 'speech');
      const found = alignLines(said, reader.videos.speech(film.id), film.duration);
      const applied = apply && found.verdict === 'moved';
      if (applied) await worker.alignLines(film.id, { source, shift: found.shift, scale: found.scale });
      return { source, ...found, sentence: alignmentSentence(found, source), applied };
    },

    'subtitles.move': async ({ id, ...alignment }) => {
      await worker.alignLines(requireVideo(reader, id).id, alignment);
      return { moved: true };
    },

    'subtitles.findings': ({ id, source: wanted }) => {
      const film = requireVideo(reader, id);
      const source = wanted ?? reader.cues.firstSource(id);
      const lines = source === null ? [] : spokenLines(reader, id, source);
      const { frameRate, cuts } = filmFacts(reader, film, probeOf(film));
      const found = lineFindings(lines, { frameRate, cuts, duration: film.duration });
      return {
        findings: found.map((finding) => ({
          ...finding,
          mended: finding.mended?.map((line) => ({ ...line, speakers: [...line.speakers] })) ?? null,
        })),
      };
    },

    'subtitles.waveform': async ({ id, interval, parts }, signal) => {
      const video = requireVideo(reader, id);
      const end = Math.min(interval.end, interval.start + longestWaveSeconds, video.duration);
      const hasSound = (probeOf(video)?.audio.length ?? 0) > 0 && existsSync(video.path);
      if (!hasSound || end <= interval.start) return { peaks: [] };
      const tools = await ffmpeg.tools();
      return { peaks: await readPeaks(tools, video.path, { start: interval.start, end }, parts, signal) };
    },
  };
}

/** A line with the speakers whom somebody has named; those that voices tell are told anew whenever they are asked for. */
function asSaid(line: SubtitleLine): SubtitleLine {
  const said = line.speakers.filter(({ confidence }) => confidence === 1);
  return { ...line, speakers: said.map((speaker) => ({ ...speaker, name: tidyName(speaker.name) })) };
}

/** More is not decoded at a time. */
const longestWaveSeconds = 120;

function checkLine({ start, end, text, speakers }: SubtitleLine, duration: number): void {
  for (const { name } of speakers) {
    const problem = nameProblem(name);
    if (problem !== null) throw new UserFacingError('bad-input', problem, 'Correct the name of the speaker.');
  }
  if (text.trim() === '') {
    throw new UserFacingError(
      'bad-input',
      'A line needs words.',
      'Write what is said, or take the line out.',
    );
  }
  if (end <= start || start >= duration) {
    throw new UserFacingError(
      'bad-input',
      'A line has to end after it begins, inside of the film.',
      'Correct its times.',
    );
  }
}
