import { describe, expect, it } from 'vitest';
import { generatedDialogue } from '../../../src-main/film-maker/generated-dialogue.ts';
import { layTimeline } from '../../../src-main/film-maker/timeline.ts';
import { VoiceBank } from '../../../src-main/film-maker/voice-bank.ts';

const bank = VoiceBank.open();

describe('films of dialogue from seeds', () => {
  const { script, stranger } = generatedDialogue(7, { speakers: 8, duration: 300 });
  const voices = new Map(script.cast.map(({ name, voice }) => [name, voice]));
  const { lines } = layTimeline(script, (speaker, text) => bank.durationOf(voices.get(speaker)!, text)!);

  it('are the same for the same seed', () => {
    expect(generatedDialogue(5)).toEqual(generatedDialogue(5));
    expect(generatedDialogue(6).script.shots).not.toEqual(generatedDialogue(5).script.shots);
  });

  it('have as many voices as asked, of which all speak lines of the bank, the stranger too', () => {
    expect(new Set(voices.values()).size).toBe(8);
    expect(new Set(lines.map(({ speaker }) => speaker))).toEqual(new Set(voices.keys()));
    expect(voices.has(stranger)).toBe(true);
  });

  it('have lines from off screen, and lines that begin before the line before has ended', () => {
    const isOff = lines.filter(({ speaker, shot }) =>
      script.shots[shot]!.people.every(({ name }) => name !== speaker),
    );
    expect(isOff.length).toBeGreaterThan(lines.length / 10);
    const isOver = lines.filter((line, at) => at > 0 && line.start < lines[at - 1]!.end - 0.1);
    expect(isOver.length).toBeGreaterThan(2);
    for (const line of isOver) expect(lines[lines.indexOf(line) - 1]!.speaker).not.toBe(line.speaker);
  });
});
