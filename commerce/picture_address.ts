/** Addresses of pictures: `/media/{key}/{width}.{format}`. The key names the original's content, so they never change. */

/** Widths in pixels that pictures are rendered at; no other is, so that nobody can ask for a million. */
export const pictureWidths = [160, 320, 480, 640, 960, 1280, 1920] as const;
export const pictureFormats = ["avif", "webp"] as const;

export type PictureWidth = (typeof pictureWidths)[number];
export type PictureFormat = (typeof pictureFormats)[number];

export function pictureAddress(key: string, width: PictureWidth, format: PictureFormat): string {
  return `/media/${key}/${width}.${format}`;
}

/** Reads what {@linkcode pictureAddress} wrote, or null. */
export function parsePictureAddress(
  path: string,
): { key: string; width: PictureWidth; format: PictureFormat } | null {
  const match = /^\/media\/([0-9a-f]{24})\/(\d{1,4})\.(avif|webp)$/.exec(path);
  const width = pictureWidths.find((each) => each === Number(match?.[2]));
  return match && width ? { key: match[1]!, width, format: match[3] as PictureFormat } : null;
}
