import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../src-main/indexing/voices/attribute.ts';
import type { FaceLabel } from '../../../../src-main/indexing/voices/heard-utterance.ts';
import { heard, MadeVoices, mouth } from '../../../fixtures/made-voices.ts';

const ada: FaceLabel = 'person:1';
const bo: FaceLabel = 'person:2';
const moves = 0.03;
const still = 0.001;

/** Ada and Bo talk, each seen to speak six times. */
function dialogue(made: MadeVoices) {
  return Array.from({ length: 12 }, (_, line) => {
    const [speaker, label, other] = line % 2 === 0 ? (['Ada', ada, bo] as const) : (['Bo', bo, ada] as const);
    return heard(line * 3, made.speak(speaker), [mouth(label, moves), mouth(other, still)]);
  });
}

describe('who says what', () => {
  it('is heard where nobody is seen, or somebody else is', () => {
    const made = new MadeVoices(2);
    const lines = [
      ...dialogue(made),
      heard(40, made.speak('Ada')),
      heard(43, made.speak('Bo'), [mouth(ada, still)]),
      heard(46, made.speak('Bo', 12)),
    ];
    const { attributions, exemplars, yield: left } = attribute(lines);
    expect(attributions.slice(12).map(({ speaker }) => speaker)).toEqual([ada, bo, bo]);
    expect(exemplars).toHaveLength(12);
    expect(left).toEqual({ utterances: 15, oneSpeaker: 12, named: 12, filtered: 12 });
    expect(attributions.every(({ confidence }) => confidence > 0.9)).toBe(true);
    expect(attributions[0]!.evidence).toBe('mouth');
    expect(attributions[13]!.evidence).toBe('voice');
  });

  it('is a voice of its own when a stranger speaks twice, and nobody when it speaks once and briefly', () => {
    const made = new MadeVoices(3);
    const lines = [
      ...dialogue(made),
      heard(40, made.speak('Cy')),
      heard(43, made.speak('Ada')),
      heard(46, made.speak('Cy')),
      heard(49, made.speak('Di', 30)),
    ];
    const { attributions, voices } = attribute(lines);
    expect(attributions.slice(12).map(({ speaker }) => speaker)).toEqual([0, ada, 0, null]);
    expect(voices.get(0)!.count).toBe(80);
  });

  it('is told without any face: each voice is one speaker', () => {
    const made = new MadeVoices(4);
    const order = ['Ada', 'Bo', 'Ada', 'Cy', 'Bo', 'Cy', 'Ada'];
    const { attributions } = attribute(order.map((voice, line) => heard(line * 3, made.speak(voice))));
    const speakers = attributions.map(({ speaker }) => speaker);
    expect(speakers).toEqual([0, 1, 0, 2, 1, 2, 0]);
  });

  it('is one person wherever a voice is heard that is seen to be theirs', () => {
    const made = new MadeVoices(10);
    const lines = [...dialogue(made), heard(40, made.speak('Ada', 3)), heard(43, made.speak('Cy', 60))].map(
      (line, index) => ({ ...line, voiceNumber: index === 13 ? 5 : index % 2 }),
    );
    const { attributions, voices } = attribute(lines);
    expect(attributions.slice(12).map(({ speaker }) => speaker)).toEqual([ada, 5]);
    expect(voices.get(5)!.count).toBe(60);
  });

  it('follows what the user says, and learns from it', () => {
    const made = new MadeVoices(5);
    const lines = [
      ...dialogue(made),
      heard(40, made.speak('Cy'), [], 'person:3'),
      heard(43, made.speak('Cy')),
      heard(46, made.speak('Ada'), [mouth(ada, moves)], bo),
    ];
    const { attributions } = attribute(lines);
    expect(attributions.slice(12).map(({ speaker }) => speaker)).toEqual(['person:3', 'person:3', bo]);
    expect(attributions[12]).toMatchObject({ confidence: 1, evidence: 'user' });
  });

  it('knows people from elsewhere who are not seen here', () => {
    const made = new MadeVoices(6);
    const known = new Map([['person:7' as const, made.speak('Cy', 500)]]);
    const { attributions } = attribute([...dialogue(made), heard(40, made.speak('Cy'))], known);
    expect(attributions.at(-1)!.speaker).toBe('person:7');
  });

  it('is one person where an actor plays two characters with two voices', () => {
    const made = new MadeVoices(7);
    const lines = Array.from({ length: 16 }, (_, line) => {
      const voice = line % 2 === 0 ? 'her own' : 'her twin’s';
      return heard(line * 3, made.speak(voice), line < 14 ? [mouth(ada, moves)] : []);
    });
    const { attributions } = attribute([...lines, ...dialogue(made).filter((_, line) => line % 2 === 1)]);
    expect(attributions.slice(0, 16).every(({ speaker }) => speaker === ada)).toBe(true);
  });

  it('is two people where two mouths move with the sound', () => {
    const made = new MadeVoices(8);
    const both = { ...heard(40, made.speak('Ada'), [mouth(ada, moves), mouth(bo, moves)]), isMixed: true };
    const { attributions } = attribute([...dialogue(made), both]);
    const { speaker, second } = attributions.at(-1)!;
    expect(new Set([speaker, second])).toEqual(new Set([ada, bo]));
  });

  it('is not known where nothing is heard', () => {
    const made = new MadeVoices(9);
    const { attributions } = attribute([
      heard(0, made.speak('Ada', 0)),
      heard(3, made.speak('Ada', 2), [], ada),
    ]);
    expect(attributions.map(({ speaker }) => speaker)).toEqual([null, ada]);
    expect(attribute([]).attributions).toEqual([]);
  });
});
