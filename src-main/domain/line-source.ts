// What stands as the source of lines that come from no file and no track.

/** Lines that somebody wrote for a film without subtitles. */
export const writtenSource = 'written here';

/** Lines that a speech model wrote down. */
export const recognisedSource = 'recognised';
