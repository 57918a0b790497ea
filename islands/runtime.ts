/**
 * Finds the islands of a page and makes each interactive when its policy says so: `[data-island]` elements with
 * `data-load` and `data-src`, each after a data block with its props, as `routes/parts/island.tsx` writes them.
 *
 * What the shopper does before an island is interactive is not lost: any touch loads it at once; presses are held
 * back until it is ready and then repeated, and so are the events of typing and focus. When it cannot be loaded, or
 * not soon, presses do what they do without JavaScript.
 */
import { tendFacets } from "./facets.ts";
import { basketStale, type Wake } from "./page_events.ts";
import { isPlainClick } from "./plain_click.ts";
import { savesData } from "./saves_data.ts";

/** A held press waits no longer than this for its island. */
const patienceMs = 3000;

const touches = ["pointerover", "focusin", "input", "click", "submit"] as const;

const islands = [...document.querySelectorAll<HTMLElement>("[data-island]")].map(prepare);

document.addEventListener("island:wake", (event) => {
  const { name, waitFor } = (event as CustomEvent<Wake>).detail;
  for (const island of islands) if (island.name === name) waitFor(island.load());
});

tendFacets();

// A page from the back-forward cache shows the basket of when it was left.
addEventListener("pageshow", (event) => {
  for (const { name, load } of event.persisted ? islands : []) {
    if (name === "basket_drawer") void load().then(() => document.dispatchEvent(new Event(basketStale)));
  }
});

interface Prepared {
  readonly name: string;
  /** Never rejects: an island that cannot be loaded stays what the server rendered. */
  readonly load: () => Promise<void>;
}

function prepare(element: HTMLElement): Prepared {
  const name = element.dataset.island!;
  /** What to repeat, by the type of event: only the last of each. */
  const held = new Map<string, () => void>();
  let loading: Promise<void> | undefined;

  const load = () => loading ??= hydrate(element).catch(reportError).finally(release);

  function touch(event: Event): void {
    const repeat = repetition(event);
    if (repeat) held.set(event.type, repeat);
    if (repeat && (event.type === "click" || event.type === "submit")) {
      event.preventDefault();
      event.stopPropagation();
      setTimeout(release, patienceMs);
    }
    void load();
  }

  function release(): void {
    for (const type of touches) element.removeEventListener(type, touch, true);
    const repeats = [...held.values()];
    held.clear();
    for (const repeat of repeats) repeat();
  }

  for (const type of touches) element.addEventListener(type, touch, true);
  const focused = document.activeElement;
  if (focused !== null && element.contains(focused)) {
    // The shopper was faster than this script.
    focused.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    if (focused instanceof HTMLInputElement && focused.value !== focused.defaultValue) typeAgain(focused);
  } else {
    schedule(element, load);
  }
  return { name, load };
}

function schedule(element: HTMLElement, load: () => Promise<void>): void {
  const policy = element.dataset.load;
  if (policy === "now") {
    void load();
  } else if (policy === "interaction" || savesData()) {
    // The first touch loads it.
  } else if (policy === "visible") {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void load();
    }, { rootMargin: "200px" });
    // Not the element itself: `display: contents` has no box to be seen.
    for (const child of element.children) observer.observe(child);
  } else if ("requestIdleCallback" in globalThis) {
    requestIdleCallback(load, { timeout: 2000 });
  } else {
    // Safari has no idle callback.
    setTimeout(load, 200);
  }
}

async function hydrate(element: HTMLElement): Promise<void> {
  const { start } = await import(element.dataset.src!);
  start(JSON.parse(element.previousElementSibling!.textContent!), element);
}

/** How to do again what an event did; null for what needs no repeating. */
function repetition(event: Event): (() => void) | null {
  const target = event.target as Element;
  switch (event.type) {
    case "click": {
      const control = target.closest<HTMLElement>("a[href], button");
      return control && isPlainClick(event as MouseEvent) ? () => control.click() : null;
    }
    case "submit": {
      const { submitter } = event as SubmitEvent;
      return () => (target as HTMLFormElement).requestSubmit(submitter);
    }
    case "input":
      return () => typeAgain(target);
    case "focusin":
      return () => target.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    default:
      return null;
  }
}

function typeAgain(input: Element): void {
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
