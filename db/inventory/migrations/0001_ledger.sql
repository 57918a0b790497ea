-- What can be promised of each level. `free`: units that are there. `room`: those, and what may be sold beyond them.
-- `owed`: promised and not there (a warehouse counted less): another location's stock has to make up for it.
CREATE VIEW `stock_room` AS
SELECT l.id AS level_id, l.sku, l.location_id, l.beyond, l.expected_at,
	CASE p.active WHEN 1 THEN max(0, l.on_hand - l.reserved - l.to_ship - l.safety_stock) ELSE 0 END AS free,
	CASE p.active
		WHEN 1 THEN max(0, l.on_hand - l.reserved - l.to_ship - l.safety_stock + l.beyond_limit) ELSE 0
	END AS room,
	max(0, l.reserved + l.to_ship - l.on_hand - l.beyond_limit) AS owed
FROM stock_levels l JOIN locations p ON p.id = l.location_id;
--> statement-breakpoint
-- How many units of a SKU can be promised in all.
CREATE VIEW `sku_room` AS
SELECT i.sku,
	(SELECT max(0, coalesce(sum(r.room) - sum(r.owed), 0)) FROM stock_room r WHERE r.sku = i.sku) AS room
FROM stock_items i;
--> statement-breakpoint
-- What shoppers are to be told of a SKU.
CREATE VIEW `sku_availability` AS
SELECT i.sku,
	(SELECT CASE
		WHEN sum(r.free) - sum(r.owed) > i.low_stock_at THEN 'in_stock'
		WHEN sum(r.free) > sum(r.owed) THEN 'low_stock'
		WHEN sum(r.room) <= sum(r.owed) THEN 'out_of_stock'
		WHEN max(r.room > r.free AND r.beyond = 'preorder') THEN 'preorder'
		ELSE 'backorder'
	END FROM stock_room r WHERE r.sku = i.sku) AS availability
FROM stock_items i;
--> statement-breakpoint
-- A movement that is written is done: there is none that did not change the counts, and (below) no change without one.
CREATE TRIGGER `movements_apply` AFTER INSERT ON `movements` BEGIN
	UPDATE stock_levels SET on_hand = on_hand + NEW.on_hand_delta, reserved = reserved + NEW.reserved_delta,
		to_ship = to_ship + NEW.to_ship_delta, last_movement = NEW.id
	WHERE id = NEW.level_id;
	UPDATE allocations SET
		released = released + (NEW.kind = 'release'),
		shipped = shipped + CASE NEW.kind WHEN 'shipment' THEN -NEW.to_ship_delta ELSE 0 END,
		canceled = canceled + CASE NEW.kind WHEN 'cancellation' THEN -NEW.to_ship_delta ELSE 0 END,
		returned = returned + CASE NEW.kind WHEN 'return' THEN NEW.on_hand_delta ELSE 0 END
	WHERE id = NEW.allocation_id;
