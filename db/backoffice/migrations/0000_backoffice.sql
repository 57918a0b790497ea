CREATE TABLE `draft_variants` (
	`variant_id` text PRIMARY KEY NOT NULL,
	`product_id` text NOT NULL,
	`sku` text NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product_drafts`(`product_id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `draft_variants_product` ON `draft_variants` (`product_id`);--> statement-breakpoint
CREATE INDEX `draft_variants_sku` ON `draft_variants` (`sku`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`request_hash` text PRIMARY KEY NOT NULL,
	`body_hash` text NOT NULL,
	`token` text NOT NULL,
	`started_at` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`outcome` text,
	`kept_until` integer NOT NULL,
	CONSTRAINT "idempotency_keys_outcome" CHECK("idempotency_keys"."outcome" IS NULL OR json_valid("idempotency_keys"."outcome"))
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_kept_until` ON `idempotency_keys` (`kept_until`);--> statement-breakpoint
CREATE TABLE `product_drafts` (
	`product_id` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`locked_until` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "product_drafts_document" CHECK(json_valid("product_drafts"."document")),
	CONSTRAINT "product_drafts_revision" CHECK("product_drafts"."revision" >= 1)
);
