CREATE TABLE `feed_items` (
	`source` text NOT NULL,
	`sku` text NOT NULL,
	PRIMARY KEY(`source`, `sku`)
);