END;
--> statement-breakpoint
CREATE TRIGGER `movements_stay` BEFORE UPDATE ON `movements` BEGIN
	SELECT RAISE(ABORT, 'a movement is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `movements_last` BEFORE DELETE ON `movements` BEGIN
	SELECT RAISE(ABORT, 'a movement is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `stock_levels_begin` BEFORE INSERT ON `stock_levels`
WHEN NEW.on_hand <> 0 OR NEW.reserved <> 0 OR NEW.to_ship <> 0 OR NEW.last_movement <> 0 BEGIN
	SELECT RAISE(ABORT, 'a stock level begins with nothing');
END;
--> statement-breakpoint
CREATE TRIGGER `stock_levels_last` BEFORE DELETE ON `stock_levels` BEGIN
	SELECT RAISE(ABORT, 'a stock level is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `stock_levels_move` BEFORE UPDATE OF `id`, `sku`, `location_id`, `on_hand`, `reserved`, `to_ship`, `last_movement`
ON `stock_levels`
WHEN NOT EXISTS (
	SELECT 1 FROM movements m WHERE m.id = NEW.last_movement AND m.id > OLD.last_movement AND m.level_id = OLD.id
		AND NEW.id = OLD.id AND NEW.sku = OLD.sku AND NEW.location_id = OLD.location_id
		AND NEW.on_hand = OLD.on_hand + m.on_hand_delta AND NEW.reserved = OLD.reserved + m.reserved_delta
		AND NEW.to_ship = OLD.to_ship + m.to_ship_delta
) BEGIN
	SELECT RAISE(ABORT, 'counts change by a movement alone');
END;
--> statement-breakpoint
CREATE TRIGGER `stock_levels_promise` BEFORE UPDATE OF `reserved`, `to_ship` ON `stock_levels`
WHEN NEW.reserved + NEW.to_ship > OLD.reserved + OLD.to_ship
	AND NEW.on_hand - NEW.reserved - NEW.to_ship - NEW.safety_stock + NEW.beyond_limit < 0 BEGIN
	SELECT RAISE(ABORT, 'more would be promised than can be kept');
END;
--> statement-breakpoint
CREATE TRIGGER `reservations_begin` BEFORE INSERT ON `reservations` WHEN NEW.state = 'committed' BEGIN
	SELECT RAISE(ABORT, 'a reservation is held before it is committed');
END;
--> statement-breakpoint
CREATE TRIGGER `reservations_move` BEFORE UPDATE OF `state` ON `reservations`
WHEN OLD.state || ' ' || NEW.state NOT IN ('held committed', 'held released', 'released held') BEGIN
	SELECT RAISE(ABORT, 'a reservation cannot go from this state into that');
END;
--> statement-breakpoint
-- The version is the time, so that a database restored from a copy goes on above what it has told the catalog since.
CREATE TRIGGER `stock_levels_tell` AFTER UPDATE OF `on_hand`, `reserved`, `to_ship`, `safety_stock`, `beyond`, `beyond_limit`
ON `stock_levels` BEGIN
	UPDATE stock_items SET availability = (SELECT availability FROM sku_availability WHERE sku = NEW.sku),
		version = max(version + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER)), announce_at = 0
	WHERE sku = NEW.sku AND availability IS NOT (SELECT availability FROM sku_availability WHERE sku = NEW.sku);
END;
--> statement-breakpoint
CREATE TRIGGER `stock_levels_tell_first` AFTER INSERT ON `stock_levels` BEGIN
	UPDATE stock_items SET availability = (SELECT availability FROM sku_availability WHERE sku = NEW.sku),
		version = max(version + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER)), announce_at = 0
	WHERE sku = NEW.sku AND availability IS NOT (SELECT availability FROM sku_availability WHERE sku = NEW.sku);
END;
--> statement-breakpoint
CREATE TRIGGER `stock_items_tell` AFTER UPDATE OF `low_stock_at` ON `stock_items` BEGIN
	UPDATE stock_items SET availability = (SELECT availability FROM sku_availability WHERE sku = NEW.sku),
		version = max(version + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER)), announce_at = 0
	WHERE sku = NEW.sku AND availability IS NOT (SELECT availability FROM sku_availability WHERE sku = NEW.sku);
END;
--> statement-breakpoint
CREATE TRIGGER `locations_tell` AFTER UPDATE OF `active` ON `locations` WHEN NEW.active <> OLD.active BEGIN
	UPDATE stock_items SET availability = (SELECT a.availability FROM sku_availability a WHERE a.sku = stock_items.sku),
		version = max(version + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER)), announce_at = 0
	WHERE sku IN (SELECT sku FROM stock_levels WHERE location_id = NEW.id)
		AND availability IS NOT (SELECT a.availability FROM sku_availability a WHERE a.sku = stock_items.sku);
END;
--> statement-breakpoint
-- A shop has a place for its goods from the beginning.
INSERT INTO `locations` (`public_id`, `code`, `name`, `priority`)
VALUES ('loc_019b8a3c-0800-7000-8000-000000000001', 'main', 'Main warehouse', 0);
