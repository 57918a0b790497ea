/** Makes a server-rendered component interactive. */
import { type ComponentType, h, hydrate } from "preact";

/**
 * Hydrates the content of `element`.
 *
 * @throws whatever the component throws in its first render; the content is then as it was before.
 */
export function hydrateIsland<Props extends object>(
  component: ComponentType<Props>,
  props: Props,
  element: Element,
): void {
  const copy = element.cloneNode(true);
  try {
    hydrate(h(component, props), element);
  } catch (error) {
    // Preact clears what it could not hydrate.
    element.replaceChildren(...copy.childNodes);
    throw error;
  }
}
