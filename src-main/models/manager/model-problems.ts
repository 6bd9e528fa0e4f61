import { UserFacingError } from '../../domain/errors.ts';

/** What to do where a model cannot be fetched: the other way in. */
export function carryRemedy(): string {
  return (
    'Try again when there is a connection, or carry it here: install it on a machine with a connection, copy the folder ' +
    '“models/installed” of its Kinora cache to a stick, and import that folder (Settings > Models, or “kinora models import <path>”).'
  );
}

export function noNetwork(title: string, host: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'network',
    `${title} could not be fetched: ${host} cannot be reached from this machine.`,
    carryRemedy(),
    cause,
  );
}

export function keepsBreaking(title: string, host: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'network',
    `${title} could not be fetched to the end: the connection to ${host} breaks off again and again.`,
    'Install it again later: what has arrived is kept and the rest is fetched then.',
    cause,
  );
}

export function refusedByServer(title: string, host: string, status: number): UserFacingError {
  if (status === 404 || status === 410) {
    return new UserFacingError(
      'not-found',
      `${title} is no longer where the catalogue says: ${host} does not have the file (${status}).`,
      `Update Kinora, or bring the model from somewhere else and import it. ${carryRemedy()}`,
    );
  }
  if (status === 401 || status === 403) {
    return new UserFacingError(
      'network',
      `${title} could not be fetched: ${host} does not give it to everybody (${status}).`,
      `Fetch it by hand where you have access, and import the folder it lies in. ${carryRemedy()}`,
    );
  }
  return new UserFacingError(
    'network',
    `${title} could not be fetched: ${host} answered with an error (${status}).`,
    carryRemedy(),
  );
}

export function tooManyRedirects(title: string, host: string): UserFacingError {
  return new UserFacingError(
    'network',
    `${title} could not be fetched: ${host} sends one from address to address without end, or to one that is not safe.`,
    carryRemedy(),
  );
}

export function diskFull(folder: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'disk-full',
    `The disk with ${folder} is full.`,
    'Make room on it, or name another folder in the environment variable KINORA_CACHE, and install again: what has arrived is kept.',
    cause,
  );
}

export function cannotKeep(folder: string, cause: unknown): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `Models cannot be kept in ${folder}.`,
    'Make the folder writable, or name another one in the environment variable KINORA_CACHE.',
    cause,
  );
}

/** What came in place of a model, in words. */
export type Impostor = 'page' | 'message' | 'pointer';

const impostorWords: Record<Impostor, string> = {
  page: 'a web page',
  message: 'a message of the server',
  pointer: 'a pointer to a file kept elsewhere',
};

export function impostorFound(title: string, from: string, impostor: Impostor): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `${title} was refused: ${from} gave ${impostorWords[impostor]} in place of the model.`,
    `A sign-in page of a hotel or office network may lie in between: open a browser and see. ${carryRemedy()}`,
  );
}

export function wrongSize(title: string, file: string, found: number, wanted: number): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `${title} was refused: ${file} has ${found} bytes, and the catalogue says ${wanted}.`,
    'Install it again; if it happens again, the file was changed by those who offer it: update Kinora.',
  );
}

export function wrongHash(title: string, file: string): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `${title} was refused: the content of ${file} is not what the catalogue says (its SHA-256 is another).`,
    'Install it again; if it happens again, the file was changed by those who offer it: update Kinora.',
  );
}

export function notAModel(title: string, file: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `${title} was refused: ${file} is no whole model of the ONNX format.`,
    'Install it again, or import it from another copy.',
    cause,
  );
}

export function notText(title: string, file: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    'bad-model',
    `${title} was refused: ${file} is no JSON file.`,
    'Install it again, or import it from another copy.',
    cause,
  );
}

export function unknownModel(id: string): UserFacingError {
  return new UserFacingError(
    'not-found',
    `The catalogue has no model and no pack named “${id}”.`,
    'See “kinora models list” for the names.',
  );
}

/** Whether a failed system call says that the disk, or the share of it that one may use, is full. */
export function isDiskFull(error: unknown): boolean {
  return hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT');
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

export function notServed(title: string): UserFacingError {
  return new UserFacingError(
    'bad-input',
    `Nothing in this version uses ${title} yet.`,
    'It may stay installed; a later version will be able to use it.',
  );
}
