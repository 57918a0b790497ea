import { slotMarker, type SlotName } from "../../edge/page.ts";

/** The place of something personal in a shared page: the edge fills it for each request. */
export function Slot({ name }: { name: SlotName }) {
  return <>{slotMarker(name)}</>;
}
