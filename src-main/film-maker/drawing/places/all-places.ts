import type { Place, PlaceName } from '../place.ts';
import { beach } from './beach.ts';
import { kitchen } from './kitchen.ts';
import { library } from './library.ts';
import { park } from './park.ts';
import { street } from './street.ts';

export const places: Readonly<Record<PlaceName, Place>> = { kitchen, street, park, library, beach };
