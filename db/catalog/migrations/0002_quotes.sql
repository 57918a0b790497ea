CREATE TABLE `promotion_coupons` (
	`promotion_id` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`promotion_id`, `hash`),
	FOREIGN KEY (`promotion_id`) REFERENCES `promotions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "promotion_coupons_hash" CHECK(length("promotion_coupons"."hash") = 64)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `promotion_markets` (
	`market_id` integer NOT NULL,
	`promotion_id` integer NOT NULL,
	PRIMARY KEY(`market_id`, `promotion_id`),
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`promotion_id`) REFERENCES `promotions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `promotion_markets_promotion` ON `promotion_markets` (`promotion_id`);--> statement-breakpoint
CREATE TABLE `promotion_texts` (
	`promotion_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`promotion_id`, `language_id`),
	FOREIGN KEY (`promotion_id`) REFERENCES `promotions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `promotions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`priority` integer DEFAULT 0 NOT NULL,
	`exclusivity_group` text,
	`rule` text NOT NULL,
	`conditions` text NOT NULL,
	`valid_from` integer DEFAULT 0 NOT NULL,
	`valid_until` integer,
	`needs_coupon` integer DEFAULT 0 NOT NULL,
	`limit_total` integer,
	`limit_per_customer` integer,
	`exhausted` integer DEFAULT 0 NOT NULL,
	`updated_sequence` integer NOT NULL,
	CONSTRAINT "promotions_json" CHECK(json_valid("promotions"."rule") AND json_valid("promotions"."conditions")),
	CONSTRAINT "promotions_window" CHECK("promotions"."valid_until" IS NULL OR "promotions"."valid_until" > "promotions"."valid_from"),
	CONSTRAINT "promotions_needs_coupon" CHECK("promotions"."needs_coupon" IN (0, 1)),
	CONSTRAINT "promotions_exhausted" CHECK("promotions"."exhausted" IN (0, 1)),
	CONSTRAINT "promotions_limits" CHECK(coalesce("promotions"."limit_total", 1) > 0 AND coalesce("promotions"."limit_per_customer", 1) > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `promotions_public_id_unique` ON `promotions` (`public_id`);--> statement-breakpoint
CREATE TABLE `shipping_method_texts` (
	`method_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`method_id`, `language_id`),
	FOREIGN KEY (`method_id`) REFERENCES `shipping_methods`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `shipping_methods` (
	`id` integer PRIMARY KEY NOT NULL,
	`zone_id` integer NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`basis` text NOT NULL,
	`rates` text NOT NULL,
	`free_from_minor` integer,
	`surcharges` text DEFAULT '[]' NOT NULL,
	`excludes` text DEFAULT '[]' NOT NULL,
	`cut_off_minutes` integer NOT NULL,
	`handling_days` integer NOT NULL,
	`earliest_days` integer NOT NULL,
	`latest_days` integer NOT NULL,
	`saturdays` integer NOT NULL,
	FOREIGN KEY (`zone_id`) REFERENCES `shipping_zones`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shipping_methods_basis" CHECK("shipping_methods"."basis" IN ('weight', 'volume', 'value')),
	CONSTRAINT "shipping_methods_json" CHECK(json_valid("shipping_methods"."rates") AND json_valid("shipping_methods"."surcharges") AND json_valid("shipping_methods"."excludes")),
	CONSTRAINT "shipping_methods_cut_off" CHECK("shipping_methods"."cut_off_minutes" BETWEEN 0 AND 1440),
	CONSTRAINT "shipping_methods_days" CHECK("shipping_methods"."handling_days" >= 0 AND "shipping_methods"."earliest_days" >= 0 AND "shipping_methods"."latest_days" >= "shipping_methods"."earliest_days"),
	CONSTRAINT "shipping_methods_saturdays" CHECK("shipping_methods"."saturdays" IN (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipping_methods_code` ON `shipping_methods` (`zone_id`,`code`);--> statement-breakpoint
CREATE TABLE `shipping_zones` (
	`id` integer PRIMARY KEY NOT NULL,
	`market_id` integer NOT NULL,
	`code` text NOT NULL,
	`countries` text NOT NULL,
	`regions` text DEFAULT '[]' NOT NULL,
	`postal_codes` text DEFAULT '[]' NOT NULL,
	`except_postal_codes` text DEFAULT '[]' NOT NULL,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shipping_zones_json" CHECK(json_valid("shipping_zones"."countries") AND json_valid("shipping_zones"."regions") AND json_valid("shipping_zones"."postal_codes")
      AND json_valid("shipping_zones"."except_postal_codes"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipping_zones_code` ON `shipping_zones` (`market_id`,`code`);--> statement-breakpoint
CREATE TABLE `tax_rates` (
	`country` text NOT NULL,
	`region` text DEFAULT '' NOT NULL,
	`category` text NOT NULL,
	`name` text NOT NULL,
	`valid_from` integer DEFAULT 0 NOT NULL,
	`valid_until` integer,
	`rate_ppm` integer NOT NULL,
	`taxes_shipping` integer NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`country`, `region`, `category`, `name`, `valid_from`),
	CONSTRAINT "tax_rates_country" CHECK(length("tax_rates"."country") = 2),
	CONSTRAINT "tax_rates_rate" CHECK("tax_rates"."rate_ppm" BETWEEN 0 AND 1000000),
	CONSTRAINT "tax_rates_taxes_shipping" CHECK("tax_rates"."taxes_shipping" IN (0, 1)),
	CONSTRAINT "tax_rates_window" CHECK("tax_rates"."valid_until" IS NULL OR "tax_rates"."valid_until" > "tax_rates"."valid_from")
) WITHOUT ROWID;
--> statement-breakpoint
-- Columns with their checks, where drizzle-kit would make the table anew: the running version reads it meanwhile.
ALTER TABLE `markets` ADD `price_constant` text DEFAULT 'gross' NOT NULL
	CONSTRAINT "markets_price_constant" CHECK("price_constant" IN ('gross', 'net'));--> statement-breakpoint
ALTER TABLE `markets` ADD `tax_rounding` text DEFAULT 'per-line' NOT NULL
	CONSTRAINT "markets_tax_rounding" CHECK("tax_rounding" IN ('per-line', 'per-total'));--> statement-breakpoint
ALTER TABLE `markets` ADD `cash_rounding_minor` integer DEFAULT 1 NOT NULL
	CONSTRAINT "markets_cash_rounding" CHECK("cash_rounding_minor" BETWEEN 1 AND 1000000);
