/** `POST /v1/quotes`: what a quote is asked for, and its answer on the wire. */
import { z } from "zod";
import { maxAmountMinor, wholePpm } from "../money.ts";
import { plainCode } from "../plain_code.ts";
import type { Quote, QuoteDiscount, QuoteLine, QuoteRequest } from "../quote/answer.ts";
import { maxCoupons } from "../quote/check_request.ts";
import { taxCategories } from "../quote/view.ts";
import {
  currency,
  eachSkuOnce,
  instant,
  languageTag,
  lineText,
  marketCode,
  money,
  sku,
  visibleLine,
  visibleText,
} from "./common.ts";
import { maxBasketLines, maxLineQuantity } from "./shop.ts";

const quantityWanted = `wanted a whole number from 1 to ${maxLineQuantity}`;
const quantity = z.int({ error: quantityWanted, abort: true }).min(1, quantityWanted).max(
  maxLineQuantity,
  quantityWanted,
);

/** ISO 3166-1 alpha-2, in capitals. */
export const country = z.string().regex(/^[A-Z]{2}$/, "wanted an ISO 3166-1 code of two letters, e.g. FR");
/** ISO 3166-2 without the country, in capitals. */
export const region = z.string().regex(
  /^[A-Z0-9]{1,3}$/,
  "wanted an ISO 3166-2 code without its country, e.g. CA",
);
/** Typed in the digits of any script; what is read is in ASCII. */
export const postalCode = visibleLine(16).overwrite(plainCode);
export const couponCode = visibleText(64);

/** Lines of a basket: one at least, each SKU once. */
export const quoteLines = z.array(z.strictObject({ sku, quantity })).min(1, "the basket is empty")
  .max(maxBasketLines, `wanted at most ${maxBasketLines} lines`)
  .superRefine(eachSkuOnce);

export const coupons = z.array(couponCode).max(maxCoupons, `wanted at most ${maxCoupons} coupons`);

export const quoteCustomer = z.strictObject({
  company: lineText(200).optional(),
  vatNumber: lineText(32).optional(),
});

/** The body of `POST /v1/quotes`. */
export const quoteBody = z.strictObject({
  market: marketCode,
  language: languageTag,
  lines: quoteLines,
  shipTo: z.strictObject({ country, region: region.optional(), postalCode: postalCode.optional() })
    .optional(),
  shippingOption: z.string().min(1).max(64).optional().meta({
    description: "The id of one of the options of an earlier quote; left out: the cheapest.",
  }),
  coupons: coupons.optional(),
  customer: quoteCustomer.optional(),
}).meta({ id: "QuoteRequest" });
export type QuoteBody = z.infer<typeof quoteBody>;

/** Who asks, from the session and never from a body. */
export type Shopper = Pick<QuoteRequest, "priceListId" | "customerGroups" | "isFirstOrder">;

/**
 * A parsed body as the quote function takes it.
 *
 * @param hashes the keyed hash of each coupon of the body, in its order.
 */
export function toQuoteRequest(body: QuoteBody, hashes: readonly string[], shopper: Shopper): QuoteRequest {
  const { shipTo, customer } = body;
  return {
    language: body.language,
    lines: body.lines,
    shipTo: shipTo
      ? { country: shipTo.country, region: shipTo.region ?? null, postalCode: shipTo.postalCode ?? null }
      : null,
    shippingOption: body.shippingOption ?? null,
    coupons: (body.coupons ?? []).map((code, at) => ({ code, hash: hashes[at]! })),
    customer: { company: customer?.company || null, vatNumber: customer?.vatNumber || null },
    priceListId: shopper.priceListId,
    customerGroups: shopper.customerGroups,
    isFirstOrder: shopper.isFirstOrder,
  };
}

// ---------------------------------------------------------------- answer

const rate = z.number().min(0).meta({ description: "A fraction: 0.2 is 20 %." });
const signedMoney = z.strictObject({
  amountMinor: z.int().min(-maxAmountMinor).max(maxAmountMinor),
  currency,
}).meta({ id: "SignedMoney" });

const discount = z.strictObject({
  promotionId: z.string(),
  name: z.string(),
  code: z.string().optional().meta({ description: "The coupon that unlocked it, as typed." }),
  amount: money,
  firstOrder: z.literal(true).optional().meta({
    description:
      "It is for a first order. Of a stranger every order is taken for the first; the order decides, and says `price-changed` when it is not.",
  }),
}).meta({ id: "QuoteDiscount" });

const line = z.strictObject({
  sku,
  quantity: z.int(),
  unitPrice: money,
  total: money.meta({ description: "Before discounts." }),
  discounts: z.array(z.strictObject({ promotionId: z.string(), name: z.string(), amount: money })),
  price: z.strictObject({
    priceListId: z.int(),
    minQuantity: z.int(),
    validFrom: instant.nullable(),
    validUntil: instant.nullable(),
    compareAt: money.optional(),
    lowestPrior: money.optional().meta({
      description: "The lowest price of the 30 days before the reduction (Directive 98/6/EC, article 6a).",
    }),
  }).meta({ description: "Which price was chosen: its list, tier and window." }),
  taxCategory: z.enum(taxCategories),
  taxRate: rate,
  tax: money.meta({ description: "Contained where prices include tax, otherwise to be added." }),
}).meta({ id: "QuoteLine" });

const promise = z.strictObject({ earliest: z.iso.date(), latest: z.iso.date() });

