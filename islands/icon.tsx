/** The line drawings of the islands: in the colour of the text beside them, without meaning of their own. */
import type { VNode } from "preact";

const paths = {
  search: "M15.5 15.5 21 21M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z",
  basket: "M4 9h16l-1.5 11h-13L4 9Zm4 0c0-3.5 1.5-5.5 4-5.5s4 2 4 5.5",
  globe: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3 12h18M12 3c-5 5.5-5 12.500 0 18 5-5.500 5-12.500 0-18Z",
  close: "m6 6 12 12M18 6 6 18",
  fewer: "M6 12h12",
  more: "M6 12h12M12 6v12",
} as const;

export function Icon({ name }: { name: keyof typeof paths }): VNode {
  return (
    <svg class="icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
