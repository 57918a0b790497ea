-- What no single row can check: orders go from state to state as api/orders/order_states.ts says, and from no other.
CREATE TRIGGER `orders_states` BEFORE UPDATE OF `state` ON `orders`
WHEN NEW.state <> OLD.state AND OLD.state || ' ' || NEW.state NOT IN (
	'pending_payment payment_processing', 'pending_payment paid', 'pending_payment canceled', 'pending_payment expired',
	'payment_processing paid', 'payment_processing canceled', 'payment_processing expired',
	'paid in_fulfillment', 'paid canceled',
	'in_fulfillment shipped', 'in_fulfillment canceled',
	'shipped delivered',
	'expired paid'
) BEGIN
	SELECT RAISE(ABORT, 'an order does not go from this state to that');
END;
--> statement-breakpoint
-- All but `due` and `due_at`, which nobody is shown.
CREATE TRIGGER `orders_versions` BEFORE UPDATE OF `state`, `end_reason`, `version`, `write_token`, `checkout`,
	`payment_state`, `secured_minor`, `paid_minor`, `refunding_minor`, `refunded_minor`, `shipping_refunded_minor`,
	`disputed`, `stock` ON `orders` WHEN NEW.version <> OLD.version + 1 BEGIN
	SELECT RAISE(ABORT, 'every change of an order is a version');
END;
--> statement-breakpoint
CREATE TRIGGER `orders_stay` BEFORE UPDATE OF `id`, `number`, `total_minor`, `currency`, `quote`, `placed_at` ON `orders` BEGIN
	SELECT RAISE(ABORT, 'what was ordered is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `order_events_stay` BEFORE UPDATE ON `order_events` BEGIN
	SELECT RAISE(ABORT, 'an event is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `order_events_last` BEFORE DELETE ON `order_events` BEGIN
	SELECT RAISE(ABORT, 'an event is never removed');
END;
--> statement-breakpoint
-- No unit is in two fulfilments, and none leaves twice.
CREATE TRIGGER `fulfilment_lines_fit` AFTER INSERT ON `fulfilment_lines`
WHEN (
	SELECT sum(l.quantity) FROM fulfilment_lines l JOIN fulfilments f ON f.id = l.fulfilment_id
	WHERE f.order_id = (SELECT order_id FROM fulfilments WHERE id = NEW.fulfilment_id) AND f.canceled = 0
		AND l.position = NEW.position
) > (
	SELECT quantity - canceled FROM order_lines
	WHERE order_id = (SELECT order_id FROM fulfilments WHERE id = NEW.fulfilment_id) AND position = NEW.position
) BEGIN
	SELECT RAISE(ABORT, 'more units are to be sent than were ordered');
END;
--> statement-breakpoint
CREATE TRIGGER `shipment_lines_fit` AFTER INSERT ON `shipment_lines`
WHEN (
	SELECT sum(l.quantity) FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id
	WHERE s.fulfilment_id = (SELECT fulfilment_id FROM shipments WHERE id = NEW.shipment_id) AND l.position = NEW.position
) > coalesce((
	SELECT quantity FROM fulfilment_lines
	WHERE fulfilment_id = (SELECT fulfilment_id FROM shipments WHERE id = NEW.shipment_id) AND position = NEW.position
), 0) BEGIN
	SELECT RAISE(ABORT, 'more units leave than the fulfilment has');
END;
--> statement-breakpoint
CREATE TRIGGER `redemptions_add` AFTER INSERT ON `redemptions` WHEN NEW.released = 0 BEGIN
	INSERT INTO promotion_counts (promotion_id, used) VALUES (NEW.promotion_id, 1)
	ON CONFLICT (promotion_id) DO UPDATE SET used = used + 1;
END;
--> statement-breakpoint
CREATE TRIGGER `redemptions_change` AFTER UPDATE OF `released` ON `redemptions` WHEN NEW.released <> OLD.released BEGIN
	UPDATE promotion_counts SET used = used + OLD.released - NEW.released WHERE promotion_id = NEW.promotion_id;
END;
