/**
 * The product page's pictures, which are not part of any island: `[data-gallery-image="0"]` within `[data-gallery]`,
 * in the element that scrolls.
 */

/** Marks a picture as the current one and brings it into view within the gallery. */
export function showInGallery(index: number): void {
  const picture = document.querySelector(`[data-gallery] [data-gallery-image="${index}"]`);
  const row = picture?.parentElement;
  if (!picture || !row) return;
  for (const other of row.querySelectorAll("[data-current]")) other.removeAttribute("data-current");
  picture.setAttribute("data-current", "true");
  // Distances between centres are the same in both writing directions; the page itself must not scroll.
  row.scrollBy({
    left: centre(picture) - centre(row),
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth",
  });
}

function centre(element: Element): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}
