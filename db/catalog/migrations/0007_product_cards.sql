CREATE TABLE `card_mark` (
	`id` integer PRIMARY KEY NOT NULL,
	`begun_at` integer NOT NULL,
	`made_to` integer NOT NULL,
	`up_to` integer,
	CONSTRAINT "card_mark_one" CHECK("card_mark"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `product_cards` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`slug` text NOT NULL,
	`title` text NOT NULL,
	`brand` text,
	`picture_key` text,
	`alt` text,
	`width` integer,
	`height` integer
);
--> statement-breakpoint
CREATE TABLE `product_offers` (
	`id` integer PRIMARY KEY NOT NULL,
	`offers` text NOT NULL
);
