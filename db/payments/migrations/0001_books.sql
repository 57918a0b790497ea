-- What of each payment can still be given back: of captured money what was not refunded, of an authorization what was
-- not given back, or what is being captured of it.
CREATE VIEW `refundable` AS
SELECT p.order_id,
	CASE
		WHEN p.status = 'paid' THEN p.captured_minor - p.refunded
		WHEN p.status <> 'authorized' THEN 0
		WHEN p.capture_minor IS NULL THEN p.authorized_minor - p.given_back
		ELSE p.capture_minor - p.refunded
	END AS amount_minor
FROM (
	SELECT payments.order_id, payments.status, authorized_minor, captured_minor, capture_minor,
		(SELECT coalesce(sum(r.amount_minor), 0) FROM refunds r WHERE r.order_id = payments.order_id
			AND r.kind <> 'void' AND r.status NOT IN ('canceled', 'failed', 'refused')) AS refunded,
		(SELECT coalesce(sum(r.amount_minor), 0) FROM refunds r WHERE r.order_id = payments.order_id
			AND r.kind = 'void') AS given_back
	FROM payments
) p;
--> statement-breakpoint
-- What the merchant refunds at Stripe is bounded there, and was done when we hear of it.
CREATE TRIGGER `refunds_bound` BEFORE INSERT ON `refunds` WHEN NEW.kind <> 'outside' BEGIN
	SELECT RAISE(ABORT, 'more than there is to refund')
	WHERE NEW.amount_minor > (SELECT amount_minor FROM refundable WHERE order_id = NEW.order_id);
END;
--> statement-breakpoint
CREATE TRIGGER `refunds_amount_stays` BEFORE UPDATE OF `order_id`, `key`, `kind`, `amount_minor`, `currency` ON `refunds` BEGIN
	SELECT RAISE(ABORT, 'the amount of a refund is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `payments_only_grow` BEFORE UPDATE ON `payments`
WHEN NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.order_id <> OLD.order_id
	OR NEW.authorized_minor < OLD.authorized_minor OR NEW.captured_minor < OLD.captured_minor
	OR NEW.failed < OLD.failed OR NEW.canceled < OLD.canceled OR NEW.voided < OLD.voided
	OR OLD.session_status <> NEW.session_status OR NEW.session_status IS NULL AND OLD.session_status IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'what is known of a payment is never taken back');
END;
--> statement-breakpoint
-- What stands in the books, or is to: derived from the records alone, so that the way they came about leaves no trace.
-- Stripe takes a refund off the balance when it accepts it and puts it back when it fails: both are booked.
CREATE VIEW `bookings` AS
SELECT 'captured:' || id AS id, order_id, 'customer:' || order_id AS source, 'stripe:clearing' AS destination,
	captured_minor AS amount_minor, currency
FROM payments WHERE captured_minor > 0
UNION ALL
SELECT 'sold:' || id, order_id, 'sales:' || order_id, 'customer:' || order_id, captured_minor, currency
FROM payments WHERE captured_minor > 0
UNION ALL
SELECT 'refund-owed:' || id, order_id, 'customer:' || order_id, 'refunds:' || order_id, amount_minor, currency
FROM refunds WHERE kind <> 'void' AND status IN ('pending', 'succeeded', 'canceled', 'failed')
UNION ALL
SELECT 'refund-paid:' || id, order_id, 'stripe:clearing', 'customer:' || order_id, amount_minor, currency
FROM refunds WHERE kind <> 'void' AND status IN ('succeeded', 'canceled', 'failed')
UNION ALL
SELECT 'refund-returned:' || id, order_id, 'refunds:' || order_id, 'stripe:clearing', amount_minor, currency
FROM refunds WHERE kind <> 'void' AND status IN ('canceled', 'failed')
UNION ALL
SELECT 'disputed:' || id, order_id, 'stripe:clearing', 'disputes:' || order_id, amount_minor, currency
FROM disputes WHERE status IN ('needs_response', 'under_review', 'lost', 'won')
UNION ALL
SELECT 'dispute-won:' || id, order_id, 'disputes:' || order_id, 'stripe:clearing', amount_minor, currency
FROM disputes WHERE status = 'won';
--> statement-breakpoint
CREATE TRIGGER `ledger_transfers_apply` AFTER INSERT ON `ledger_transfers` BEGIN
	INSERT INTO ledger_entries (transfer_id, account, currency, amount_minor) VALUES
		(NEW.id, NEW.source, NEW.currency, -NEW.amount_minor),
		(NEW.id, NEW.destination, NEW.currency, NEW.amount_minor);
END;
--> statement-breakpoint
-- An entry is one side of its transfer. Each transfer has both (above) and each side once (the primary key), so every
-- transfer sums to zero, and all of them do.
CREATE TRIGGER `ledger_entries_sides` BEFORE INSERT ON `ledger_entries`
WHEN NOT EXISTS (SELECT 1 FROM ledger_transfers t WHERE t.id = NEW.transfer_id AND t.currency = NEW.currency
	AND (t.source = NEW.account AND NEW.amount_minor = -t.amount_minor
		OR t.destination = NEW.account AND NEW.amount_minor = t.amount_minor)) BEGIN
	SELECT RAISE(ABORT, 'an entry is one side of a transfer');
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_stay` BEFORE UPDATE ON `ledger_entries` BEGIN
	SELECT RAISE(ABORT, 'an entry of the ledger is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_last` BEFORE DELETE ON `ledger_entries` BEGIN
	SELECT RAISE(ABORT, 'an entry of the ledger is never removed');
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_transfers_stay` BEFORE UPDATE ON `ledger_transfers` BEGIN
	SELECT RAISE(ABORT, 'a transfer of the ledger is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_transfers_last` BEFORE DELETE ON `ledger_transfers` BEGIN
	SELECT RAISE(ABORT, 'a transfer of the ledger is never removed');
END;
