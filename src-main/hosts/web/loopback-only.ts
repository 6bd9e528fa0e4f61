import { UserFacingError } from '../../domain/errors.ts';

/** The one address that the web host listens on. */
export const loopback = '127.0.0.1';

/**
 * Refuses to listen where other machines can reach the host. Whoever has a session may read and write files by their
 * paths, as the person at the machine does, so that no session is given to another machine.
 *
 * @throws UserFacingError for any other address than the loopback one
 */
export function refuseOtherAddress(address: string): void {
  if (address === loopback || address === 'localhost') return;
  throw new UserFacingError(
    'bad-input',
    `Kinora listens on ${loopback} alone, where no other machine reaches it, and not on “${address}”.`,
    'Leave --host out. From another machine, go through SSH with the same port on both sides: ' +
      'kinora serve --port 4000 here, and ssh -L 4000:127.0.0.1:4000 to this machine there.',
  );
}
