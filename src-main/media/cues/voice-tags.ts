import type { TimedCue } from './timed-cue.ts';

const voiceTag = /<v(?:\.[^\s<>]{0,100})?[ \t]+([^<>]{1,200})>/g;

/** Notes who speaks by the tags `<v Name>` of WebVTT, each once; the tags stay in the text. */
export function withVoices(cue: TimedCue): TimedCue {
  const names = new Set<string>();
  for (const [, name = ''] of cue.text.matchAll(voiceTag)) {
    const tidy = unescaped(name).replace(/\s+/g, ' ').trim();
    if (tidy !== '') names.add(tidy);
  }
  return names.size > 0 ? { ...cue, speakers: [...names] } : cue;
}

function unescaped(name: string): string {
  return name.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
