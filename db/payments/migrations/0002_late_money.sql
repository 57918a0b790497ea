-- A checkout that was given up as expired was completed all the same when money came of it.
DROP TRIGGER `payments_only_grow`;
--> statement-breakpoint
CREATE TRIGGER `payments_only_grow` BEFORE UPDATE ON `payments`
WHEN NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.order_id <> OLD.order_id
	OR NEW.authorized_minor < OLD.authorized_minor OR NEW.captured_minor < OLD.captured_minor
	OR NEW.failed < OLD.failed OR NEW.canceled < OLD.canceled OR NEW.voided < OLD.voided
	OR OLD.session_status = 'complete' AND NEW.session_status <> 'complete'
	OR NEW.session_status IS NULL AND OLD.session_status IS NOT NULL
	OR OLD.session_status = 'expired' AND NEW.session_status = 'complete'
		AND NEW.authorized_minor = 0 AND NEW.captured_minor = 0 BEGIN
	SELECT RAISE(ABORT, 'what is known of a payment is never taken back');
END;
