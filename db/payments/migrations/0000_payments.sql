CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`reason` text NOT NULL,
	`respond_by` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `payments`(`order_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "disputes_amount" CHECK("disputes"."amount_minor" > 0),
	CONSTRAINT "disputes_status" CHECK("disputes"."status" IN ('warning_needs_response', 'warning_under_review', 'warning_closed', 'prevented', 'needs_response', 'under_review', 'lost', 'won'))
);
--> statement-breakpoint
CREATE INDEX `disputes_order` ON `disputes` (`order_id`);--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`transfer_id` text NOT NULL,
	`account` text NOT NULL,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`transfer_id`, `account`),
	FOREIGN KEY (`transfer_id`) REFERENCES `ledger_transfers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ledger_entries_account` ON `ledger_entries` (`account`,`currency`);--> statement-breakpoint
CREATE TABLE `ledger_transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`source` text NOT NULL,
	`destination` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`at` integer NOT NULL,
	CONSTRAINT "ledger_transfers_amount" CHECK("ledger_transfers"."amount_minor" > 0),
	CONSTRAINT "ledger_transfers_accounts" CHECK("ledger_transfers"."source" <> "ledger_transfers"."destination")
);
--> statement-breakpoint
CREATE INDEX `ledger_transfers_order` ON `ledger_transfers` (`order_id`);--> statement-breakpoint
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
CREATE TABLE `payment_events` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`order_id` text NOT NULL,
	`key` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`token` text NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `payments`(`order_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_events_body" CHECK(json_valid("payment_events"."body"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_events_id_unique` ON `payment_events` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payment_events_key` ON `payment_events` (`order_id`,`key`);--> statement-breakpoint
CREATE TABLE `payment_methods` (
	`market` text PRIMARY KEY NOT NULL,
	`methods` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "payment_methods_methods" CHECK(json_type("payment_methods"."methods") = 'array')
);
--> statement-breakpoint
CREATE TABLE `payments` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`order_number` text NOT NULL,
	`market` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`capture` text NOT NULL,
	`status` text GENERATED ALWAYS AS (CASE
    WHEN captured_minor > 0 THEN 'paid'
    WHEN voided = 1 THEN 'voided'
    WHEN session_status = 'expired' THEN 'expired'
    WHEN session_status = 'complete' AND (failed = 1 OR canceled = 1) THEN 'failed'
    WHEN authorized_minor > 0 THEN 'authorized'
    WHEN session_status = 'complete' THEN 'processing'
    ELSE 'open' END) VIRTUAL NOT NULL,
	`session_id` text,
	`session_tries` integer DEFAULT 1 NOT NULL,
	`session_status` text,
	`expires_at` integer NOT NULL,
	`intent_id` text,
	`authorized_minor` integer DEFAULT 0 NOT NULL,
	`captured_minor` integer DEFAULT 0 NOT NULL,
	`capture_minor` integer,
	`failed` integer DEFAULT 0 NOT NULL,
	`canceled` integer DEFAULT 0 NOT NULL,
	`voided` integer DEFAULT 0 NOT NULL,
	`fee_known` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`check_at` integer,
	`checks` integer DEFAULT 0 NOT NULL,
	`planned_for` text DEFAULT 'open' NOT NULL,
	CONSTRAINT "payments_amount" CHECK("payments"."amount_minor" > 0),
	CONSTRAINT "payments_authorized" CHECK("payments"."authorized_minor" BETWEEN 0 AND "payments"."amount_minor"),
	CONSTRAINT "payments_captured" CHECK("payments"."captured_minor" BETWEEN 0 AND "payments"."amount_minor"),
	CONSTRAINT "payments_capture_minor" CHECK("payments"."capture_minor" IS NULL OR "payments"."capture_minor" BETWEEN 1 AND "payments"."authorized_minor"),
	CONSTRAINT "payments_capture" CHECK("payments"."capture" IN ('now', 'at-shipment')),
	CONSTRAINT "payments_session_status" CHECK("payments"."session_status" IS NULL OR "payments"."session_status" IN ('complete', 'expired')),
	CONSTRAINT "payments_flags" CHECK("payments"."failed" IN (0, 1) AND "payments"."canceled" IN (0, 1) AND "payments"."voided" IN (0, 1) AND "payments"."fee_known" IN (0, 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payments_order_id_unique` ON `payments` (`order_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payments_session_id_unique` ON `payments` (`session_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payments_intent_id_unique` ON `payments` (`intent_id`);--> statement-breakpoint
CREATE INDEX `payments_check_at` ON `payments` (`check_at`);--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`key` text,
	`kind` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`failure` text,
	`stripe_id` text,
	`tries` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`check_at` integer,
	`checks` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `payments`(`order_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refunds_amount" CHECK("refunds"."amount_minor" > 0),
	CONSTRAINT "refunds_kind" CHECK("refunds"."kind" IN ('refund', 'void', 'outside')),
	CONSTRAINT "refunds_status" CHECK("refunds"."status" IN ('requested', 'pending', 'succeeded', 'canceled', 'failed', 'refused'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_stripe_id_unique` ON `refunds` (`stripe_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_key` ON `refunds` (`order_id`,`key`);--> statement-breakpoint
CREATE INDEX `refunds_check_at` ON `refunds` (`check_at`);--> statement-breakpoint
CREATE TABLE `stripe_events` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`order_id` text,
	`facts` text NOT NULL,
	`created_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`check_at` integer,
	`checks` integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stripe_events_facts" CHECK(json_valid("stripe_events"."facts"))
);
--> statement-breakpoint
CREATE INDEX `stripe_events_order` ON `stripe_events` (`order_id`);--> statement-breakpoint
CREATE INDEX `stripe_events_check_at` ON `stripe_events` (`check_at`);--> statement-breakpoint
CREATE INDEX `stripe_events_received_at` ON `stripe_events` (`received_at`);