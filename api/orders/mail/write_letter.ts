/** What each mail says. */
import { addressLines } from "../../../commerce/address_form.ts";
import { formatLocale } from "../../../commerce/locale.ts";
import type { LegalPage, Letterhead } from "../../../commerce/wire/internal_letterhead.ts";
import type { OrderAddress } from "../../../commerce/wire/order.ts";
import { mailFormats } from "./formats.ts";
import { publisherLines } from "./imprint.ts";
import type { Letter, Paragraph } from "./letter.ts";
import type { CanceledMoney, MailMatter, MailOrder } from "./mail_order.ts";
import { isolated, mailTexts, type Say, type TextKey } from "./texts.ts";
import { billRows } from "./bill_rows.ts";

/** Who writes. */
export interface MailShop {
  readonly name: string;
  /** Its public origin. */
  readonly publicUrl: string;
}

/** Mails about what is still to come, or has just come: they tell how to withdraw. */
const beforeTheEnd: ReadonlySet<MailMatter["kind"]> = new Set(["received", "paid", "shipped"]);

const canceledTexts = {
  "none": "text.canceled",
  "paid-back": "text.canceled-refund",
  "released": "text.canceled-release",
} as const satisfies Record<CanceledMoney, TextKey>;

/** The mail about something that happened to an order. */
export function writeLetter(
  order: MailOrder,
  matter: MailMatter,
  letterhead: Letterhead,
  shop: MailShop,
  formatsFor: typeof mailFormats = mailFormats,
): Letter {
  const { language } = order;
  const { direction, pages } = letterhead;
  const format = formatsFor(order, letterhead.country);
  const say = mailTexts(language);
  // A value in a text from right to left: order numbers, names, amounts are often the other way round.
  const own = direction === "rtl" ? isolated : (value: string) => value;
  const legal = beforeTheEnd.has(matter.kind) ? withdrawal() : [];
  // The law wants the contract's conditions in the shopper's own hands (Directive 2011/83/EU, article 8(7)).
  const enclosed = matter.kind === "received" ? pages.filter(({ code }) => code !== "imprint") : [];
  return {
    subject: say(`subject.${nameOf(matter)}`, { number: order.number }),
    language,
    direction,
    shop: shop.name,
    body: [
      { kind: "title", text: say(`subject.${nameOf(matter)}`, { number: own(order.number) }) },
      ...news(matter, say, (amountMinor) => own(format.money(amountMinor))),
      { kind: "button", link: { label: say("label.view"), url: order.link } },
      ...matter.kind === "shipped" ? [] : bill(),
      ...legal,
    ],
    foot: foot(),
    enclosures: enclosed.map(({ title, slug, body }) => ({ filename: `${slug}.html`, title, body })),
  };

  function bill(): Paragraph[] {
    const { shipping, shipTo, billTo, company } = order;
    const promise = beforeTheEnd.has(matter.kind) ? shipping?.promise : null;
    return [
      { kind: "heading", text: say("label.order", { number: own(order.number) }) },
      { kind: "fine", text: say("label.placed", { date: own(format.day(order.placedAt)) }) },
      { kind: "rows", rows: billRows(order, format, say, own) },
      ...order.note ? [fine(say(`note.${order.note}`))] : [],
      ...order.taxTreatment === "export" ? [fine(say("note.export"))] : [],
      ...promise
        ? [heading(say("label.expected")), text(format.dates(promise.earliest, promise.latest))]
        : [],
      ...shipTo ? [heading(say("label.ship_to")), address(shipTo, [])] : [],
      ...billTo || company
        ? [
          heading(say("label.bill_to")),
          address(billTo ?? shipTo, [company?.name, company?.vatNumber].flatMap((each) => each ?? [])),
        ]
        : [],
    ];
  }

  function address(to: OrderAddress | null, above: readonly string[]): Paragraph {
    const lines = to === null ? [] : [...addressLines(to, language), format.country(to.country)];
    return { kind: "lines", lines: [...above, ...lines] };
  }

  function withdrawal(): Paragraph[] {
    if (order.withdrawalUntil === null) return [];
    const links = pages.filter(({ code }) => code !== "imprint").map(toLink);
    return [
      heading(say("withdrawal.title")),
      text(say("withdrawal.until", { date: own(format.date(order.withdrawalUntil)) })),
      ...links.length > 0 ? [text(say("withdrawal.how")), { kind: "links", links } as const] : [],
    ];
  }

  function foot(): Paragraph[] {
    const imprint = pages.find(({ code }) => code === "imprint");
    const titles = format.list(enclosed.map(({ title }) => own(title)));
    return [
      ...titles ? [fine(say("legal.attached", { titles }))] : [],
      ...imprint ? [{ kind: "lines", lines: publisherLines(imprint.body) } as const] : [],
      ...pages.length > 0 ? [{ kind: "links", links: pages.map(toLink) } as const] : [],
      fine(say("footer.why", { shop: own(shop.name) })),
    ];
  }

  function toLink({ title, slug }: LegalPage): { label: string; url: string } {
    return { label: title, url: `${shop.publicUrl}/${formatLocale(order)}/i/${encodeURIComponent(slug)}` };
  }
}

function nameOf(matter: MailMatter) {
  return matter.kind === "shipped" && matter.parcel.restFollows ? "shipped-part" : matter.kind;
}

function news(matter: MailMatter, say: Say, money: (amountMinor: number) => string): Paragraph[] {
  switch (matter.kind) {
    case "canceled":
      return [text(say(canceledTexts[matter.money]))];
    case "refunded":
    case "refund-failed":
      return [text(say(`text.${matter.kind}`, { amount: money(matter.amountMinor) }))];
    case "shipped": {
      const { carrier, trackingNumber, trackingUrl, lines, restFollows } = matter.parcel;
      return [
        text(say(restFollows ? "text.shipped-part" : "text.shipped")),
        ...carrier ? [heading(say("label.carrier")), text(carrier)] : [],
        ...trackingNumber ? [heading(say("label.tracking")), text(trackingNumber)] : [],
        ...isWebAddress(trackingUrl)
          ? [{ kind: "links", links: [{ label: say("label.track"), url: trackingUrl }] } as const]
          : [],
        heading(say("label.in_parcel")),
        {
          kind: "lines",
          lines: lines.map(({ quantity, title, options }) =>
            `${quantity} × ${[title, options].filter(Boolean).join(", ")}`
          ),
        },
      ];
    }
    default:
      return [text(say(`text.${matter.kind}`))];
  }
}

/** The merchant types it in: a mail leads to the web and nowhere else. */
function isWebAddress(url: string | null): url is string {
  return url !== null && /^https?:$/.test(URL.parse(url)?.protocol ?? "");
}

function heading(words: string): Paragraph {
  return { kind: "heading", text: words };
}

function text(words: string): Paragraph {
  return { kind: "text", text: words };
}

function fine(words: string): Paragraph {
  return { kind: "fine", text: words };
}
