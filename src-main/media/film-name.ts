import { extname } from 'node:path';

const extensions = new Set(
  `.3g2 .3gp .asf .avi .divx .dv .f4v .flv .m2ts .m2v .m4v .mkv .mov .mp4 .mpeg .mpg .mts .mxf .ogm .ogv .qt .rm .rmvb
   .ts .vob .webm .wmv .y4m`.split(/\s+/),
);

/** Whether a file's name ends as those of films do. */
export function isFilmName(name: string): boolean {
  return extensions.has(extname(name).toLowerCase());
}
