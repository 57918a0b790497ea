import type { Shape, ShapeTable } from "./pen.ts";
import { bath } from "./shapes/bath.ts";
import { bedding } from "./shapes/bedding.ts";
import { cushions } from "./shapes/cushions.ts";
import { fragrance } from "./shapes/fragrance.ts";
import { kitchen } from "./shapes/kitchen.ts";
import { lighting } from "./shapes/lighting.ts";
import { plants } from "./shapes/plants.ts";
import { rugs } from "./shapes/rugs.ts";
import { seating } from "./shapes/seating.ts";
import { storage } from "./shapes/storage.ts";
import { tables } from "./shapes/tables.ts";
import { tableware } from "./shapes/tableware.ts";

/** Every shape of the shop by name. */
export const shapes: ShapeTable = {
  ...lighting,
  ...seating,
  ...tables,
  ...storage,
  ...bedding,
  ...rugs,
  ...cushions,
  ...tableware,
  ...kitchen,
  ...bath,
  ...fragrance,
  ...plants,
};

/** The shape of a name. Throws for an unknown name. */
export function shapeNamed(name: string): Shape {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (!shape) throw new Error(`Unknown shape "${name}": expected one of ${Object.keys(shapes).join(", ")}`);
  return shape;
}
