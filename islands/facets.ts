/**
 * What the browser's own `<details>` and form do not do for the facets of a list, which are no island:
 * `details.facet` within `form.facets`, as `routes/parts/facets.tsx` writes them.
 */

/** From now on Escape closes an open facet, and a page that is come back to has them as they were served. */
export function tendFacets(): void {
  addEventListener("keydown", ({ key }) => {
    const facet = key === "Escape" ? openFacet() : null;
    if (!facet) return;
    facet.open = false;
    facet.querySelector("summary")!.focus();
  });
  // The back-forward cache keeps a page as it was left: with the boxes ticked that led to another.
  addEventListener("pagehide", () => {
    document.querySelector<HTMLFormElement>("form.facets")?.reset();
    openFacet()?.removeAttribute("open");
  });
}

function openFacet(): HTMLDetailsElement | null {
  return document.querySelector(".facet[open]");
}
