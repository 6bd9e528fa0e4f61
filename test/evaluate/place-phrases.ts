import type { SpokenLanguage } from '../../src-main/domain/spoken-language.ts';
import type { PlaceName } from '../../src-main/film-maker/drawing/place.ts';

/** Where somebody is, as people say it of the places that are drawn. */
export const placePhrases: Readonly<Record<SpokenLanguage, Readonly<Record<PlaceName, string>>>> = {
  en: {
    kitchen: 'in the kitchen',
    street: 'on the street',
    park: 'in the park',
    library: 'in the library',
    beach: 'on the beach',
  },
  zh: { kitchen: '在厨房里', street: '在街上', park: '在公园里', library: '在图书馆里', beach: '在海滩上' },
};
