/** Replaces parts of the page by what the server makes of them now: elements with `data-part` and an id. */

/**
 * Puts in the parts of `fresh` that differ. Whoever types in one of them goes on typing where they were.
 *
 * @returns whether anything differed.
 */
export function replaceParts(fresh: Document): boolean {
  let differs = false;
  for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
    const next = fresh.getElementById(part.id);
    if (next === null || next.outerHTML === part.outerHTML) continue;
    differs = true;
    const active = document.activeElement;
    const focused = part.contains(active) && active instanceof HTMLElement ? active : null;
    part.replaceWith(document.adoptNode(next));
    if (focused !== null) resume(focused, next);
  }
  return differs;
}

/** Parses a page; null when the server did not answer with one. */
export async function readPage(answer: Response): Promise<Document | null> {
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function resume(before: HTMLElement, part: HTMLElement): void {
  const same = [...part.querySelectorAll<HTMLElement>(before.tagName)].find((each) =>
    before.id === ""
      ? (each as HTMLInputElement).name === (before as HTMLInputElement).name &&
        (each as HTMLInputElement).value === (before as HTMLInputElement).value
      : each.id === before.id
  );
  if (same === undefined) return;
  if (before instanceof HTMLInputElement && same instanceof HTMLInputElement && before.type !== "radio") {
    same.value = before.value;
  }
  same.focus({ preventScroll: true });
}
