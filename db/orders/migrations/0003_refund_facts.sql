CREATE TABLE `disputes` (
	`order_id` text NOT NULL,
	`id` text NOT NULL,
	`outcome` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`order_id`, `id`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "disputes_outcome" CHECK("disputes"."outcome" IN ('open', 'lost', 'won'))
);
--> statement-breakpoint
ALTER TABLE `refunds` ADD `void` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `refunds` ADD `quiet` integer DEFAULT 0 NOT NULL;