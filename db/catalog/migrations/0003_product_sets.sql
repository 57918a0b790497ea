-- Derived tables that lists, facets and search read. They are empty here and filled by db/catalog/migrate.ts.
CREATE TABLE `category_facets` (
	`category_id` integer NOT NULL,
	`value_id` integer NOT NULL,
	`products` integer NOT NULL,
	PRIMARY KEY(`category_id`, `value_id`),
	CONSTRAINT "category_facets_products" CHECK("category_facets"."products" > 0)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `category_facets_frequent` ON `category_facets` (`category_id`,`products`,`value_id`);--> statement-breakpoint
CREATE TABLE `listed_categories` (
	`product_id` integer NOT NULL,
	`category_id` integer NOT NULL,
	PRIMARY KEY(`product_id`, `category_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product_facet_values` (
	`product_id` integer NOT NULL,
	`value_id` integer NOT NULL,
	PRIMARY KEY(`product_id`, `value_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `product_sets` (
	`kind` text NOT NULL,
	`owner_id` integer NOT NULL,
	`block` integer NOT NULL,
	`bits` blob NOT NULL,
	PRIMARY KEY(`kind`, `owner_id`, `block`)
);
--> statement-breakpoint
CREATE TABLE `sort_keys` (
	`kind` text NOT NULL,
	`market_id` integer NOT NULL,
	`block` integer NOT NULL,
	`keys` blob NOT NULL,
	PRIMARY KEY(`kind`, `market_id`, `block`)
);
