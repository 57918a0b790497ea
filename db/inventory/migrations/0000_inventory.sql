CREATE TABLE `allocations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`reservation_id` integer NOT NULL,
	`level_id` integer NOT NULL,
	`quantity` integer NOT NULL,
	`backordered` integer DEFAULT 0 NOT NULL,
	`released` integer DEFAULT 0 NOT NULL,
	`shipped` integer DEFAULT 0 NOT NULL,
	`canceled` integer DEFAULT 0 NOT NULL,
	`returned` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`reservation_id`) REFERENCES `reservations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`level_id`) REFERENCES `stock_levels`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "allocations_quantity" CHECK("allocations"."quantity" >= 1 AND "allocations"."backordered" BETWEEN 0 AND "allocations"."quantity"),
	CONSTRAINT "allocations_released" CHECK("allocations"."released" IN (0, 1)),
	CONSTRAINT "allocations_units" CHECK("allocations"."shipped" >= 0 AND "allocations"."canceled" >= 0 AND "allocations"."shipped" + "allocations"."canceled" <= "allocations"."quantity"
      AND "allocations"."returned" BETWEEN 0 AND "allocations"."shipped")
);
--> statement-breakpoint
CREATE INDEX `allocations_reservation` ON `allocations` (`reservation_id`);--> statement-breakpoint
CREATE INDEX `allocations_level` ON `allocations` (`level_id`);--> statement-breakpoint
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
CREATE TABLE `locations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`country` text,
	`priority` integer NOT NULL,
	`markets` text DEFAULT '[]' NOT NULL,
	`active` integer DEFAULT 1 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "locations_country" CHECK("locations"."country" IS NULL OR length("locations"."country") = 2),
	CONSTRAINT "locations_priority" CHECK("locations"."priority" >= 0),
	CONSTRAINT "locations_markets" CHECK(json_valid("locations"."markets")),
	CONSTRAINT "locations_active" CHECK("locations"."active" IN (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `locations_public_id_unique` ON `locations` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `locations_code_unique` ON `locations` (`code`);--> statement-breakpoint
CREATE TABLE `movements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`level_id` integer NOT NULL,
	`allocation_id` integer,
	`kind` text NOT NULL,
	`on_hand_delta` integer NOT NULL,
	`reserved_delta` integer NOT NULL,
	`to_ship_delta` integer NOT NULL,
	`reason` text,
	`reference` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`level_id`) REFERENCES `stock_levels`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`allocation_id`) REFERENCES `allocations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "movements_kind" CHECK("movements"."kind" IN ('count', 'adjustment', 'hold', 'release', 'sale', 'shipment',
    'cancellation', 'return')),
	CONSTRAINT "movements_deltas" CHECK("movements"."on_hand_delta" <> 0 OR "movements"."reserved_delta" <> 0 OR "movements"."to_ship_delta" <> 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `movements_public_id_unique` ON `movements` (`public_id`);--> statement-breakpoint
CREATE INDEX `movements_level` ON `movements` (`level_id`,`id`);--> statement-breakpoint
CREATE INDEX `movements_allocation` ON `movements` (`allocation_id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`key` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `notices_received_at` ON `notices` (`received_at`);--> statement-breakpoint
CREATE TABLE `reservations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` text NOT NULL,
	`state` text NOT NULL,
	`token` text NOT NULL,
	`lines` text,
	`market` text,
	`country` text,
	`held_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	CONSTRAINT "reservations_state" CHECK("reservations"."state" IN ('held', 'committed', 'released')),
	CONSTRAINT "reservations_lines" CHECK(CASE WHEN "reservations"."lines" IS NULL THEN "reservations"."state" = 'released'
    ELSE json_valid("reservations"."lines") END)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reservations_order_id_unique` ON `reservations` (`order_id`);--> statement-breakpoint
CREATE INDEX `reservations_held` ON `reservations` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `stock_items` (
	`sku` text PRIMARY KEY NOT NULL,
	`low_stock_at` integer DEFAULT 5 NOT NULL,
	`availability` text,
	`version` integer DEFAULT 0 NOT NULL,
	`announce_at` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_items_low_stock_at" CHECK("stock_items"."low_stock_at" >= 0)
);
--> statement-breakpoint
CREATE INDEX `stock_items_announce_at` ON `stock_items` (`announce_at`);--> statement-breakpoint
CREATE TABLE `stock_levels` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sku` text NOT NULL,
	`location_id` integer NOT NULL,
	`on_hand` integer DEFAULT 0 NOT NULL,
	`reserved` integer DEFAULT 0 NOT NULL,
	`to_ship` integer DEFAULT 0 NOT NULL,
	`last_movement` integer DEFAULT 0 NOT NULL,
	`safety_stock` integer DEFAULT 0 NOT NULL,
	`beyond` text DEFAULT 'none' NOT NULL,
	`beyond_limit` integer DEFAULT 0 NOT NULL,
	`expected_at` integer,
	FOREIGN KEY (`sku`) REFERENCES `stock_items`(`sku`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `locations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_levels_counts" CHECK("stock_levels"."on_hand" >= 0 AND "stock_levels"."reserved" >= 0 AND "stock_levels"."to_ship" >= 0),
	CONSTRAINT "stock_levels_safety_stock" CHECK("stock_levels"."safety_stock" >= 0),
	CONSTRAINT "stock_levels_beyond" CHECK("stock_levels"."beyond" IN ('none', 'backorder', 'preorder')),
	CONSTRAINT "stock_levels_beyond_limit" CHECK("stock_levels"."beyond_limit" >= 0 AND ("stock_levels"."beyond" <> 'none' OR "stock_levels"."beyond_limit" = 0))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stock_levels_sku_location` ON `stock_levels` (`sku`,`location_id`);--> statement-breakpoint
CREATE INDEX `stock_levels_location` ON `stock_levels` (`location_id`);