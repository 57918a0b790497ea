import type { Image } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import { Picture } from "./picture.tsx";

/**
 * A product's pictures in a row that snaps, the chosen variant's first, and small ones below that lead to each.
 * The variant picker moves it by `data-gallery-image`, the picture's place among the product's images.
 */
export function Gallery({ images, first, context }: {
  images: readonly Image[];
  /** Index of the picture to begin with. */
  first: number;
  context: PageContext;
}) {
  const { t } = context;
  const ordered = images
    .map((image, index) => ({ image, index }))
    .sort((one, other) => Number(other.index === first) - Number(one.index === first));
  return (
    <div class="gallery" data-gallery="">
      <div class="gallery__pictures" tabIndex={0} role="group" aria-label={t("product.pictures")}>
        {ordered.map(({ image, index }, place) => (
          <div
            class="gallery__picture"
            id={`picture-${index + 1}`}
            data-gallery-image={String(index)}
            data-current={place === 0 ? "true" : undefined}
          >
            <Picture
              image={image}
              sizes="(min-width: 75rem) 44rem, (min-width: 60rem) 56vw, 100vw"
              smallest={320}
              priority={place === 0}
            />
          </div>
        ))}
      </div>
      {ordered.length > 1 && (
        <ol class="gallery__thumbs">
          {ordered.map(({ image, index }) => (
            <li>
              <a class="gallery__thumb" href={`#picture-${index + 1}`}>
                <Picture image={image} sizes="5rem" largest={320} />
              </a>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
