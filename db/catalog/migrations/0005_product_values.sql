CREATE TABLE `product_values` (
	`id` integer PRIMARY KEY NOT NULL,
	`value_ids` blob NOT NULL
);
