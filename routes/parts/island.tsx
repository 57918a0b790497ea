/** The wrapper that makes a component interactive: its server-rendered HTML, and what the runtime needs to know. */
import { type ComponentChildren, h, type VNode } from "preact";
import { JsonData } from "./json_data.tsx";
import type { Assets } from "../../edge/page.ts";
import { type IslandName, type IslandProps, islands, type LoadPolicy } from "../../islands/table.ts";

interface WrapperProps<Name extends IslandName> {
  readonly name: Name;
  readonly props: IslandProps[Name];
  readonly assets: Assets;
  /** Left out: the island's own policy in `islands/table.ts`. */
  readonly load?: LoadPolicy;
  /** Passed to the component on the server only: content that no script may bring again, such as a slot. */
  readonly children?: ComponentChildren;
}

/**
 * Renders an island: `<Island name="search_box" props={…} assets={context.assets} />`.
 *
 * @throws {Error} when the build has no script of that name.
 */
export function Island<Name extends IslandName>(wrapper: WrapperProps<Name>): VNode {
  const { name, props, assets, children } = wrapper;
  const source = assets[`islands/${name}.tsx`];
  if (source === undefined) {
    throw new Error(`cannot render the island "${name}": wanted its script in the build's manifest`);
  }
  return (
    <>
      <JsonData type="application/json" data={props} />
      <div
        class="island"
        data-island={name}
        data-load={wrapper.load ?? islands[name].load}
        data-src={source}
      >
        {h(islands[name].component, props, children)}
      </div>
    </>
  );
}
