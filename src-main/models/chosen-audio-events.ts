import type { DownloadModel } from '../../native-models/downloads.ts';
import { openChosenModel, type ModelShelf } from './chosen-model.ts';
import { describeDownload } from './describe-download.ts';
import type { AudioEventDetector } from './families/audio-event-detector.ts';
import type { AudioEventDescription } from './families/model-description.ts';
import { openAudioEventDetector } from './open-family.ts';

/** How a model of the catalogue tells sounds apart; null for one that does not, or that nothing here runs. */
export function audioEventDescription(model: DownloadModel): AudioEventDescription | null {
  if (model.family !== 'audio-events') return null;
  const description = describeDownload(model);
  return description?.adapter === 'yamnet' ? description : null;
}

/** The model that tells laughter and music apart, where the person chose one; the starter pack has none. */
export function openChosenAudioEvents(shelf: ModelShelf): Promise<AudioEventDetector | null> {
  return openChosenModel(shelf, 'audio-events', audioEventDescription, openAudioEventDetector);
}
