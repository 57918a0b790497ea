CREATE TABLE `abandoned` (
	`order_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `abandoned_at` ON `abandoned` (`at`);--> statement-breakpoint
CREATE TABLE `fulfilment_lines` (
	`fulfilment_id` text NOT NULL,
	`position` integer NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`fulfilment_id`, `position`),
	FOREIGN KEY (`fulfilment_id`) REFERENCES `fulfilments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fulfilment_lines_quantity" CHECK("fulfilment_lines"."quantity" >= 0)
);
--> statement-breakpoint
CREATE TABLE `fulfilments` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`location` text,
	`method` text,
	`created_at` integer NOT NULL,
	`canceled` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `fulfilments_order` ON `fulfilments` (`order_id`);--> statement-breakpoint
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
CREATE TABLE `inbox` (
	`id` text PRIMARY KEY NOT NULL,
	`received_at` integer NOT NULL,
	`token` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inbox_received_at` ON `inbox` (`received_at`);--> statement-breakpoint
CREATE TABLE `keys` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	CONSTRAINT "keys_value" CHECK(length("keys"."value") = 64)
);
--> statement-breakpoint
CREATE TABLE `order_events` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`order_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`actor` text NOT NULL,
	`details` text NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_events_details" CHECK(json_valid("order_events"."details"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_events_id_unique` ON `order_events` (`id`);--> statement-breakpoint
CREATE INDEX `order_events_order` ON `order_events` (`order_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`sku` text NOT NULL,
	`quantity` integer NOT NULL,
	`canceled` integer DEFAULT 0 NOT NULL,
	`product_id` text NOT NULL,
	`title` text NOT NULL,
	`options` text NOT NULL,
	`brand` text,
	`image` text,
	`kind` text NOT NULL,
	`seller` text,
	`weight_grams` integer NOT NULL,
	`categories` text NOT NULL,
	`unit_price_minor` integer NOT NULL,
	`line_total_minor` integer NOT NULL,
	`discount_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`tax_rate_ppm` integer NOT NULL,
	`charged_minor` integer NOT NULL,
	`refunded_units` integer DEFAULT 0 NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`withdrawal_until` text,
	`withdrawal_exemption` text,
	PRIMARY KEY(`order_id`, `position`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_lines_quantity" CHECK("order_lines"."quantity" >= 1 AND "order_lines"."canceled" BETWEEN 0 AND "order_lines"."quantity"),
	CONSTRAINT "order_lines_refunds" CHECK("order_lines"."refunded_units" BETWEEN 0 AND "order_lines"."quantity" AND "order_lines"."refunded_minor" BETWEEN 0 AND "order_lines"."charged_minor"),
	CONSTRAINT "order_lines_withdrawal" CHECK(("order_lines"."withdrawal_until" IS NULL) <> ("order_lines"."withdrawal_exemption" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `order_lines_sku` ON `order_lines` (`sku`);--> statement-breakpoint
CREATE TABLE `order_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `order_notes_order` ON `order_notes` (`order_id`);--> statement-breakpoint
CREATE TABLE `order_people` (
	`order_id` text PRIMARY KEY NOT NULL,
	`email` text,
	`name` text,
	`search_name` text,
	`ship_to` text,
	`bill_to` text,
	`customer` text,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `order_people_email` ON `order_people` (lower("email"));--> statement-breakpoint
CREATE INDEX `order_people_name` ON `order_people` (`search_name`);--> statement-breakpoint
CREATE TABLE `orders` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`state` text NOT NULL,
	`end_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	`write_token` text NOT NULL,
	`placed_at` integer NOT NULL,
	`market` text NOT NULL,
	`language` text NOT NULL,
	`currency` text NOT NULL,
	`time_zone` text NOT NULL,
	`total_minor` integer NOT NULL,
	`quote` text NOT NULL,
	`shipping_charged_minor` integer NOT NULL,
	`shipping_refunded_minor` integer DEFAULT 0 NOT NULL,
	`terms_version` integer,
	`allocations` text NOT NULL,
	`return_url` text,
	`capture` text NOT NULL,
	`email_key` text NOT NULL,
	`address_key` text,
	`checkout` text NOT NULL,
	`pay_by` integer,
	`payment_state` text NOT NULL,
	`secured_minor` integer DEFAULT 0 NOT NULL,
	`paid_minor` integer DEFAULT 0 NOT NULL,
	`refunding_minor` integer DEFAULT 0 NOT NULL,
	`refunded_minor` integer DEFAULT 0 NOT NULL,
	`disputed` integer DEFAULT 0 NOT NULL,
	`stock` text NOT NULL,
	`due` text,
	`due_at` integer,
	CONSTRAINT "orders_state" CHECK("orders"."state" IN ('pending_payment', 'payment_processing', 'paid', 'in_fulfillment', 'shipped', 'delivered',
      'canceled', 'expired')),
	CONSTRAINT "orders_end" CHECK(("orders"."end_reason" IS NULL) = ("orders"."state" NOT IN ('canceled', 'expired'))),
	CONSTRAINT "orders_amounts" CHECK("orders"."total_minor" >= 0 AND "orders"."paid_minor" BETWEEN 0 AND "orders"."secured_minor"),
	CONSTRAINT "orders_refunds" CHECK("orders"."refunded_minor" BETWEEN 0 AND "orders"."refunding_minor" AND "orders"."refunding_minor" <= "orders"."secured_minor"),
	CONSTRAINT "orders_shipping" CHECK("orders"."shipping_refunded_minor" BETWEEN 0 AND "orders"."shipping_charged_minor" AND "orders"."shipping_charged_minor" <= "orders"."total_minor"),
	CONSTRAINT "orders_json" CHECK(json_valid("orders"."quote") AND json_valid("orders"."allocations")),
	CONSTRAINT "orders_checkout" CHECK("orders"."checkout" IN ('none', 'open', 'closed')),
	CONSTRAINT "orders_payment" CHECK("orders"."payment_state" IN ('unpaid', 'processing', 'authorized', 'paid')),
	CONSTRAINT "orders_stock" CHECK("orders"."stock" IN ('held', 'committed', 'released')),
	CONSTRAINT "orders_due" CHECK(("orders"."due" IS NULL) = ("orders"."due_at" IS NULL)),
	CONSTRAINT "orders_held" CHECK("orders"."state" NOT IN ('pending_payment', 'payment_processing') OR "orders"."stock" = 'held'),
	CONSTRAINT "orders_bought" CHECK("orders"."state" NOT IN ('paid', 'in_fulfillment', 'shipped', 'delivered') OR "orders"."stock" = 'committed')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_id_unique` ON `orders` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number_unique` ON `orders` (`number`);--> statement-breakpoint
CREATE INDEX `orders_due` ON `orders` (`due_at`) WHERE "orders"."due_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_state` ON `orders` (`state`,`sequence`);--> statement-breakpoint
CREATE INDEX `orders_email` ON `orders` (`email_key`,`checkout`);--> statement-breakpoint
CREATE INDEX `orders_address` ON `orders` (`address_key`,`checkout`) WHERE "orders"."address_key" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `outbox` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`target` text NOT NULL,
	`method` text DEFAULT 'POST' NOT NULL,
	`path` text NOT NULL,
	`body` text NOT NULL,
	`stream` text NOT NULL,
	`request_id` text,
	`traceparent` text,
	`created_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_token` text,
	`last_error` text,
	`parked` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "outbox_method" CHECK("outbox"."method" IN ('POST', 'PUT')),
	CONSTRAINT "outbox_body" CHECK(json_valid("outbox"."body")),
	CONSTRAINT "outbox_parked" CHECK("outbox"."parked" IN (0, 1)),
	CONSTRAINT "outbox_attempts" CHECK("outbox"."attempts" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id_unique` ON `outbox` (`id`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`target`,`parked`,`due_at`);--> statement-breakpoint
CREATE INDEX `outbox_stream` ON `outbox` (`target`,`stream`,`sequence`);--> statement-breakpoint
CREATE TABLE `promotion_counts` (
	`promotion_id` text PRIMARY KEY NOT NULL,
	`used` integer NOT NULL,
	CONSTRAINT "promotion_counts_used" CHECK("promotion_counts"."used" >= 0)
);
--> statement-breakpoint
CREATE TABLE `redemptions` (
	`promotion_id` text NOT NULL,
	`order_id` text NOT NULL,
	`email_key` text NOT NULL,
	`limit_total` integer,
	`limit_per_customer` integer,
	`released` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`promotion_id`, `order_id`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "redemptions_released" CHECK("redemptions"."released" IN (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `redemptions_order` ON `redemptions` (`order_id`,`promotion_id`);--> statement-breakpoint
CREATE INDEX `redemptions_customer` ON `redemptions` (`promotion_id`,`email_key`);--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`parts` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refunds_amount" CHECK("refunds"."amount_minor" >= 1),
	CONSTRAINT "refunds_status" CHECK("refunds"."status" IN ('pending', 'succeeded', 'failed')),
	CONSTRAINT "refunds_parts" CHECK(json_valid("refunds"."parts"))
);
--> statement-breakpoint
CREATE INDEX `refunds_order` ON `refunds` (`order_id`);--> statement-breakpoint
CREATE TABLE `shipment_lines` (
	`shipment_id` text NOT NULL,
	`position` integer NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`shipment_id`, `position`),
	FOREIGN KEY (`shipment_id`) REFERENCES `shipments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shipment_lines_quantity" CHECK("shipment_lines"."quantity" >= 1)
);
--> statement-breakpoint
CREATE TABLE `shipments` (
	`id` text PRIMARY KEY NOT NULL,
	`fulfilment_id` text NOT NULL,
	`carrier` text,
	`tracking_number` text,
	`tracking_url` text,
	`shipped_at` integer NOT NULL,
	`delivered_at` integer,
	FOREIGN KEY (`fulfilment_id`) REFERENCES `fulfilments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shipments_fulfilment` ON `shipments` (`fulfilment_id`);