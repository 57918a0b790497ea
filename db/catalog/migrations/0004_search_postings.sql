-- The inverted index of search, whose words are made by commerce/search. It is empty here and filled by
-- db/catalog/migrate.ts. `search_index` (0001_search) is of the version before, whose edges read it until they are
-- replaced: nothing writes it any more, and the next release drops it (decision 10).
CREATE TABLE `search_documents` (
	`id` integer PRIMARY KEY NOT NULL,
	`terms` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_postings` (
	`id` integer PRIMARY KEY NOT NULL,
	`postings` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_terms` (
	`language_id` integer NOT NULL,
	`term` text NOT NULL,
	`id` integer NOT NULL,
	`spoken` text NOT NULL,
	`level` integer NOT NULL,
	`reversed` text,
	PRIMARY KEY(`language_id`, `term`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `search_terms_id` ON `search_terms` (`id`);--> statement-breakpoint
CREATE INDEX `search_terms_reversed` ON `search_terms` (`language_id`,`reversed`) WHERE "search_terms"."reversed" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `synonym_phrases` (
	`language_id` integer NOT NULL,
	`phrase` text NOT NULL,
	`synonym_id` integer NOT NULL,
	`means` text NOT NULL,
	PRIMARY KEY(`language_id`, `phrase`, `synonym_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `synonyms` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`language_id` integer NOT NULL,
	`phrases` text NOT NULL,
	`means` text,
	`updated_sequence` integer NOT NULL,
	FOREIGN KEY (`language_id`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "synonyms_json" CHECK(json_valid("synonyms"."phrases") AND ("synonyms"."means" IS NULL OR json_valid("synonyms"."means")))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `synonyms_public_id_unique` ON `synonyms` (`public_id`);--> statement-breakpoint
CREATE INDEX `synonyms_language` ON `synonyms` (`language_id`,`id`);--> statement-breakpoint
-- Expressions that drizzle-kit would quote as if they were columns; commerce/search/identifiers.ts makes the same.
CREATE INDEX `variants_sku_plain` ON `variants` (
	replace(replace(replace(replace(replace(upper(sku), '-', ''), ' ', ''), '.', ''), '/', ''), '_', '')
);--> statement-breakpoint
CREATE INDEX `variants_mpn_plain` ON `variants` (
	replace(replace(replace(replace(replace(upper(mpn), '-', ''), ' ', ''), '.', ''), '/', ''), '_', '')
) WHERE mpn IS NOT NULL;
