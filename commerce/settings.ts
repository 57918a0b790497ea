/**
 * The settings of every program of Comptoir, read from the environment once at its start.
 *
 * Each program names the settings it needs, so that none can read another's secrets (design decision 10).
 */
import { z } from "zod";
import { demoCouponKey } from "./quote/coupon_hash.ts";

const portWanted = "wanted a port number, 0 to 65535";
const port = z.coerce.number(portWanted).int(portWanted).min(0, portWanted).max(65535, portWanted);
const bytesWanted = "wanted a number of bytes, 0 or more";
const onOff = z.enum(["on", "off"], "wanted on or off").transform((value) => value === "on");
const origin = z.url({ protocol: /^https?$/, error: "wanted an origin, e.g. https://shop.example" })
  .transform((url) => url.replace(/\/+$/, ""));
const databaseUrl = z.string().regex(
  /^(file|https?|libsql|wss?):/,
  "wanted an address that begins with file:, http:, https: or libsql:",
);

/** The services of the central API. */
export const serviceNames = ["catalog", "inventory", "orders", "payments"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Every setting there is, with its default. */
const settings = {
  /** The edge's port. */
  PORT: port.default(8000),
  /** The central API's port. */
  API_PORT: port.default(8001),
  /** The address that programs listen on; `[::]` on private IPv6 networks. */
  HOST: z.string().min(1).default("127.0.0.1"),
  /** Where databases, replicas and rendered pictures are kept. */
  DATA_DIR: z.string().min(1).default("./data"),
  /** The shop's public origin; absolute addresses begin with it. Left out: http://localhost:PORT. */
  PUBLIC_URL: origin.optional(),
  /** Whether the demo shop is loaded into an empty catalog. */
  DEMO: onOff.default(true),
  /** A bootstrap key with every scope. Left out: the admin API takes none. */
  ADMIN_API_KEY: z.string().min(16, "wanted at least 16 characters").optional(),
  /** libSQL address of the catalog's primary. Left out: a file below DATA_DIR. */
  CATALOG_URL: databaseUrl.optional(),
  CATALOG_TOKEN: z.string().min(1).optional(),
  /** What an edge's syncer shows to the catalog's primary: a token that may read and not write. */
  CATALOG_REPLICA_TOKEN: z.string().min(1).optional(),
  BACKOFFICE_URL: databaseUrl.optional(),
  BACKOFFICE_TOKEN: z.string().min(1).optional(),
  /** The edge's replica file. Left out: DATA_DIR/replica/catalog.db, or the primary's own file where that is a file. */
  CATALOG_REPLICA: z.string().min(1).optional(),
  /** Origin of the pages that shoppers pay on: forms may lead there, and nowhere else. */
  PAYMENT_ORIGIN: origin.default("https://checkout.stripe.com"),
  /** The header in which a proxy before the edge names the shopper's address. Left out: there is no proxy. */
  ADDRESS_HEADER: z.string().regex(
    /^[a-z0-9-]{1,64}$/,
    "wanted the name of a header in lowercase, e.g. fly-client-ip",
  )
    .optional(),
  /** A replica file, its index beside it, from which an edge without one starts. Left out: the newest seed stored. */
  CATALOG_SEED: z.string().min(1).optional(),
  /** Where the edge reaches the central API. */
  API_URL: origin.optional(),
  /** Name of the region, in the header X-Region. */
  REGION: z.string().regex(/^[a-z0-9-]{1,32}$/, "wanted lowercase letters, digits and hyphens").default(
    "local",
  ),
  /** Folder or S3-compatible address of the originals of pictures. Left out: DATA_DIR/objects. */
  OBJECT_STORE_URL: z.string().regex(/^(file|https?):/, "wanted an address that begins with file: or https:")
    .optional(),
  /** An edge that renders pictures, for one that cannot. Left out: such an edge serves the originals. */
  PICTURES_URL: origin.optional(),
  /** By which the centre and every edge hash coupons, the same for all. Left out: that of the demo shop. */
  COUPON_KEY: z.string().min(16, "wanted at least 16 characters").default(demoCouponKey),
  /** What services show each other, and edges the centre: internal calls are refused without it. */
  SERVICE_TOKEN: z.string().min(16, "wanted at least 16 characters").optional(),
  /** Another that the centre believes beside it, while it is changed: nobody shows it. Left out: none. */
  SERVICE_TOKEN_BEFORE: z.string().min(16, "wanted at least 16 characters").optional(),
  /** Which services this process of the central API runs, separated by commas. Left out: all. */
  SERVICES: z.string().transform((list) =>
    list.split(",").map((name) => name.trim()).filter((name) => name !== "")
  )
    .pipe(z.array(z.enum(serviceNames, `wanted names among ${serviceNames.join(", ")}`)).min(1))
    .transform((names) => new Set(names)).optional(),
  /** libSQL addresses of the services' databases. Left out: files below DATA_DIR. */
  INVENTORY_URL: databaseUrl.optional(),
  INVENTORY_TOKEN: z.string().min(1).optional(),
  ORDERS_URL: databaseUrl.optional(),
  ORDERS_TOKEN: z.string().min(1).optional(),
  PAYMENTS_URL: databaseUrl.optional(),
  PAYMENTS_TOKEN: z.string().min(1).optional(),
  /** Where services are reached that this process does not run. */
  CATALOG_API_URL: origin.optional(),
  INVENTORY_API_URL: origin.optional(),
  ORDERS_API_URL: origin.optional(),
  PAYMENTS_API_URL: origin.optional(),
  /** Stripe's secret key. Left out: the sandbox takes the payments. */
  STRIPE_SECRET_KEY: z.string().min(8).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(8).optional(),
  /** Where Stripe's HTTP API is. Left out: Stripe's own address, or the sandbox where there is no key. */
  STRIPE_API_BASE: origin.optional(),
  /** The sandbox's port. */
  STRIPE_SANDBOX_PORT: port.default(8002),
  /** The mail server, e.g. smtps://user:password@mail.example:465. Left out: mails land in DATA_DIR/mail. */
  SMTP_URL: z.string().regex(/^smtps?:\/\//, "wanted an address that begins with smtp: or smtps:").optional(),
  /** The sender of mails. */
  MAIL_FROM: z.string().min(3).default("Comptoir <shop@localhost>"),
  /** When money is taken: with the payment, or when the first parcel of an order ships. */
  PAYMENT_CAPTURE: z.enum(["now", "at-shipment"], "wanted now or at-shipment").default("now"),
  /** Rate and abuse limits; off for load tests. */
  LIMITS: onOff.default(true),
  /** Bytes of rendered pages that the edge keeps; 0 keeps none. */
  PAGE_CACHE_BYTES: z.coerce.number(bytesWanted).int(bytesWanted).min(0, bytesWanted).default(
    16 * 1024 * 1024,
  ),
};

/** The name of a setting: a variable of the environment. */
export type SettingName = keyof typeof settings;

/** Those whose values no log and no message may show. */
export const secretSettings: readonly SettingName[] = (Object.keys(settings) as SettingName[]).filter((
  name,
) => /KEY|TOKEN|SECRET|SMTP_URL/.test(name));

/** By which the centre's databases are found. */
export const databaseSettings = [
  "DATA_DIR",
  "CATALOG_URL",
  "CATALOG_TOKEN",
  "BACKOFFICE_URL",
  "BACKOFFICE_TOKEN",
  "INVENTORY_URL",
  "INVENTORY_TOKEN",
  "ORDERS_URL",
  "ORDERS_TOKEN",
  "PAYMENTS_URL",
  "PAYMENTS_TOKEN",
] as const satisfies readonly SettingName[];

/** The parsed values of the named settings. */
export type Settings<Name extends SettingName> = { [K in Name]: z.infer<(typeof settings)[K]> };

/** A setting that cannot be used, with the sentence that says why. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/**
 * Reads the named settings. Empty variables count as left out.
 *
 * @throws {SettingsError} naming the variable, its value (never a secret's) and what was wanted.
 */
export function readSettings<Name extends SettingName>(
  environment: (name: string) => string | undefined,
  names: readonly Name[],
): Settings<Name> {
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of names) {
    const given = environment(name) || undefined;
    const result = settings[name].safeParse(given);
    if (!result.success) throw new SettingsError(refusal(name, given, result.error.issues[0]!.message));
    values[name] = result.data;
  }
  return values as Settings<Name>;
}

function refusal(name: SettingName, given: string | undefined, wanted: string): string {
  const shown = secretSettings.includes(name) ? "its value" : JSON.stringify(given);
  return `setting ${name}: ${shown} cannot be used: ${wanted}`;
}
