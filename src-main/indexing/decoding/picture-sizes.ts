/** Width of the small pictures; what the shot detector is tuned on. */
export const smallWidth = 64;
/** Seconds between two samples. */
export const sampleSeconds = 0.25;
/** Samples, and the pictures of a first look, fit this box. */
export const sampleWidth = 960;
export const sampleHeight = 540;
