/** The ways that mails go. */
import type { Message } from "./message.ts";

export interface Transport {
  /**
   * Hands a message over. A message of a key that is known to have gone is not sent again.
   *
   * @throws {RejectedMailError} The other side will never take it.
   * @throws {Error} It could not be handed over now, or it is not known whether it was.
   */
  send(message: Message): Promise<"sent" | "sent-before">;
}

/** The receiver's side has refused this mail for good. Its message tells nothing personal. */
export class RejectedMailError extends Error {
  override name = "RejectedMailError";
}
