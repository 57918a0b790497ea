-- What 0003 could not say of orders that were there before it. Refunds of what was only authorized stand first: until
-- money was taken they are all there were; where it was, as much of it was not taken.
UPDATE `refunds` SET `void` = 1
WHERE `status` = 'succeeded' AND `void` = 0 AND EXISTS (
	SELECT 1 FROM `orders` o
	WHERE o.id = `refunds`.order_id AND o.capture = 'at-shipment' AND (
		o.payment_state = 'authorized'
		OR o.payment_state = 'paid' AND (
			SELECT sum(e.amount_minor) FROM `refunds` e
			WHERE e.order_id = o.id AND e.status = 'succeeded'
				AND (e.at < `refunds`.at OR e.at = `refunds`.at AND e.rowid <= `refunds`.rowid)
		) <= o.secured_minor - o.paid_minor
	)
);
--> statement-breakpoint
-- A dispute without a row: what was last told of it, under the id `earlierDisputeId` (db/orders/records.ts).
INSERT INTO `disputes` (`order_id`, `id`, `outcome`, `amount_minor`, `at`)
SELECT o.id, 'earlier', coalesce(json_extract(e.details, '$.outcome'), 'open'),
	coalesce(json_extract(e.details, '$.amountMinor'), o.total_minor), coalesce(e.at, o.placed_at)
FROM `orders` o
LEFT JOIN `order_events` e ON e.sequence = (
	SELECT max(sequence) FROM `order_events` WHERE order_id = o.id AND kind = 'disputed'
)
WHERE o.disputed = 1 AND NOT EXISTS (SELECT 1 FROM `disputes` d WHERE d.order_id = o.id);
