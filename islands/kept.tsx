/** Content that the server rendered and hydration must leave alone, because only the server knows it. */
import type { ComponentChildren, VNode } from "preact";

export interface KeptProps {
  readonly class: string;
  readonly children?: ComponentChildren;
  readonly [data: `data-${string}`]: string;
}

/**
 * A span of kept content. On the server it has its children; in the browser it is hydrated without any, and
 * Preact does not look inside an element that has `dangerouslySetInnerHTML`, neither in hydration nor in later
 * renders with the same value.
 */
export function Kept({ children, ...attributes }: KeptProps): VNode {
  return children === undefined
    ? <span {...attributes} dangerouslySetInnerHTML={nothing} />
    : <span {...attributes}>{children}</span>;
}

const nothing = { __html: "" };
