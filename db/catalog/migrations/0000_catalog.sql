CREATE TABLE `attribute_texts` (
	`attribute_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`label` text NOT NULL,
	PRIMARY KEY(`attribute_id`, `language_id`),
	FOREIGN KEY (`attribute_id`) REFERENCES `attributes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `attribute_value_texts` (
	`value_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`label` text NOT NULL,
	PRIMARY KEY(`value_id`, `language_id`),
	FOREIGN KEY (`value_id`) REFERENCES `attribute_values`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `attribute_values` (
	`id` integer PRIMARY KEY NOT NULL,
	`attribute_id` integer NOT NULL,
	`code` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`hex` text,
	FOREIGN KEY (`attribute_id`) REFERENCES `attributes`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attribute_values_hex" CHECK("attribute_values"."hex" IS NULL OR (length("attribute_values"."hex") = 7 AND "attribute_values"."hex" LIKE '#%'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attribute_values_code` ON `attribute_values` (`attribute_id`,`code`);--> statement-breakpoint
CREATE TABLE `attributes` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`type` text DEFAULT 'text' NOT NULL,
	`unit` text,
	`facet` integer DEFAULT 0 NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "attributes_facet" CHECK("attributes"."facet" IN (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attributes_code_unique` ON `attributes` (`code`);--> statement-breakpoint
CREATE TABLE `categories` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`code` text NOT NULL,
	`parent_id` integer,
	`position` integer DEFAULT 0 NOT NULL,
	`media_id` integer,
	`updated_sequence` integer NOT NULL,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "categories_parent" CHECK("categories"."parent_id" IS NULL OR "categories"."parent_id" <> "categories"."id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `categories_public_id_unique` ON `categories` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `categories_code_unique` ON `categories` (`code`);--> statement-breakpoint
CREATE INDEX `categories_parent` ON `categories` (`parent_id`,`position`);--> statement-breakpoint
CREATE TABLE `category_texts` (
	`category_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`category_id`, `language_id`),
	FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `category_texts_slug` ON `category_texts` (`language_id`,`slug`);--> statement-breakpoint
CREATE TABLE `changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tag` text NOT NULL,
	`at` integer NOT NULL,
	`request_hash` text
);
--> statement-breakpoint
CREATE INDEX `changes_request` ON `changes` (`request_hash`);--> statement-breakpoint
CREATE TABLE `home_blocks` (
	`id` integer PRIMARY KEY NOT NULL,
	`market_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "home_blocks_content" CHECK(json_valid("home_blocks"."content"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `home_blocks_place` ON `home_blocks` (`market_id`,`language_id`,`position`);--> statement-breakpoint
CREATE TABLE `information_pages` (
	`id` integer PRIMARY KEY NOT NULL,
	`market_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`code` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `information_pages_slug` ON `information_pages` (`market_id`,`language_id`,`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `information_pages_code` ON `information_pages` (`market_id`,`language_id`,`code`);--> statement-breakpoint
CREATE TABLE `languages` (
	`id` integer PRIMARY KEY NOT NULL,
	`tag` text NOT NULL,
	`name` text NOT NULL,
	`direction` text DEFAULT 'ltr' NOT NULL,
	CONSTRAINT "languages_direction" CHECK("languages"."direction" IN ('ltr', 'rtl'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `languages_tag_unique` ON `languages` (`tag`);--> statement-breakpoint
CREATE TABLE `listings` (
	`market_id` integer NOT NULL,
	`category_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`price_minor` integer NOT NULL,
	`popularity` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`market_id`, `category_id`, `product_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `listings_popular` ON `listings` (`market_id`,`category_id`,`popularity`,`product_id`);--> statement-breakpoint
CREATE INDEX `listings_newest` ON `listings` (`market_id`,`category_id`,`created_at`,`product_id`);--> statement-breakpoint
CREATE INDEX `listings_price` ON `listings` (`market_id`,`category_id`,`price_minor`,`product_id`);--> statement-breakpoint
CREATE INDEX `listings_product` ON `listings` (`product_id`);--> statement-breakpoint
CREATE TABLE `market_countries` (
	`market_id` integer NOT NULL,
	`country` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`market_id`, `position`),
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "market_countries_country" CHECK(length("market_countries"."country") = 2)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `market_countries_country` ON `market_countries` (`country`);--> statement-breakpoint
CREATE TABLE `market_languages` (
	`market_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`market_id`, `language_id`),
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `markets` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`currency` text NOT NULL,
	`prices_include_tax` integer NOT NULL,
	`time_zone` text NOT NULL,
	`position` integer NOT NULL,
	CONSTRAINT "markets_currency" CHECK(length("markets"."currency") = 3),
	CONSTRAINT "markets_prices_include_tax" CHECK("markets"."prices_include_tax" IN (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `markets_code_unique` ON `markets` (`code`);--> statement-breakpoint
CREATE TABLE `media` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`object` text NOT NULL,
	`content_type` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_key_unique` ON `media` (`key`);--> statement-breakpoint
CREATE TABLE `media_texts` (
	`media_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`alt` text NOT NULL,
	PRIMARY KEY(`media_id`, `language_id`),
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `navigation` (
	`id` integer PRIMARY KEY NOT NULL,
	`market_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`placement` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`target` text NOT NULL,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "navigation_placement" CHECK("navigation"."placement" IN ('header', 'footer'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `navigation_place` ON `navigation` (`market_id`,`language_id`,`placement`,`position`);--> statement-breakpoint
CREATE TABLE `old_slugs` (
	`kind` text NOT NULL,
	`language_id` integer NOT NULL,
	`slug` text NOT NULL,
	`target_id` integer NOT NULL,
	PRIMARY KEY(`kind`, `language_id`, `slug`),
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "old_slugs_kind" CHECK("old_slugs"."kind" IN ('product', 'category'))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`address` text NOT NULL,
	`email` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `price_boundaries` (
	`at` integer NOT NULL,
	`product_id` integer NOT NULL,
	PRIMARY KEY(`at`, `product_id`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `price_history` (
	`variant_id` integer NOT NULL,
	`market_id` integer NOT NULL,
	`price_list_id` integer NOT NULL,
	`min_quantity` integer NOT NULL,
	`valid_from` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`variant_id`, `market_id`, `price_list_id`, `min_quantity`, `valid_from`),
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `price_lists` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `price_lists_code_unique` ON `price_lists` (`code`);--> statement-breakpoint
CREATE TABLE `prices` (
	`variant_id` integer NOT NULL,
	`market_id` integer NOT NULL,
	`price_list_id` integer DEFAULT 1 NOT NULL,
	`min_quantity` integer DEFAULT 1 NOT NULL,
	`valid_from` integer DEFAULT 0 NOT NULL,
	`valid_until` integer,
	`amount_minor` integer NOT NULL,
	`compare_at_minor` integer,
	`lowest_prior_minor` integer,
	`begins` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`variant_id`, `market_id`, `price_list_id`, `min_quantity`, `valid_from`),
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`price_list_id`) REFERENCES `price_lists`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "prices_amount" CHECK("prices"."amount_minor" BETWEEN 0 AND 1000000000000),
	CONSTRAINT "prices_compare_at" CHECK("prices"."compare_at_minor" IS NULL OR "prices"."compare_at_minor" > "prices"."amount_minor"),
	CONSTRAINT "prices_quantity" CHECK("prices"."min_quantity" >= 1),
	CONSTRAINT "prices_window" CHECK("prices"."valid_until" IS NULL OR "prices"."valid_until" > "prices"."valid_from"),
	CONSTRAINT "prices_begins" CHECK("prices"."begins" <= "prices"."valid_from")
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product_attributes` (
	`product_id` integer NOT NULL,
	`value_id` integer NOT NULL,
	PRIMARY KEY(`product_id`, `value_id`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`value_id`) REFERENCES `attribute_values`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product_categories` (
	`product_id` integer NOT NULL,
	`category_id` integer NOT NULL,
	PRIMARY KEY(`product_id`, `category_id`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_categories_category` ON `product_categories` (`category_id`);--> statement-breakpoint
CREATE TABLE `product_facets` (
	`value_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	PRIMARY KEY(`value_id`, `product_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_facets_product` ON `product_facets` (`product_id`);--> statement-breakpoint
CREATE TABLE `product_markets` (
	`product_id` integer NOT NULL,
	`market_id` integer NOT NULL,
	PRIMARY KEY(`product_id`, `market_id`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product_media` (
	`product_id` integer NOT NULL,
	`position` integer NOT NULL,
	`media_id` integer NOT NULL,
	PRIMARY KEY(`product_id`, `position`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product_texts` (
	`product_id` integer NOT NULL,
	`language_id` integer NOT NULL,
	`title` text NOT NULL,
	`slug` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`warnings` text,
	PRIMARY KEY(`product_id`, `language_id`),
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_texts_slug` ON `product_texts` (`language_id`,`slug`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`kind` text DEFAULT 'physical' NOT NULL,
	`seller_id` integer DEFAULT 1 NOT NULL,
	`brand` text,
	`tax_category` text DEFAULT 'standard' NOT NULL,
	`hs_code` text,
	`origin` text,
	`maker_id` integer,
	`eu_responsible_id` integer,
	`category_id` integer,
	`width_mm` integer,
	`depth_mm` integer,
	`height_mm` integer,
	`popularity` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_sequence` integer NOT NULL,
	`markets_chosen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`seller_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`maker_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`eu_responsible_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "products_kind" CHECK("products"."kind" IN ('physical', 'digital', 'gift_card', 'plan')),
	CONSTRAINT "products_hs_code" CHECK("products"."hs_code" IS NULL OR length("products"."hs_code") BETWEEN 6 AND 10),
	CONSTRAINT "products_origin" CHECK("products"."origin" IS NULL OR length("products"."origin") = 2),
	CONSTRAINT "products_popularity" CHECK("products"."popularity" BETWEEN 0 AND 100),
	CONSTRAINT "products_markets_chosen" CHECK("products"."markets_chosen" IN (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_public_id_unique` ON `products` (`public_id`);--> statement-breakpoint
CREATE TABLE `variant_availability` (
	`variant_id` integer NOT NULL,
	`market_id` integer NOT NULL,
	`availability` text NOT NULL,
	PRIMARY KEY(`variant_id`, `market_id`),
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`market_id`) REFERENCES `markets`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `variant_media` (
	`variant_id` integer PRIMARY KEY NOT NULL,
	`media_id` integer NOT NULL,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`media_id`) REFERENCES `media`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `variant_options` (
	`variant_id` integer NOT NULL,
	`attribute_id` integer NOT NULL,
	`value_id` integer NOT NULL,
	PRIMARY KEY(`variant_id`, `attribute_id`),
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attribute_id`) REFERENCES `attributes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`value_id`) REFERENCES `attribute_values`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `variants` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`product_id` integer NOT NULL,
	`sku` text NOT NULL,
	`gtin` text,
	`mpn` text,
	`position` integer DEFAULT 0 NOT NULL,
	`weight_grams` integer,
	`unit_amount` integer,
	`unit` text,
	`availability` text DEFAULT 'in_stock' NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "variants_gtin" CHECK("variants"."gtin" IS NULL OR length("variants"."gtin") IN (8, 12, 13, 14)),
	CONSTRAINT "variants_weight" CHECK("variants"."weight_grams" IS NULL OR "variants"."weight_grams" >= 0),
	CONSTRAINT "variants_unit" CHECK(("variants"."unit_amount" IS NULL) = ("variants"."unit" IS NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `variants_public_id_unique` ON `variants` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `variants_sku_unique` ON `variants` (`sku`);--> statement-breakpoint
CREATE INDEX `variants_product` ON `variants` (`product_id`,`position`);--> statement-breakpoint
CREATE INDEX `variants_gtin` ON `variants` (`gtin`);