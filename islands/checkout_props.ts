/** What the checkout's helper is given. */
export interface CheckoutHelperProps {
  /** Id of the form it helps with. */
  readonly form: string;
  readonly texts: { readonly placing: string };
}

/** What the order's page is told of itself. */
export interface OrderStatusProps {
  /** Address of its stream of events. */
  readonly events: string;
  /** The order's status and payment status, as the page shows them: an event that says the same changes nothing. */
  readonly shown: string;
}
