import type { Image } from "../../commerce/catalog_view.ts";
import { pictureAddress, type PictureFormat, type PictureWidth } from "../../commerce/picture_address.ts";

/**
 * A picture in AVIF and WebP, in every width from `smallest` to `largest`. Small ones, of which a page has dozens,
 * have a single WebP: the few browsers without AVIF get more pixels than they need, the others a lighter page.
 *
 * @param sizes How wide it stands in the layout, as the HTML attribute wants it.
 * @param priority For the one picture that is the page's largest: fetched at once, never lazily.
 */
export function Picture({ image, sizes, smallest = 160, largest = 1280, priority = false, alt = image.alt }: {
  image: Image;
  sizes: string;
  smallest?: PictureWidth;
  largest?: PictureWidth;
  priority?: boolean;
  /** Empty where the text beside the picture says the same. */
  alt?: string;
}) {
  const height = Math.round(image.height * largest / image.width);
  const isSmall = largest <= 640;
  return (
    <picture>
      <source type="image/avif" srcset={sourceSet(image.key, "avif", smallest, largest)} sizes={sizes} />
      <img
        src={pictureAddress(image.key, largest < 480 ? largest : 480, "webp")}
        srcset={isSmall ? undefined : sourceSet(image.key, "webp", smallest, largest)}
        sizes={isSmall ? undefined : sizes}
        alt={alt}
        width={largest}
        height={height}
        loading={priority ? "eager" : "lazy"}
        fetchpriority={priority ? "high" : undefined}
      />
    </picture>
  );
}

/** Wider ones exist, but no layout of these pages needs them before a third pixel per point. */
const offered: readonly PictureWidth[] = [160, 320, 480, 640, 960, 1280];

function sourceSet(key: string, format: PictureFormat, smallest: number, largest: number): string {
  let set = "";
  for (const width of offered) {
    if (width < smallest || width > largest) continue;
    set += `${set && ", "}${pictureAddress(key, width, format)} ${width}w`;
  }
  return set;
}
