import type { MethodName } from './contract.ts';
import type { CoreContext, HandlersOf } from './core-context.ts';
import { askHandlers } from './ask-handlers.ts';
import { castHandlers } from './cast-handlers.ts';
import { collectionHandlers } from './collection-handlers.ts';
import { conceptHandlers } from './concept-handlers.ts';
import { conversationHandlers } from './conversation-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { folderHandlers } from './folder-handlers.ts';
import { languageModelHandlers } from './language-model-handlers.ts';
import { libraryHandlers } from './library-handlers.ts';
import { modelsHandlers } from './models-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import { searchHandlers } from './search-handlers.ts';
import { subtitleHandlers } from './subtitle-handlers.ts';
import { voicesHandlers } from './voices-handlers.ts';
import { tracksHandlers } from './tracks-handlers.ts';

/** The whole contract: the type check fails when a call has no handler, or one gives something else than it promises. */
export function createHandlers(context: CoreContext): HandlersOf<MethodName> {
  return {
    ...libraryHandlers(context),
    ...folderHandlers(context),
    ...castHandlers(context),
    ...peopleHandlers(context),
    ...conceptHandlers(context),
    ...searchHandlers(context),
    ...conversationHandlers(context),
    ...languageModelHandlers(context),
    ...askHandlers(context),
    ...tracksHandlers(context),
    ...exportHandlers(context),
    ...subtitleHandlers(context),
    ...modelsHandlers(context),
    ...voicesHandlers(context),
    ...collectionHandlers(context),
  };
}
