import { fileURLToPath } from 'node:url';
import type { FigurePrinter } from '../bench/figure.ts';
import type { DataSetPlaces } from './protocols/data-set-files.ts';
import { evaluateDialogue } from './protocols/dialogue-protocol.ts';
import { evaluateIvcr } from './protocols/ivcr-protocol.ts';
import { evaluateIdentities } from './protocols/identity-protocol.ts';
import { evaluatePersonal, personalProtocols, type PersonalProtocol } from './protocols/personal-protocol.ts';

const cache = fileURLToPath(new URL('../../.cache/protocols/', import.meta.url));

/** What the command line says of a data set. */
export interface ProtocolOptions {
  readonly protocol?: string | undefined;
  readonly annotations?: string | undefined;
  readonly videos?: string | undefined;
  readonly pictures?: string | undefined;
  readonly predictions?: string | undefined;
}

/** Scores a data set by its own protocol where one of those is asked for that are told here; says whether it was. */
export async function evaluateProtocol(
  part: string,
  figures: FigurePrinter,
  options: ProtocolOptions,
): Promise<boolean> {
  const { protocol, annotations = '', videos = '', pictures = '', predictions = '' } = options;
  const places: DataSetPlaces = { annotations, videos, pictures, cache };
  if (part === 'subtitles' && annotations !== '') {
    await evaluateDialogue(figures, { ...places, predictions });
    return true;
  }
  if (part === 'conversation' && protocol !== undefined) {
    if (protocol !== 'ivcr')
      throw new Error(`There is no protocol “${protocol}” of conversations. There is: ivcr.`);
    await evaluateIvcr(figures, places);
    return true;
  }
  if (part === 'retrieval' && protocol === 'tvr-it') {
    await evaluateIdentities(figures, places);
    return true;
  }
  if (part === 'concepts' && protocol !== undefined && !isPersonal(protocol)) {
    throw new Error(
      `There is no protocol “${protocol}” of concepts. There is: ${personalProtocols.join(', ')}.`,
    );
  }
  if ((part !== 'concepts' && part !== 'retrieval') || protocol === undefined || !isPersonal(protocol))
    return false;
  await evaluatePersonal(figures, protocol, places, part === 'concepts' ? 'likelihood' : 'search');
  return true;
}

function isPersonal(protocol: string): protocol is PersonalProtocol {
  return (personalProtocols as readonly string[]).includes(protocol);
}
