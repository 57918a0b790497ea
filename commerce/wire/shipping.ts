/** Shipping as merchants send and read it: a zone of a market with its methods (commerce/quote/view.ts). */
import { z } from "zod";
import { isPostalPattern } from "../quote/postal_codes.ts";
import type { ShippingMethod, ShippingZone } from "../quote/view.ts";
import { amountMinor, code, cursor, languageTag, marketCode, visibleText } from "./common.ts";
import { country, region } from "./quote.ts";

/** A list whose members all differ. */
function unique<Member extends z.ZodType<string>>(member: Member, most: number) {
  return z.array(member).max(most).refine((all) => new Set(all).size === all.length, "wanted each once");
}

const patterns = unique(
  z.string().refine(isPostalPattern, "wanted a prefix (20*), a range (97100-97899) or one code, in capitals"),
  2000,
);

const attributeValue = { attribute: code, value: z.string().min(1).max(120) };
/** Grams and cubic centimetres of a container ship; minor units have bounds of their own. */
const measure = amountMinor.min(1).meta({
  description: "Grams, cubic centimetres, or minor units of the discounted goods.",
});
const days = z.int().min(0).max(365);

const method = z.strictObject({
  id: code.meta({ description: "The option's id in a quote." }),
  names: z.record(languageTag, visibleText(80)).refine(
    (names) => Object.keys(names).length > 0,
    "wanted a name in one language at least",
  ),
  basis: z.enum(["weight", "volume", "value"]),
  rates: z.array(z.strictObject({ upTo: measure.nullable(), amountMinor })).min(1).max(100).superRefine(
    (rates, context) => {
      const wrong = rates.findIndex(({ upTo }, at) => {
        const before = rates[at - 1];
        return before !== undefined && (before.upTo === null || upTo !== null && upTo <= before.upTo);
      });
      if (wrong < 0) return;
      context.addIssue({ code: "custom", path: [wrong, "upTo"], message: "wanted steps that ascend" });
    },
  ).meta({
    description: "The first step that is not exceeded counts; `upTo: null` is any more, and the last.",
  }),
  freeFromMinor: amountMinor.nullable().default(null).meta({
    description: "Free from this value of discounted goods on; null: never.",
  }),
  surcharges: z.array(z.strictObject({ ...attributeValue, amountMinor, name: visibleText(80) })).max(100)
    .default([]).meta({ description: "Added for each piece that has the attribute value." }),
  excludes: z.array(z.strictObject(attributeValue)).max(100).default([]).meta({
    description: "Attribute values that cannot go this way.",
  }),
  cutOffMinutes: z.int().min(0).max(1440).meta({
    description: "Minutes after local midnight until which an order leaves on the same working day.",
  }),
  handlingDays: days.meta({ description: "Working days between order and handover." }),
  transitDays: z.strictObject({ earliest: days, latest: days }).refine(
    ({ earliest, latest }) => earliest <= latest,
    { path: ["latest"], message: "wanted no fewer days than the earliest" },
  ),
  saturdays: z.boolean().default(false).meta({
    description: "Whether Saturday is a working day for the carrier.",
  }),
}) satisfies z.ZodType<Omit<ShippingMethod, "zoneId" | "name">>;

const fields = z.strictObject({
  countries: unique(country, 250).min(1).meta({
    description: "ISO 3166-1, of those that the market sells to.",
  }),
  regions: unique(region, 500).default([]).meta({
    description: "ISO 3166-2 without the country; none: all of them.",
  }),
  postalCodes: patterns.default([]).meta({ description: "Patterns of postal codes; none: all of them." }),
  exceptPostalCodes: patterns.default([]).meta({ description: "What is left out of it." }),
  methods: z.array(method).min(1).max(50).superRefine((methods, context) => {
    const seen = new Set<string>();
    methods.forEach(({ id }, at) => {
      if (seen.has(id)) {
        context.addIssue({ code: "custom", path: [at, "id"], message: "this id has a method already" });
      }
      seen.add(id);
    });
  }).meta({ description: "In the order in which they are offered at the same price." }),
}) satisfies z.ZodType<Omit<ShippingZone, "id">>;

/** The body of `PUT /v1/admin/shipping-zones/{market}/{code}`: the whole zone. */
export const shippingZoneFields = fields.meta({ id: "ShippingZoneFields" });

/** Which zone: of a market, by its code. */
export const shippingZoneKey = z.object({ market: marketCode, code });

/** The body of `POST /v1/admin/shipping-zones`. */
export const shippingZoneInput = fields.extend({ market: marketCode, code }).meta({
  id: "ShippingZoneInput",
});

const methodAsRead = method.extend({
  freeFromMinor: method.shape.freeFromMinor.unwrap(),
  surcharges: method.shape.surcharges.unwrap(),
  excludes: method.shape.excludes.unwrap(),
  saturdays: z.boolean(),
});

export const adminShippingZone = z.strictObject({
  market: marketCode,
  code,
  countries: z.array(country),
  regions: z.array(region),
  postalCodes: z.array(z.string()),
  exceptPostalCodes: z.array(z.string()),
  methods: z.array(methodAsRead),
}).meta({ id: "AdminShippingZone" });
export type AdminShippingZone = z.infer<typeof adminShippingZone>;

export const writtenShippingZone = adminShippingZone.extend({ catalogVersion: z.int() }).meta({
  id: "WrittenShippingZone",
});
export const shippingZoneList = z.strictObject({
  items: z.array(adminShippingZone),
  nextCursor: cursor.nullable(),
}).meta({ id: "ShippingZoneList" });
