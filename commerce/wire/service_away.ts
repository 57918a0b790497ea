/**
 * How a 503 says that it holds for everybody. Without this header it is about the one thing that was asked: an order
 * whose payment cannot be opened says nothing of the next shopper's.
 */
export const serviceAwayHeader = "x-service-away";

/** For an answer of a service that cannot do anything at all, or of a process that cannot reach it. */
export const serviceAway: Readonly<Record<string, string>> = { [serviceAwayHeader]: "1" };
