import type { SpokenLanguage } from '../../../src-main/domain/spoken-language.ts';
import type { PropName } from '../../../src-main/film-maker/drawing/prop-drawing.ts';
import { placePhrases } from '../place-phrases.ts';
import type { AskedScene } from '../retrieval/asked-scene.ts';

/** How people say the turns of scripted dialogues: a scene in words, and of every turn some ways to say it. */
export interface Wordings {
  readonly scene: (scene: AskedScene) => string;
  readonly findFilm: (scene: string) => readonly string[];
  readonly inFilm: (name: string) => readonly string[];
  readonly only: (place: string) => readonly string[];
  readonly not: (place: string) => readonly string[];
  readonly who: readonly string[];
  readonly wholeFilm: readonly string[];
  readonly newTopic: readonly string[];
}

const englishThings: Readonly<Record<PropName, string>> = {
  car: 'a red car',
  cup: 'a blue cup',
  dog: 'a dog',
};
const chineseThings: Readonly<Record<PropName, string>> = { car: '红色的汽车', cup: '蓝色的杯子', dog: '狗' };

const english: Wordings = {
  scene: ({ people, place, thing, line }) =>
    [
      people.join(' and '),
      people.length > 1 ? 'are' : 'is',
      line ? `saying “${line}”` : '',
      thing ? `with ${englishThings[thing]}` : '',
      place ? placePhrases.en[place] : people.length > 1 && !thing ? 'together' : '',
    ]
      .filter(Boolean)
      .join(' '),
  findFilm: (scene) => [
    `find the film where ${scene}`,
    `which film is it in which ${scene}?`,
    `the movie where ${scene}`,
  ],
  inFilm: (name) => [
    `in this film, when does ${name} appear?`,
    `when do we see ${name} in it?`,
    `show me ${name} in this film`,
  ],
  only: (place) => [`only ${place}`, `just the ones ${place}`, `only those ${place}`],
  not: (place) => [`no, not ${place}`, `but not ${place}`, `without the ones ${place}`],
  who: ['who is there?', 'who is in it?'],
  wholeFilm: ['show me the whole film', 'I want to see the entire film'],
  newTopic: ['new topic', 'something else now'],
};

const chinese: Wordings = {
  scene: ({ people, place, thing, line }) =>
    [
      people.join('和'),
      place ? placePhrases.zh[place] : people.length > 1 && !thing ? '在一起' : '',
      line ? `说“${line}”` : '',
      thing ? `和${chineseThings[thing]}在一起` : '',
    ].join(''),
  findFilm: (scene) => [`找${scene}的电影`, `哪部影片里${scene}？`, `${scene}的那部电影`],
  inFilm: (name) => [
    `在这部影片里${name}什么时候出现？`,
    `这部片子里${name}什么时候出现`,
    `给我看这部影片里的${name}`,
  ],
  only: (place) => [`只要${place}的`, `只看${place}的`, `只留下${place}的那些`],
  not: (place) => [`不要${place}的`, `去掉${place}的`, `但不要${place}的`],
  who: ['那里有谁？', '里面有谁？'],
  wholeFilm: ['给我看整部影片', '我想看完整的电影'],
  newTopic: ['换个话题', '现在找点别的'],
};

export const wordings: Readonly<Record<SpokenLanguage, Wordings>> = { en: english, zh: chinese };
