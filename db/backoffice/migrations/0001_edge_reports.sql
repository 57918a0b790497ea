CREATE TABLE `edge_reports` (
	`machine` text PRIMARY KEY NOT NULL,
	`region` text NOT NULL,
	`catalog_version` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `edge_reports_at` ON `edge_reports` (`at`);