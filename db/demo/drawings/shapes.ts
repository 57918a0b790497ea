import type { Shape, ShapeTable } from "./pen.ts";
import { baskets } from "./shapes/baskets.ts";
import { bath } from "./shapes/bath.ts";
import { bathroomWall } from "./shapes/bathroom_wall.ts";
import { bedding } from "./shapes/bedding.ts";
import { cabinets } from "./shapes/cabinets.ts";
import { candles } from "./shapes/candles.ts";
import { chairs } from "./shapes/chairs.ts";
import { coatRacks } from "./shapes/coat_rack.ts";
import { cookware } from "./shapes/cookware.ts";
import { cushions } from "./shapes/cushions.ts";
import { cutleries } from "./shapes/cutlery.ts";
import { desks } from "./shapes/desks.ts";
import { fragrance } from "./shapes/fragrance.ts";
import { glassware } from "./shapes/glassware.ts";
import { kitchen } from "./shapes/kitchen.ts";
import { lamps } from "./shapes/lamps.ts";
import { lighting } from "./shapes/lighting.ts";
import { plants } from "./shapes/plants.ts";
import { rugs } from "./shapes/rugs.ts";
import { seating } from "./shapes/seating.ts";
import { storage } from "./shapes/storage.ts";
import { tables } from "./shapes/tables.ts";
import { tableware } from "./shapes/tableware.ts";
import { vases } from "./shapes/vases.ts";

/** Every shape of the shop by name. */
export const shapes: ShapeTable = {
  ...lighting,
  ...lamps,
  ...seating,
  ...chairs,
  ...tables,
  ...desks,
  ...storage,
  ...cabinets,
  ...baskets,
  ...coatRacks,
  ...bedding,
  ...rugs,
  ...cushions,
  ...tableware,
  ...glassware,
  ...cutleries,
  ...kitchen,
  ...cookware,
  ...bath,
  ...bathroomWall,
  ...fragrance,
  ...candles,
  ...plants,
  ...vases,
};

/** The shape of a name. Throws for an unknown name. */
export function shapeNamed(name: string): Shape {
  const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (!shape) throw new Error(`Unknown shape "${name}": expected one of ${Object.keys(shapes).join(", ")}`);
  return shape;
}
