import { describe, expect, it } from 'vitest';
import { mistrustOf } from '../../../../src-main/indexing/speech/trusted-hearing.ts';

const said = (text: string, heard: { certainty?: number; noSpeech?: number } = {}) =>
  mistrustOf({ text, words: [], language: 'en', certainty: -0.3, noSpeech: 0.1, ...heard });

describe('What a speech model writes down', () => {
  it('is taken when the model is sure, also of short and lively speech', () => {
    expect(said('I never said that, and you know it.')).toBeNull();
    expect(said('No, no, no, no! Stop!')).toBeNull();
    expect(said('')).toBeNull();
    expect(said('Ha ha ha.', { noSpeech: 0.9 })).toBeNull();
  });

  it('is not taken for silence, where the model hears no speech and is not sure of its words', () => {
    expect(said('Thank you for watching.', { noSpeech: 0.8, certainty: -1.4 })).toBe('silence');
  });

  it('is not taken when it goes round in circles', () => {
    expect(said('I am going to the store, and '.repeat(12))).toBe('repetition');
    expect(said(`He said ${'la '.repeat(7)}`)).toBe('repetition');
    expect(said('Come on. '.repeat(6))).toBe('repetition');
  });

  it('is not taken when the model is not sure of it', () => {
    expect(said('Mumble the other coffee tomorrow.', { certainty: -1.2 })).toBe('unsure');
  });
});
