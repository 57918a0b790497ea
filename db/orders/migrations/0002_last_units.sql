-- The last unit that was to be sent can be canceled after all others arrived.
DROP TRIGGER `orders_states`;
--> statement-breakpoint
CREATE TRIGGER `orders_states` BEFORE UPDATE OF `state` ON `orders`
WHEN NEW.state <> OLD.state AND OLD.state || ' ' || NEW.state NOT IN (
	'pending_payment payment_processing', 'pending_payment paid', 'pending_payment canceled', 'pending_payment expired',
	'payment_processing paid', 'payment_processing canceled', 'payment_processing expired',
	'paid in_fulfillment', 'paid canceled',
	'in_fulfillment shipped', 'in_fulfillment delivered', 'in_fulfillment canceled',
	'shipped delivered',
	'expired paid'
) BEGIN
	SELECT RAISE(ABORT, 'an order does not go from this state to that');
END;
