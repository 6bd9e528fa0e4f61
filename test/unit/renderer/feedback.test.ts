import { describe, expect, it } from 'vitest';
import { feedbackKey, noFeedback, verdictOf, withVerdict } from '../../../src-renderer/rules/feedback.ts';

describe('What is said of results', () => {
  it('has one verdict for each, which can be changed and taken back', () => {
    const liked = withVerdict(noFeedback, 'm1-0-10', 'more');
    expect(verdictOf(liked, 'm1-0-10')).toBe('more');
    const disliked = withVerdict(liked, 'm1-0-10', 'less');
    expect(disliked).toEqual({ more: [], less: ['m1-0-10'] });
    expect(withVerdict(disliked, 'm1-0-10', null)).toEqual(noFeedback);
    expect(verdictOf(noFeedback, 'm1-0-10')).toBeNull();
  });

  it('belongs to a search however its words are weighed', () => {
    expect(feedbackKey(' red  car^30 ')).toBe(feedbackKey('red car'));
    expect(feedbackKey('red car')).not.toBe(feedbackKey('red bus'));
  });
});