/** The answer of `POST /v1/quotes`. */
export const quoteAnswer = z.strictObject({
  lines: z.array(line),
  subtotal: money.meta({ description: "The lines before discounts." }),
  discounts: z.array(discount),
  coupons: z.array(z.strictObject({
    code: z.string(),
    outcome: z.enum([
      "applied",
      "unknown",
      "not-yet",
      "expired",
      "exhausted",
      "minimum-not-met",
      "no-matching-item",
      "wrong-customer",
      "wrong-language",
      "not-first-order",
      "not-combinable",
      "not-cheaper",
      "gift-to-add",
      "duplicate",
    ]),
  })),
  shipping: z.strictObject({
    id: z.string(),
    name: z.string(),
    amount: money.meta({ description: "After its discount." }),
    discounts: z.array(discount),
    tax: money,
  }).nullable(),
  shippingOptions: z.array(z.strictObject({
    id: z.string(),
    name: z.string(),
    amount: money.meta({ description: "What choosing it costs, after promotions." }),
    discount: money.optional(),
    promise: promise.meta({ description: "Dates in the market's time zone." }),
  })),
  unshippable: z.array(sku),
  taxes: z.array(z.strictObject({
    name: z.string(),
    country,
    region: z.string().optional(),
    rate,
    statedRate: rate.optional().meta({
      description: "As the law states it, where the tax is part of its own base.",
    }),
    base: money,
    amount: money,
  })),
  taxTreatment: z.enum(["standard", "reverse-charge", "export", "unknown"]),
  note: z.enum(["reverse-charge"]).optional().meta({
    description: "A sentence that the invoice must carry.",
  }),
  rounding: signedMoney.optional().meta({ description: "Cash rounding, when there is any." }),
  total: money.meta({
    description:
      "Subtotal - discounts + shipping, plus taxes where prices do not include them, plus rounding.",
  }),
  gifts: z.array(sku).meta({
    description: "SKUs that would be free, were they in the basket; each can be had.",
  }),
  validUntil: instant.nullable().meta({
    description: "Until when the quote holds; null: nothing is known to end it.",
  }),
  catalogVersion: z.int(),
}).meta({ id: "Quote" });
export type QuoteAnswer = z.infer<typeof quoteAnswer>;

/** A quote as it goes over the wire; `currency` is its market's. */
export function toWire(quote: Quote, currency: string): QuoteAnswer {
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const named = ({ promotionId, name, code, amountMinor, firstOrder }: QuoteDiscount) => ({
    promotionId,
    name,
    ...(code !== null && { code }),
    amount: money(amountMinor),
    ...(firstOrder && { firstOrder }),
  });
  const { shipping } = quote;
  return {
    lines: quote.lines.map((line) => wireLine(line, currency)),
    subtotal: money(quote.subtotalMinor),
    discounts: quote.discounts.map(named),
    coupons: [...quote.coupons],
    shipping: shipping && {
      id: shipping.id,
      name: shipping.name,
      amount: money(shipping.amountMinor),
      discounts: shipping.discounts.map(named),
      tax: money(shipping.taxMinor),
    },
    shippingOptions: quote.shippingOptions.map(({ id, name, amountMinor, discountMinor, promise }) => ({
      id,
      name,
      amount: money(amountMinor),
      ...(discountMinor > 0 && { discount: money(discountMinor) }),
      promise: { ...promise },
    })),
    unshippable: [...quote.unshippable],
    taxes: quote.taxes.map((tax) => ({
      name: tax.name,
      country: tax.country,
      ...(tax.region !== null && { region: tax.region }),
      rate: fraction(tax.ratePpm),
      ...(tax.statedRatePpm !== tax.ratePpm && { statedRate: fraction(tax.statedRatePpm) }),
      base: money(tax.baseMinor),
      amount: money(tax.amountMinor),
    })),
    taxTreatment: quote.taxTreatment,
    ...(quote.note !== null && { note: quote.note }),
    ...(quote.roundingMinor !== 0 && { rounding: money(quote.roundingMinor) }),
    total: money(quote.totalMinor),
    gifts: [...quote.gifts],
    validUntil: timestamp(quote.validUntil),
    catalogVersion: quote.catalogVersion,
  };
}

function wireLine(line: QuoteLine, currency: string): QuoteAnswer["lines"][number] {
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const { priceListId, minQuantity, validFrom, validUntil, compareAtMinor, lowestPriorMinor } = line.price;
  return {
    sku: line.sku,
    quantity: line.quantity,
    unitPrice: money(line.unitPriceMinor),
    total: money(line.totalMinor),
    discounts: line.discounts.map(({ promotionId, name, amountMinor }) => ({
      promotionId,
      name,
      amount: money(amountMinor),
    })),
    price: {
      priceListId,
      minQuantity,
      validFrom: timestamp(validFrom === 0 ? null : validFrom),
      validUntil: timestamp(validUntil),
      ...(compareAtMinor !== null && { compareAt: money(compareAtMinor) }),
      ...(lowestPriorMinor !== null && { lowestPrior: money(lowestPriorMinor) }),
    },
    taxCategory: line.taxCategory,
    taxRate: fraction(line.taxRatePpm),
    tax: money(line.taxMinor),
  };
}

/** A rate is no amount: as a fraction it is shown, never computed with. */
function fraction(ratePpm: number): number {
  return ratePpm / wholePpm;
}

function timestamp(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}
